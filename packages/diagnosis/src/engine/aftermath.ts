import type { Fact } from '../facts/fact';
import type { Pod, Workload } from '../facts/objects';
import type { FactValues } from '../facts/snapshot';
import type { Severity } from './cause';
import type { Text } from './text';
import { both, count } from './text';

/** Who carries on after a pod that the cluster ended or refused. Plain JSON, for the data of a finding. */
export interface Aftermath {
  /** Kind and name of what makes a new pod; absent for a pod that nobody replaces. */
  readonly controller?: string;
  /** Other pods of the controller that are ready. */
  readonly ready?: number;
  /** Set when another pod of it (of a Job) has done the work. */
  readonly isDone?: true;
  /** How many pods the controller wants, if known. */
  readonly wanted?: number;
  /** Other pods of the controller that ended for the same reason. */
  readonly alike: number;
}

const isReady = ({ metadata, status }: Pod) =>
  status.phase === 'Running' &&
  metadata.deletionTimestamp === undefined &&
  status.conditions.some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );

/** How many pods a controller wants and has ready, by its own status. */
function ofController(controller: Workload | undefined) {
  const { replicas, parallelism } = controller?.spec ?? {};
  const { desiredNumberScheduled, readyReplicas, numberReady, ready } =
    controller?.status ?? {};
  return {
    wanted: replicas ?? desiredNumberScheduled ?? parallelism,
    ready: readyReplicas ?? numberReady ?? ready,
  };
}

/** Reads who carries on after a pod, from the pods beside it and the controller's own count. */
export function aftermathOf(
  pod: Pod,
  siblings: Fact<FactValues['siblings']>,
  owners: Fact<FactValues['owners']>,
): Aftermath {
  const owner = pod.metadata.ownerReferences?.find(
    ({ controller }) => controller,
  );
  if (!owner) return { alike: 0 };
  const known = owners.status === 'ok' ? owners.value : [];
  const controller = known.find(({ metadata }) => metadata.uid === owner.uid);
  const others = (siblings.status === 'ok' ? siblings.value : []).filter(
    ({ metadata }) => metadata.name !== pod.metadata.name,
  );
  const own = ofController(controller);
  // The controller's count may be some seconds old, and the pods that were gathered may not be all.
  const seen = others.length > 0 ? others.filter(isReady).length : undefined;
  const ready = seen === undefined ? own.ready : Math.max(seen, own.ready ?? 0);
  const alike = others.filter(
    ({ status }) =>
      status.phase === 'Failed' && status.reason === pod.status.reason,
  );
  const isDone = others.some(({ status }) => status.phase === 'Succeeded');
  return {
    controller: `${owner.kind ?? ''} ${owner.name ?? ''}`.trim(),
    ...(isDone && { isDone }),
    ...(ready !== undefined && { ready }),
    ...(own.wanted !== undefined && { wanted: own.wanted }),
    alike: alike.length,
  };
}

/**
 * Whether nobody misses the pod: as many others as wanted are ready (or some, and the number is not known), the work is done,
 * or none is wanted any more.
 */
export function isReplaced({ ready = 0, wanted, isDone }: Aftermath): boolean {
  return (
    isDone === true || wanted === 0 || (ready > 0 && ready >= (wanted ?? 1))
  );
}

/** "ReplicaSet web-5d has 3 of 3 pods ready". */
function countInWords({ controller, ready, wanted, isDone }: Aftermath): Text {
  if (isDone) {
    return both(
      `another pod of ${controller} has finished the work`,
      `${controller} 的另一个 Pod 已完成工作`,
    );
  }
  if (wanted === 0)
    return both(
      `${controller} wants no pods now`,
      `${controller} 目前不需要 Pod`,
    );
  return both(
    `${controller} has ${ready}${
      wanted === undefined ? '' : ` of ${wanted}`
    } pods ready`,
    `${controller} 有 ${ready} 个 Pod 就绪${
      wanted === undefined ? '' : `（共需 ${wanted} 个）`
    }`,
  );
}

/** A pod that was replaced is history for its service: worth a warning. One that nobody replaced is missing. */
export function severityAfter(after: Aftermath): Severity {
  return isReplaced(after) ? 'warning' : 'critical';
}

/** A sentence, with a space before it in English, on who carries on. */
export function aftermathInWords(after: Aftermath): Text {
  const { controller, ready, alike } = after;
  if (controller === undefined) {
    return both(
      ' Nothing makes a new one: the pod has no controller.',
      '该 Pod 没有控制器，不会自动重建。',
    );
  }
  const again =
    alike > 0
      ? both(
          ` So far ${count(
            alike,
            'other pod',
          )} of it ended for the same reason.`,
          `它已有另外 ${alike} 个 Pod 因同样原因结束。`,
        )
      : both('', '');
  if (isReplaced(after)) {
    const now = countInWords(after);
    return both(
      ` Nothing is missing now: ${now.en}; this one is only the record of what happened.${again.en}`,
      `目前不缺 Pod：${now.zh}，此 Pod 只是当时的记录。${again.zh}`,
    );
  }
  if (ready === undefined) {
    return both(
      ` It is for ${controller} to make a new one in its place.${again.en}`,
      `由 ${controller} 负责创建新的 Pod 来替换它。${again.zh}`,
    );
  }
  const now = countInWords(after);
  return both(` ${now.en}.${again.en}`, `${now.zh}。${again.zh}`);
}

/** What to do about the pod itself, as it never runs again: see to the next one, or make it, if nobody else does. */
export function nextPodInWords({ controller }: Aftermath): Text {
  return controller === undefined
    ? both(
        'Create the pod again, best by a Deployment: a bare pod does not come back by itself.',
        '重新创建该 Pod，最好使用 Deployment：裸 Pod 不会自动恢复。',
      )
    : both(
        `Check that ${controller} has made another in its place, and that it runs.`,
        `确认 ${controller} 已创建新的 Pod 且正常运行。`,
      );
}
