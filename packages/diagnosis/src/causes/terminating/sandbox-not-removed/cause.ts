import {
  both,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { KubeEvent, Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import { pluginInPlace } from '../../shared/leftPlugin';
import { networkAgent } from '../../shared/networkAgent';
import {
  isAnyRunning,
  isNodeSilent,
  secondsOverdue,
} from '../../shared/overdue';
import {
  essence,
  pluginIn as pluginNamed,
  sandboxProblem,
} from '../../shared/sandboxProblems';
import { unreachedIn } from '../../shared/unreached';
import { reasonOf, stepsFor } from './plugIn';

/** One failed attempt is nothing: the kubelet tries again. Seconds past the deadline, or attempts. */
const PATIENCE_SECONDS = 30;
const LEAST_COUNT = 3;
/** Containerd 1 and 2, CRI-O, dockershim. */
const NETWORK =
  /failed to (?:destroy|teardown|tear down) (?:network|pod)|networkPlugin cni failed to teardown|failed \(delete\)|\bcni\b/i;

function isAboutNetwork({ reason, message = '' }: KubeEvent): boolean {
  const said = message.slice(0, 8192);
  // When a container does not end either, that comes first.
  const isKill = said.includes('KillContainerError');
  return reason === 'FailedKillPod' && NETWORK.test(said) && !isKill;
}

/** The network plug-in that a message names. */
function pluginIn(message: string): string | undefined {
  const name =
    /plugin type=\\{0,3}"([\w.-]{1,63})\\{0,3}"|(?:plug-?in )"?([\w.-]{1,63}-cni)\b/.exec(
      message.slice(0, 8192),
    );
  return name?.[1] ?? name?.[2];
}

/** The pods that may be the plug-in's. */
interface Around {
  readonly pod: Pod;
  readonly scheduledPods: Fact<FactValues['scheduledPods']>;
  readonly namespacePods: Fact<FactValues['namespacePods']>;
}

/** What the pods around tell of the plug-in that a message names. */
function knownOf({ pod, scheduledPods, namespacePods }: Around, said: string) {
  const gone = pluginNamed(said);
  const found = gone ? networkAgent(pod, scheduledPods, gone) : undefined;
  const place = pluginInPlace(pod, scheduledPods, namespacePods, gone);
  if (!gone || !place)
    return { data: found ? { agent: found.agent } : {}, quotes: [] };
  const { quotes, ...left } = place;
  return { data: { left: { ...left, gone } }, quotes };
}

export default defineCause({
  id: 'sandbox-not-removed',
  state: 'terminating',
  title: both('The pod’s network cannot be taken down', '无法拆除 Pod 的网络'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'scheduledPods', 'namespacePods'],
  beats: ['container-cannot-be-killed', 'volume-holds-pod'],
  covers: [
    'kubelet-pod/event/FailedKillPod',
    'node/terminating-kill-fail',
    'syncresult/KillPodSandboxError',
  ],
  detect(reading) {
    const { pod, events, nodes, subject, now } = reading;
    const overdue = secondsOverdue(pod, events, now);
    if (overdue === undefined || isNodeSilent(pod, nodes)) return [];
    // A sandbox goes after its containers have ended.
    const isLeft = !isAnyRunning(pod) && overdue >= PATIENCE_SECONDS;
    if (isLeft && !pod.metadata.finalizers?.length) needed('events', events);
    if (events.status !== 'ok') return [];
    const i = newestEvent(events.value, isAboutNetwork);
    const event = i === undefined ? undefined : events.value[i];
    if (!event) return [];
    if (overdue < PATIENCE_SECONDS && event.count < LEAST_COUNT) return [];
    const message = event.message ?? '';
    const said = essence(message, subject.name);
    const plugin = pluginIn(message);
    const unreached = unreachedIn(message);
    const known = knownOf(reading, said);
    const seen = parseTime(event.lastSeen);
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          attempts: event.count,
          problem: sandboxProblem(said),
          ...known.data,
          ...(plugin && { plugin }),
          ...(unreached && { unreached }),
          ...(seen !== undefined && { ago: Math.max(0, (now - seen) / 1000) }),
          overdue,
        },
        quotes: [
          ...quoteOf('events', events.value, `${i}.message`),
          ...quoteOf('events', events.value, `${i}.count`),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ...known.quotes,
        ],
      },
    ];
  },
  explain({ pod, attempts, ago, ...known }) {
    const { node, plugin } = known;
    const reason = reasonOf(known);
    const last = ago === undefined ? undefined : duration(ago);
    const name = plugin ? ` “${plugin}”` : '';
    return {
      what: both(
        `Pod “${pod}” stays, because node “${node}” fails to take down its network (${
          attempts === 1 ? 'one failed attempt' : `${attempts} failed attempts`
        }${last ? `, the last ${last.en} ago` : ''}).`,
        `Pod“${pod}”无法消失，因为节点“${node}”无法拆除它的网络（失败 ${attempts} 次${
          last ? `，最近一次在 ${last.zh}前` : ''
        }）。`,
      ),
      why: both(
        `The program has been stopped; what is left is the pod’s network, and the network plug-in${name} answers with an error. ${reason.en}`,
        `程序已停止，只剩 Pod 的网络，而网络插件${name}返回错误。${reason.zh}`,
      ),
    };
  },
  steps(known) {
    return [
      {
        text: both(
          'Read the event: it holds the plug-in’s own error.',
          '查看事件：其中有插件自己的报错。',
        ),
        action: 'events',
      },
      ...stepsFor(known),
    ];
  },
});
