import type { Quote, Text, Troubles } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  rolloutInWords,
  rolloutOf,
  secondsSince,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod, Workload } from '../../../facts/objects';
import { wantedPods } from '../../../facts/owners';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import { lookFirst } from '../../shared/lookFirst';
import { isPlaceholder } from '../../shared/placeholder';
import {
  conditionOf,
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** Kinds that count their ready pods, and kinds that only run pods now and then. */
const LASTING = [
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
];
const PASSING = ['Job', 'CronJob'];
/** Longer than any pod needs that only starts slowly: what is not available after this is not on its way. */
const PATIENCE_SECONDS = 900;

interface Lack {
  readonly ready: number;
  readonly wanted: number;
  readonly quotes: readonly Quote[];
}

/** How many ready pods a lasting workload lacks; `undefined` when it has them all, or its rollout is called stuck. */
function lackOf(
  self: Workload,
  owners: FactValues['owners'],
): Lack | undefined {
  const { readyReplicas, numberReady } = self.status;
  const wanted = wantedPods(self);
  const ready = (self.kind === 'DaemonSet' ? numberReady : readyReplicas) ?? 0;
  const progress = conditionOf(self, 'Progressing');
  if (ready >= wanted || progress?.status === 'False') return undefined;
  const available = conditionOf(self, 'Available');
  const at =
    available?.status === 'False'
      ? [`status.conditions.${available.i}.reason`]
      : [];
  return {
    ready,
    wanted,
    quotes: quoteOwner(
      owners,
      0,
      ...at,
      'spec.replicas',
      'status.readyReplicas',
      'status.desiredNumberScheduled',
      'status.numberReady',
      'status.unavailableReplicas',
    ),
  };
}

/** A Job or CronJob at work. Failed attempts are another matter: the pod of the next one counts. */
function workOf(
  self: Workload,
  owners: FactValues['owners'],
): Lack | undefined {
  const { active = 0, failed = 0, ready = 0 } = self.status;
  return active > 0 && failed === 0
    ? { ready, wanted: active, quotes: quoteOwner(owners, 0, 'status.active') }
    : undefined;
}

/** Whether the workload itself says that it is not available, for longer than a start may take. */
function isLongUnavailable(self: Workload, now: number): boolean {
  const available = conditionOf(self, 'Available');
  const since = secondsSince(available?.lastTransitionTime, now) ?? 0;
  const { minReadySeconds = 0, replicas } = self.spec;
  return (
    available?.status === 'False' &&
    since > PATIENCE_SECONDS + minReadySeconds &&
    // Without any pod it is another fault.
    replicas !== 0 &&
    (self.status.replicas ?? 0) > 0
  );
}

/** Between the end of its program and the word of its kubelet that it succeeded, a pod runs and is not ready: it is none that fails. */
const isAtWork = ({ status }: Pod) =>
  status.phase !== 'Failed' &&
  !status.containerStatuses.some(
    ({ state }) => state?.terminated?.exitCode === 0,
  );

/** What its pods suffer from; without them, whether it is certain anyhow. */
function troublesOf(
  self: Workload,
  siblings: Fact<FactValues['siblings']>,
  now: number,
):
  | { readonly troubles?: Troubles; readonly quotes: readonly Quote[] }
  | undefined {
  const isPassing = PASSING.includes(self.kind);
  if (siblings.status === 'ok' && siblings.value.length > 0) {
    const among = isPassing ? isAtWork : undefined;
    const found = troublesIn('siblings', siblings.value, now, among);
    if (!found) return undefined;
    const { quotes, ...troubles } = found;
    return { troubles, quotes };
  }
  if (isPassing) return undefined;
  if (isLongUnavailable(self, now)) return { quotes: [] };
  needed('siblings', siblings);
  return undefined;
}

/** Whether its pods only keep room for others and wait for some: then nothing is wrong. */
function onlyKeepsRoom(
  siblings: Fact<FactValues['siblings']>,
  troubles: Troubles | undefined,
): boolean {
  return (
    troubles?.reason === 'Unschedulable' &&
    siblings.status === 'ok' &&
    siblings.value.every(isPlaceholder)
  );
}

function standingOf(
  owners: FactValues['owners'],
  revisions: Fact<FactValues['revisions']>,
): Text | undefined {
  const rollout =
    revisions.status === 'ok' ? rolloutOf(owners, revisions.value) : undefined;
  return rollout?.stage === 'old-serves' ? rolloutInWords(rollout) : undefined;
}

export default defineCause({
  id: 'workload-pods-not-ready',
  state: 'workload',
  title: both('Pods of the workload are not ready', '工作负载的 Pod 未就绪'),
  severity: 'critical',
  since: '0.2.0',
  // A Job at work counts as running, whatever its pods do.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'siblings', 'revisions'],
  lastResort: true,
  covers: ['controller/dep-MinimumReplicasUnavailable'],
  detect({ subject, owners, siblings, revisions, now }) {
    const workload = workloadOf(subject, owners, ...LASTING, ...PASSING);
    if (!workload) return [];
    const { self, owners: all } = workload;
    const lack = (PASSING.includes(self.kind) ? workOf : lackOf)(self, all);
    const found = lack && troublesOf(self, siblings, now);
    if (!found) return [];
    const { ready, wanted } = lack;
    const standing = standingOf(all, revisions);
    const keepsRoom = onlyKeepsRoom(siblings, found.troubles);
    const severity = ready > 0 ? ('warning' as const) : ('critical' as const); // literal types
    return [
      {
        severity: keepsRoom ? ('info' as const) : severity,
        ...(found.troubles && { podAtFault: found.troubles.pod }),
        data: {
          ...workloadPlace(subject),
          ready,
          wanted,
          keepsRoom,
          ...(standing && { standing }),
          ...(found.troubles && { troubles: found.troubles }),
        },
        quotes: [...lack.quotes, ...found.quotes],
      },
    ];
  },
  explain({ kind, name, ready, wanted, keepsRoom, standing, troubles }) {
    const trouble = troubles
      ? troubleInWords(troubles)
      : both(
          'Its pods are not among what was read; their own findings say why.',
          '未读取到它的 Pod；原因见各 Pod 自身的诊断结果。',
        );
    const old = standing ?? both('', '');
    return {
      what: both(
        `${kind} “${name}” has ${ready} of ${wanted} pods ready. ${old.en}`.trim(),
        `${kind}“${name}”有 ${ready}/${wanted} 个 Pod 就绪。${old.zh}`,
      ),
      why: keepsRoom
        ? both(
            'They only keep room for others (placeholders of negative priority) and wait until there is some to spare: that is meant so.',
            '它们只是为其他 Pod 预留空间的占位 Pod（优先级为负），正在等待空闲资源：这是正常设计。',
          )
        : both(
            `${trouble.en} What is wrong is wrong with the pods, not with the ${kind}.`,
            `${trouble.zh}问题在 Pod 本身，而不在 ${kind}。`,
          ),
    };
  },
  steps(data) {
    const { namespace, troubles } = data;
    return [
      lookFirst(namespace, troubles?.pod),
      {
        text: both(
          'Look at the events of the workload if its pods say nothing.',
          '如果 Pod 没有给出信息，请查看工作负载的事件。',
        ),
        command: kubectl(namespace, 'describe', resourceOf(data)),
      },
    ];
  },
});
