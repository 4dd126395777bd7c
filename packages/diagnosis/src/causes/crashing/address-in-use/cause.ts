import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { otherContainers } from '../../shared/otherContainers';
import { holderOfPort, lookAtHolder } from './holderOfPort';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';

interface Taken {
  readonly namespace: string;
  readonly pod: string;
  readonly hostNetwork: boolean;
  readonly isNotOwn: boolean;
  /** The address is one that every pod with IPv6 has, or the program says that there is no such family. */
  readonly isV6: boolean;
  readonly address?: string | undefined;
  readonly isAlone: boolean;
  readonly rival?: string | undefined;
  /** Another pod that declares the port on the same node, with its namespace. */
  readonly holder?: string;
}

/** Any address of IPv6, and that of the pod itself: wherever there is IPv6 every pod has them. */
const V6 = /^(?:\[::1?\]|:{2,3}1?)$/;

/** Why an address that nobody else has cannot be taken. */
function whyNotOwn({ isV6, address }: Taken): Text {
  const it =
    address === undefined ? both('It', '它') : both(address, ` ${address} `);
  if (isV6)
    return both(
      `${it.en} is an address of IPv6, and IPv6 is not there in this pod. The cluster does not use it, or its node has it turned off.`,
      `${it.zh}是 IPv6 地址，而该 Pod 中没有 IPv6。集群没有使用 IPv6，或节点将其关闭。`,
    );
  return both(
    `${it.en} is not an address of this pod: addresses of pods change, and those of services and load balancers belong to no pod.`,
    `${it.zh}不是该 Pod 的地址：Pod 的地址会变化，而服务和负载均衡器的地址不属于任何 Pod。`,
  );
}

/** Who has the address. */
function whyTaken(taken: Taken): Text {
  const { hostNetwork, isNotOwn, isAlone, rival, holder } = taken;
  if (isNotOwn) return whyNotOwn(taken);
  if (hostNetwork && holder !== undefined)
    return both(
      `The pod uses the network of the node (hostNetwork), and pod “${holder}” on the same node declares this port there.`,
      `该 Pod 使用节点网络（hostNetwork），而同一节点上的 Pod“${holder}”在节点上声明了该端口。`,
    );
  if (hostNetwork)
    return both(
      'The pod uses the network of the node (hostNetwork), so a program of the node or another such pod has the port.',
      '该 Pod 使用节点网络（hostNetwork），因此端口已被节点上的程序或其他此类 Pod 占用。',
    );
  if (rival !== undefined)
    return both(
      `All containers of a pod share one network, and container “${rival}” declares the same port.`,
      `同一 Pod 的所有容器共用网络，而容器“${rival}”声明了同一端口。`,
    );
  return isAlone
    ? both(
        'No other container runs in this pod, so it is a process of its own: the program is started twice, listens on the port twice, or one of before is left over in the pod’s network.',
        '本 Pod 中没有其他容器，因此占用者是它自己的进程：程序被启动了两次、对同一端口监听了两次，或之前的进程残留在 Pod 的网络中。',
      )
    : both(
        'All containers of a pod share one network, so another one, or a second process in this one, listens there already.',
        '同一 Pod 的所有容器共用网络，因此另一个容器或本容器中的另一个进程已在监听该端口。',
      );
}

/** For a container that can only be in its own way. */
const freeAlone = (namespace: string, pod: string): Step[] => [
  {
    text: both(
      'Check that the start script does not start the program twice, and that its settings do not name the port twice.',
      '检查启动脚本是否启动了两次程序，以及设置中是否两次写明该端口。',
    ),
  },
  {
    text: both(
      'Delete the pod if neither is so: a process left over from before goes with the pod’s network.',
      '如果都不是，请删除该 Pod：残留的进程会随 Pod 的网络一起消失。',
    ),
    command: kubectl(namespace, 'delete', 'pod', pod),
  },
];

/** Another address to listen on. */
const listenElsewhere = (isV6: boolean): Step[] => [
  {
    text: isV6
      ? both(
          'Take the address of IPv6 out of the settings that say where to listen (environment variable, argument or file), or put 0.0.0.0 (127.0.0.1 for one that only the pod asks) in its place.',
          '从指定监听地址的配置（环境变量、参数或文件）中去掉 IPv6 地址，或改为 0.0.0.0（仅供 Pod 内部访问的用 127.0.0.1）。',
        )
      : both(
          'Set the address to listen on to 0.0.0.0, which is any of the pod.',
          '将监听地址设为 0.0.0.0，即 Pod 的任意地址。',
        ),
    link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
  },
  isV6
    ? {
        text: both(
          'Or turn IPv6 on for cluster and nodes (dual-stack), if it is wanted.',
          '如果确实需要 IPv6，请在集群和节点上启用它（双栈）。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
      }
    : {
        text: both(
          'Give the program the pod’s own address through the downward API (status.podIP), if it must know it.',
          '如果程序必须知道地址，请通过 downward API（status.podIP）把 Pod 自己的地址传给它。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/',
      },
];

/** How to come by the address. */
function free(data: Taken): Step[] {
  const { namespace, pod, isNotOwn, isV6, isAlone, hostNetwork, holder } = data;
  if (isNotOwn) return listenElsewhere(isV6);
  if (isAlone && !hostNetwork) return freeAlone(namespace, pod);
  return [
    ...(holder === undefined ? [] : [lookAtHolder(holder)]),
    {
      text: both(
        'Give one of the two another port.',
        '为其中一个改用其他端口。',
      ),
      command: kubectl(
        namespace,
        'get',
        'pod',
        pod,
        '-o',
        'jsonpath={range .spec.containers[*]}{.name}{" "}{.ports[*].containerPort}{"\\n"}{end}',
      ),
    },
    {
      text: both(
        'Check that the start script does not start the program twice, and that a sidecar (proxy, agent) does not use the port.',
        '检查启动脚本是否启动了两次程序，以及边车（代理、采集器）是否使用了该端口。',
      ),
      link: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    },
  ];
}

export default defineCause({
  id: 'address-in-use',
  state: 'crashing',
  title: both(
    'It cannot listen on its address or port',
    '无法监听其地址或端口',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'scheduledPods', 'nodePods'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now, scheduledPods, nodePods }) {
    return lastWords('address-in-use', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const { hostNetwork = false } = pod.spec;
        const others = otherContainers(pod, container.name);
        const rival = others.find(({ ports = [] }) =>
          ports.some(one => one.containerPort === Number(facts.port)),
        );
        const holder =
          kind === 'not-own' || kind === 'no-ipv6'
            ? undefined
            : holderOfPort(
                pod,
                { scheduledPods, nodePods },
                Number(facts.port),
              );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            port: facts.port,
            hostNetwork,
            isNotOwn: kind === 'not-own' || kind === 'no-ipv6',
            isV6: kind === 'no-ipv6' || V6.test(facts.address ?? ''),
            address: facts.address,
            rival: rival?.name,
            ...(holder && { holder: holder.name }),
            isAlone: others.length === 0,
          },
          quotes: [
            ...quotes,
            ...quoteOf('pod', pod, 'spec.hostNetwork'),
            ...(holder?.quotes ?? []),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const port =
      data.port === undefined
        ? both('its port', '其端口')
        : both(`port ${data.port}`, `端口 ${data.port} `);
    return {
      what: both(
        `The program in ${who.en} ended because it could not listen on ${port.en}${again.en}.`,
        `${who.zh}中的程序因无法监听${port.zh}而结束${again.zh}。`,
      ),
      why: whyTaken(data),
    };
  },
  steps(data) {
    return [...free(data), readBefore(data.action)];
  },
});
