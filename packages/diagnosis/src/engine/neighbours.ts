import { podsOn } from '../facts/byName';
import type { Fact } from '../facts/fact';
import type { Pod } from '../facts/objects';
import { secondsSince } from '../facts/time';
import { containersOf } from './lifecycle';
import type { Text } from './text';
import { both, count } from './text';

/** How the other pods fare on a pod's node: whether a fault is the node's or the pod's own. */
export interface Neighbours {
  /** Whether all of them are of the pod's own namespace: of others little may be known. */
  readonly isOfNamespace: boolean;
  /** Pods with a network of their own of which a container runs. */
  readonly running: number;
  /** Such pods whose first container has not been made, though they are no longer new. */
  readonly waiting: number;
}

/** A pod that is made for no longer than this, in seconds, is only starting. */
const NEW_SECONDS = 30;

/** The pods of a list that are on a node; none while it is not known which. */
export function podsOnNode(
  pods: readonly Pod[],
  node: string | undefined,
): readonly Pod[] {
  return node === undefined ? [] : podsOn(pods, node);
}

function waitsForFirst(pod: Pod, now: number): boolean {
  const age = secondsSince(pod.metadata.creationTimestamp, now) ?? 0;
  return (
    age >= NEW_SECONDS &&
    pod.status.phase === 'Pending' &&
    containersOf(pod).every(({ status: { state } }) => {
      const reason = state?.waiting?.reason ?? 'ContainerCreating';
      const isNormal =
        reason === 'ContainerCreating' || reason === 'PodInitializing';
      return isNormal && !state?.running && !state?.terminated;
    })
  );
}

function runs(pod: Pod): boolean {
  return (
    pod.status.phase === 'Running' &&
    containersOf(pod).some(({ status }) => status.state?.running)
  );
}

/**
 * Counts a pod's neighbours: among all pods of the cluster if they are known, else among those of its namespace. Of pods elsewhere
 * often no more is known than what they take of the node; such say nothing here. `undefined` when there are none.
 */
export function neighboursOf(
  pod: Pod,
  facts: {
    readonly scheduledPods: Fact<readonly Pod[]>;
    readonly namespacePods: Fact<readonly Pod[]>;
  },
  now: number,
): Neighbours | undefined {
  const { scheduledPods, namespacePods } = facts;
  const pods = scheduledPods.status === 'ok' ? scheduledPods : namespacePods;
  if (pods.status !== 'ok') return undefined;
  const { name, namespace } = pod.metadata;
  const others = podsOnNode(pods.value, pod.spec.nodeName).filter(
    ({ metadata, spec, status }) =>
      (metadata.name !== name || metadata.namespace !== namespace) &&
      status.containerStatuses.length > 0 &&
      !metadata.deletionTimestamp &&
      !spec.hostNetwork,
  );
  const running = others.filter(runs);
  const waiting = others.filter(other => waitsForFirst(other, now));
  const counted = [...running, ...waiting];
  if (counted.length === 0) return undefined;
  return {
    isOfNamespace: counted.every(one => one.metadata.namespace === namespace),
    running: running.length,
    waiting: waiting.length,
  };
}

/** A sentence, with a space before it in English, on how the other pods of the node fare; empty when nothing is known. */
export function neighboursInWords(neighbours: Neighbours | undefined): Text {
  if (!neighbours) return both('', '');
  const { isOfNamespace, running, waiting } = neighbours;
  const of = isOfNamespace
    ? both(' of this namespace', '本命名空间')
    : both('', '');
  if (waiting === 0) {
    return both(
      ` ${count(running, 'other pod')}${of.en} on that node ${
        running === 1 ? 'runs' : 'run'
      }, so the fault is new there or concerns this pod alone.`,
      `该节点上${of.zh}另有 ${running} 个 Pod 正在运行，因此故障是新出现的，或只涉及此 Pod。`,
    );
  }
  const wait = `${count(waiting, 'other pod')}${of.en} on that node ${
    waiting === 1 ? 'waits' : 'wait'
  } for a first container too`;
  return running === 0
    ? both(
        ` ${wait}, and none runs.`,
        `该节点上${of.zh}另有 ${waiting} 个 Pod 也在等待第一个容器，没有一个在运行。`,
      )
    : both(
        ` ${wait}, while ${running} ${running === 1 ? 'runs' : 'run'}.`,
        `该节点上${of.zh}另有 ${waiting} 个 Pod 也在等待第一个容器，${running} 个正在运行。`,
      );
}
