import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

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
        const others = pod.spec.containers.filter(
          one => one.name !== container.name,
        );
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
    let why = both(
      'All containers of a pod share one network, so another one, or a second process in this one, listens there already.',
      '同一 Pod 的所有容器共用网络，因此另一个容器或本容器中的另一个进程已在监听该端口。',
    );
    if (data.rival !== undefined)
      why = both(
        `All containers of a pod share one network, and container “${data.rival}” declares the same port.`,
        `同一 Pod 的所有容器共用网络，而容器“${data.rival}”声明了同一端口。`,
      );
    if (data.hostNetwork)
      why = both(
        'The pod uses the network of the node (hostNetwork), so a program of the node or another such pod has the port.',
        '该 Pod 使用节点网络（hostNetwork），因此端口已被节点上的程序或其他此类 Pod 占用。',
      );
    if (data.isNotOwn)
      why = both(
        'The address to listen on is not one of this pod: addresses of pods change, and those of services belong to no pod.',
        '要监听的地址不属于该 Pod：Pod 的地址会变化，而服务的地址不属于任何 Pod。',
      );
    return {
      what: both(
        `The program in ${who.en} ended because it could not listen on ${port.en}${again.en}.`,
        `${who.zh}中的程序因无法监听${port.zh}而结束${again.zh}。`,
      ),
      why,
    };
  },
  steps(data) {
    const { namespace, pod, isNotOwn } = data;
    return [
      {
        text: isNotOwn
          ? both(
              'Set the address to listen on to 0.0.0.0 (or ::), which is any of the pod.',
              '将监听地址设为 0.0.0.0（或 ::），即 Pod 的任意地址。',
            )
          : both(
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
