import type { Quote } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { waitsForVolumes } from '../../shared/configSource';
import { placeOf } from '../../shared/kubectl';

/** A start that takes longer than this, in seconds, has stopped somewhere. */
const STALLED_SECONDS = 600;

/** Whether the pod has a node but nothing of it has begun; without any status its kubelet has not spoken at all. */
function waits(pod: Pod): boolean {
  const { metadata, spec, status } = pod;
  if (metadata.deletionTimestamp || !spec.nodeName) return false;
  if (status.phase !== 'Pending') return false;
  return containersOf(pod).length === 0 || waitsForVolumes(pod) !== undefined;
}

/** What the kubelet said last, if it said anything: a warning, or the pull that is still going on. */
function lastWord(events: Fact<FactValues['events']>): {
  message: string;
  quotes: Quote[];
} {
  const known = events.status === 'ok' ? events.value : [];
  const i = newestEvent(
    known,
    ({ type, reason }) => type === 'Warning' || reason === 'Pulling',
  );
  return i === undefined
    ? { message: '', quotes: [] }
    : {
        message: known[i]?.message ?? '',
        quotes: [
          ...quoteOf('events', known, `${i}.message`),
          ...quoteOf('events', known, `${i}.reason`),
        ],
      };
}

export default defineCause({
  id: 'container-creating-stalled',
  state: 'waiting',
  title: both(
    'The pod has a node but does not start',
    'Pod 已分配节点却迟迟没有启动',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  lastResort: true,
  covers: ['waiting/ContainerCreating', 'waiting/PodInitializing'],
  detect({ pod, events, subject, now }) {
    if (!waits(pod)) return [];
    const { startTime, conditions } = pod.status;
    const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
    const since =
      startTime ??
      scheduled?.lastTransitionTime ??
      pod.metadata.creationTimestamp;
    const seconds = secondsSince(since, now);
    if (seconds === undefined || seconds <= STALLED_SECONDS) return [];
    const waiting = waitsForVolumes(pod);
    const said = lastWord(events);
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          minutes: Math.floor(seconds / 60),
          isSilent: !waiting,
          hasWord: said.message !== '',
          volumes: pod.spec.volumes.length,
        },
        quotes: [
          ...said.quotes,
          ...(waiting
            ? quoteOf('pod', pod, `${waiting.at}.state.waiting.reason`)
            : []),
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quoteOf('pod', pod, 'status.startTime'),
        ],
      },
    ];
  },
  explain({ node, minutes, isSilent, hasWord }) {
    return {
      what: both(
        `The pod was given to node “${node}” ${count(
          minutes,
          'minute',
        )} ago, and none of its containers has been made.`,
        `Pod 在 ${minutes} 分钟前分配到节点“${node}”，但至今没有创建任何容器。`,
      ),
      why: isSilent
        ? both(
            'The kubelet of that node has reported nothing about the pod at all: it is stopped, cut off, or overloaded.',
            '该节点的 kubelet 没有报告过该 Pod 的任何情况：可能已停止、失联或过载。',
          )
        : hasWord
        ? both(
            'Before the first container come volumes, the network and images; what the node said last is in the evidence.',
            '创建第一个容器之前要准备卷、网络与镜像；节点最后的报告见证据。',
          )
        : both(
            'Before the first container come volumes (attached and mounted), the network (sandbox) and images; one of them does not finish, and no event says which. Events live for an hour only.',
            '创建第一个容器之前要准备卷（挂接与挂载）、网络（沙箱）与镜像；其中一项没有完成，而没有事件说明是哪一项。事件只保留一小时。',
          ),
    };
  },
  steps({ node, isSilent, volumes }) {
    return [
      {
        text: both(
          'Read the events of the pod, also old ones: what was Pulled, attached or mounted, and what came last.',
          '查看 Pod 的事件（包括较早的）：镜像拉取、卷挂接与挂载进行到哪一步，最后一条是什么。',
        ),
        action: 'events',
      },
      {
        text: both(
          `See whether node “${node}” is ready and starts other pods.`,
          `查看节点“${node}”是否就绪、能否启动其他 Pod。`,
        ),
        command: `kubectl get pods -A -o wide --field-selector spec.nodeName=${node}`,
      },
      ...(isSilent || volumes <= 1
        ? []
        : [
            {
              text: both(
                'Check the volumes: a claim that is bound may still wait for its disk to be attached to this node.',
                '检查卷：已绑定的 PVC 也可能仍在等待磁盘挂接到该节点。',
              ),
              link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
            },
          ]),
    ];
  },
});
