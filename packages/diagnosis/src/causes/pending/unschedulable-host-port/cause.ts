import type { Step, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  memo,
  push,
  quoteOf,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

/** A port of the node that a pod asks for: `8080/TCP`. */
function hostPortsOf({ spec }: Pod) {
  return [...spec.containers, ...spec.initContainers].flatMap(
    ({ ports = [] }) =>
      ports.flatMap(({ hostPort, containerPort, protocol = 'TCP' }) => {
        // On the node's own network each container port is a port of the node.
        const port = hostPort ?? (spec.hostNetwork ? containerPort : undefined);
        return port ? `${port}/${protocol}` : [];
      }),
  );
}

/** Whether a rollout may start the new pod before the old one has gone: of a Deployment, or nobody knows. */
const ofDeployment = ({ metadata }: Pod) =>
  (metadata.ownerReferences ?? []).every(({ kind }) => kind === 'ReplicaSet');

/** A pod that holds one of the ports. */
interface Holder {
  readonly pod: string;
  readonly node: string;
  readonly port: string;
  /** The DaemonSet that made both, its own and the one that waits: it makes the new pod before the old one has gone (`maxSurge`). */
  readonly surges?: string;
}

/** The DaemonSet that controls both pods. */
function sharedDaemonSet(one: Pod, other: Pod): string | undefined {
  const owner = ({ metadata }: Pod) =>
    metadata.ownerReferences?.find(({ kind }) => kind === 'DaemonSet');
  const [mine, theirs] = [owner(one), owner(other)];
  return mine?.uid !== undefined && mine.uid === theirs?.uid
    ? mine.name
    : undefined;
}

const hasEnded = ({ status: { phase } }: Pod) =>
  phase === 'Succeeded' || phase === 'Failed';

/** Places of the pods that hold each port. */
const byPort = memo(
  (pods: readonly Pod[]): ReadonlyMap<string, readonly number[]> => {
    const places = new Map<string, number[]>();
    pods.forEach((pod, i) => {
      if (!pod.spec.nodeName || hasEnded(pod)) return;
      for (const port of hostPortsOf(pod)) push(places, port, i);
    });
    return places;
  },
);

function holdersOf(
  waiting: Pod,
  ports: readonly string[],
  pods: readonly Pod[],
): Holder[] {
  const places = new Set(ports.flatMap(port => byPort(pods).get(port) ?? []));
  return [...places]
    .sort((a, b) => a - b)
    .flatMap(i => {
      const pod = pods[i];
      const port = pod && hostPortsOf(pod).find(one => ports.includes(one));
      if (!pod || !port) return [];
      const { namespace, name } = pod.metadata;
      const node = pod.spec.nodeName ?? '';
      const surges = sharedDaemonSet(waiting, pod);
      return [
        { pod: `${namespace}/${name}`, node, port, ...(surges && { surges }) },
      ];
    });
}

function whyOf(surges: string | undefined): Text {
  return surges === undefined
    ? both(
        'A host port belongs to the node itself, so one node can run only one pod with it; more replicas than nodes, or a new replica before the old one has gone, cannot be placed.',
        '主机端口（hostPort）属于节点本身，一个节点只能运行一个使用它的 Pod；副本数多于节点数，或旧副本尚未退出时，新副本无法调度。',
      )
    : both(
        `A host port belongs to the node itself. DaemonSet “${surges}” makes the new pod before the old one has gone (maxSurge), and the old one goes only when the new one is ready: its rollout stands still.`,
        `主机端口（hostPort）属于节点本身。DaemonSet“${surges}”先创建新 Pod 再移除旧 Pod（maxSurge），而旧 Pod 要等新 Pod 就绪才会移除：发布因此停滞。`,
      );
}

function stopSurging(namespace: string, name: string): Step[] {
  const rollingUpdate = { maxSurge: 0, maxUnavailable: 1 };
  const patch = JSON.stringify({ spec: { updateStrategy: { rollingUpdate } } });
  return [
    {
      text: both(
        `Set maxSurge to 0 and maxUnavailable to 1 in the updateStrategy of DaemonSet “${name}”: the old pod then goes first.`,
        `将 DaemonSet“${name}”的 updateStrategy 中 maxSurge 设为 0、maxUnavailable 设为 1：这样会先移除旧 Pod。`,
      ),
      command: kubectl(namespace, 'patch', 'daemonset', name, '-p', patch),
      link: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/',
    },
  ];
}

export default defineCause({
  id: 'unschedulable-host-port',
  state: 'pending',
  title: both(
    'Its host port is taken on every node it could use',
    '可用节点上的主机端口都被占用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'scheduledPods', 'namespacePods'],
  covers: ['scheduler/nodeports'],
  detect({ pod, events, nodes, scheduledPods, namespacePods, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'host-port');
    if (!hit) return [];
    const ports = [...new Set(hostPortsOf(pod))];
    const known = [scheduledPods, namespacePods].find(
      fact => fact.status === 'ok',
    );
    const holders =
      known?.status === 'ok'
        ? holdersOf(pod, ports, known.value).sort((a, b) =>
            a.pod < b.pod ? -1 : 1,
          )
        : [];
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          ports,
          holders,
          isRolled: ofDeployment(pod),
        },
        quotes: [
          ...hit.said.quotes,
          ...pod.spec.containers.flatMap((_, c) =>
            quoteOf('pod', pod, `spec.containers.${c}.ports.0.hostPort`),
          ),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, ports, holders }) {
    const shown = holders
      .slice(0, 3)
      .map(({ pod, node }) =>
        both(`${pod} on “${node}”`, `“${node}”上的 ${pod}`),
      );
    const held =
      shown.length > 0
        ? both(
            ` Held by ${listEn(shown.map(({ en }) => en))}.`,
            `占用者：${listZh(shown.map(({ zh }) => zh))}。`,
          )
        : both('', '');
    const port = listEn(ports) || 'that it asks for';
    return {
      what: both(
        `The pod waits for a node where host port ${port} is free: it is taken on ${some}${
          nodes > 0 ? ` of ${count(nodes, 'node')}` : ''
        }.${held.en}`,
        `Pod 在等待主机端口 ${listZh(ports) || '（所请求的）'} 空闲的节点：${
          nodes > 0 ? `${nodes} 个节点中` : ''
        }有 ${some} 个已被占用。${held.zh}`,
      ),
      why: whyOf(holders.find(({ surges }) => surges)?.surges),
    };
  },
  steps({ namespace, holders, isRolled }) {
    const [first] = holders;
    const surges = holders.find(one => one.surges)?.surges;
    const [space = namespace, name = ''] = first?.pod.split('/') ?? [];
    return [
      ...(surges === undefined ? [] : stopSurging(namespace, surges)),
      {
        text: both(
          'Remove hostPort (or hostNetwork) and use a Service, if the program does not need the node’s own port.',
          '如果程序不需要节点自身的端口，请去掉 hostPort（或 hostNetwork），改用 Service。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/service/',
      },
      {
        text: isRolled
          ? both(
              'Run at most one replica a node, and let a rollout stop the old one first (strategy Recreate, or maxSurge 0).',
              '每个节点最多运行一个副本，并在发布时先停止旧副本（Recreate 策略或 maxSurge 设为 0）。',
            )
          : both(
              'Run at most one pod with this port a node.',
              '每个节点最多运行一个使用该端口的 Pod。',
            ),
      },
      ...(first
        ? [
            {
              text: both(
                `Check whether ${first.pod} still needs the port.`,
                `确认 ${first.pod} 是否仍需要该端口。`,
              ),
              command: kubectl(space, 'get', 'pod', name, '-o', 'wide'),
            },
          ]
        : []),
    ];
  },
});
