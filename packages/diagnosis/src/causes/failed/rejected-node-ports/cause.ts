import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  listEn,
  listZh,
  podsOn,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { placedBy } from '../../shared/placement';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

/** `TCP 8080` of each port of the node that a pod takes. With hostNetwork every port is one of the node's. */
function hostPorts({ spec }: Pod): string[] {
  return spec.containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, containerPort, protocol = 'TCP' }) => {
      const taken = hostPort ?? (spec.hostNetwork ? containerPort : undefined);
      return taken ? [`${protocol} ${taken}`] : [];
    }),
  );
}

/** Another pod, of those on the node, that has one of the ports; the first by name. */
function holderOf(pod: Pod, others: readonly Pod[]): string | undefined {
  const wanted = new Set(hostPorts(pod));
  return others
    .filter(
      other =>
        other.metadata.uid !== pod.metadata.uid &&
        other.status.phase !== 'Failed' &&
        other.status.phase !== 'Succeeded' &&
        hostPorts(other).some(port => wanted.has(port)),
    )
    .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`)
    .sort()[0];
}

function portQuotes(pod: Pod) {
  return pod.spec.containers.flatMap(({ ports = [] }, i) =>
    ports.flatMap((_, j) =>
      quoteOf('pod', pod, `spec.containers.${i}.ports.${j}.hostPort`),
    ),
  );
}

export default defineCause({
  id: 'rejected-node-ports',
  state: 'failed',
  title: both(
    'The node refused the pod: its host port is taken',
    '节点拒绝了 Pod：主机端口已被占用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: [
    'events',
    'siblings',
    'owners',
    'namespacePods',
    'nodePods',
    'scheduledPods',
  ],
  beats: [...CONSEQUENCES],
  covers: ['podreject/NodePorts'],
  detect(reading) {
    const { pod, events, siblings, owners, subject, now } = reading;
    const failure = failureOf('node-ports', pod, events);
    if (!failure) return [];
    const { namespacePods, nodePods, scheduledPods } = reading;
    const others = [scheduledPods, namespacePods, nodePods].flatMap(fact =>
      fact.status === 'ok' ? podsOn(fact.value, pod.spec.nodeName) : [],
    );
    const holder = holderOf(pod, others);
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ports: [...new Set(hostPorts(pod))],
          ...(holder && { holder }),
          placed: placedBy(pod, events, now),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...portQuotes(pod),
        ],
      },
    ];
  },
  explain({ node, ports, holder, placed, after }) {
    const at = theNode(node);
    const which =
      ports.length > 0
        ? both(` (${listEn(ports)})`, `（${listZh(ports)}）`)
        : both('', '');
    const by = holder
      ? both(` by pod “${holder}”`, `被 Pod“${holder}”`)
      : both('', '');
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was refused because a port that it wants on ${at.en} itself${which.en} is taken${by.en}.${then.en}`,
        `Pod 被拒绝，因为它所需的${at.zh}主机端口${which.zh}已${by.zh}占用。${then.zh}`,
      ),
      why: both(
        `A host port (hostPort, or any port with hostNetwork) can be had by one pod of a node only.${
          placed === 'manifest'
            ? ' The manifest names the node itself (spec.nodeName), so the scheduler could not avoid the clash.'
            : ''
        } A refused pod is never tried again.`,
        `同一节点上的主机端口（hostPort，或使用 hostNetwork 时的任何端口）只能由一个 Pod 占用。${
          placed === 'manifest'
            ? '清单直接指定了节点（spec.nodeName），调度器无法避开冲突。'
            : ''
        }被拒绝的 Pod 不会重试。`,
      ),
    };
  },
  steps({ namespace, pod, placed }) {
    return [
      {
        text: both(
          'Remove hostPort from the manifest and reach the pod through a Service, unless it must listen on the node itself.',
          '除非必须监听节点端口，否则从清单中删除 hostPort，通过 Service 访问该 Pod。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/service/',
      },
      placed === 'manifest'
        ? {
            text: both(
              'Remove nodeName as well, so that the scheduler picks a node where the port is free.',
              '同时删除 nodeName，由调度器选择端口空闲的节点。',
            ),
          }
        : {
            text: both(
              'Choose another port, or stop the pod that holds it.',
              '换一个端口，或停止占用该端口的 Pod。',
            ),
          },
      deleteRefused({ namespace, pod }),
    ];
  },
});
