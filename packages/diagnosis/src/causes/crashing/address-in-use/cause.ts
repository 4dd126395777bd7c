import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { otherContainers } from '../../shared/otherContainers';
import { endings, inWords, lastWords } from '../../shared/lastWords';

interface Taken {
  readonly namespace: string;
  readonly pod: string;
  readonly hostNetwork: boolean;
  readonly isNotOwn: boolean;
  readonly isAlone: boolean;
  readonly rival?: string | undefined;
}

/** Who has the address. */
function whyTaken({ hostNetwork, isNotOwn, isAlone, rival }: Taken): Text {
  if (isNotOwn)
    return both(
      'The address to listen on is not one of this pod: addresses of pods change, and those of services belong to no pod.',
      '要监听的地址不属于该 Pod：Pod 的地址会变化，而服务的地址不属于任何 Pod。',
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

const LISTEN_ON_ANY = both(
  'Set the address to listen on to 0.0.0.0 (or ::), which is any of the pod.',
  '将监听地址设为 0.0.0.0（或 ::），即 Pod 的任意地址。',
);

/** How to come by the address. */
function free(data: Taken): Step[] {
  const { namespace, pod, isNotOwn, isAlone, hostNetwork } = data;
  if (isAlone && !isNotOwn && !hostNetwork) return freeAlone(namespace, pod);
  return [
    {
      text: isNotOwn
        ? LISTEN_ON_ANY
        : both('Give one of the two another port.', '为其中一个改用其他端口。'),
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
    'The port it wants to listen on is not free',
    '要监听的端口不可用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('address-in-use', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const { hostNetwork = false } = pod.spec;
        const others = otherContainers(pod, container.name);
        const rival = others.find(({ ports = [] }) =>
          ports.some(one => one.containerPort === Number(facts.port)),
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            port: facts.port,
            hostNetwork,
            isNotOwn: kind === 'not-own',
            rival: rival?.name,
            isAlone: others.length === 0,
          },
          quotes: [...quotes, ...quoteOf('pod', pod, 'spec.hostNetwork')],
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
    return [
      ...free(data),
      {
        text: both(
          'Read what the program said before.',
          '查看程序此前的日志。',
        ),
        action: data.action,
      },
    ];
  },
});
