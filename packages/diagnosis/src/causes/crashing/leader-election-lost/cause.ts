import type { Step } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

/** Whether the way to the API is open. */
function askApi(api: string): Step {
  return {
    text: both(
      `Ask from a debug shell in the pod whether “${api}” answers, and how fast; a network policy that names egress must allow it.`,
      `在该 Pod 的调试终端中检查“${api}”是否应答及其速度；限制出站的网络策略必须放行它。`,
    ),
    action: 'debug',
  };
}

export default defineCause({
  id: 'leader-election-lost',
  state: 'crashing',
  title: both('It lost its leader election and ended', '失去领导者选举而退出'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('leader-election-lost', pod, logs, now).map(
      ({ container, data, facts, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          lease: facts.name,
          ...(facts.host !== undefined && {
            api: facts.port ? `${facts.host}:${facts.port}` : facts.host,
          }),
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const lease =
      data.lease === undefined
        ? both('its lease', '租约')
        : both(`the lease ${data.lease}`, `租约 ${data.lease}`);
    return {
      what: both(
        `The program in ${who.en} could not renew ${lease.en} in time and ended, as leaders must${again.en}.`,
        `${who.zh}中的程序未能及时续订${lease.zh}，按领导者的规则主动退出${again.zh}。`,
      ),
      why: data.api
        ? both(
            `The Kubernetes API at “${data.api}” did not answer in time. The program itself is most likely well: the API server or etcd is slow or overloaded, or packets between this node and it are lost; many controllers then end at the same moment.`,
            `Kubernetes API（“${data.api}”）未及时应答。程序本身很可能没有问题：API server 或 etcd 过慢或过载，或本节点与它之间丢包；此时许多控制器会同时退出。`,
          )
        : both(
            'The Kubernetes API answered too late, or the program itself had too little CPU to ask in time; both happen to many controllers at the same moment when the API or etcd is slow.',
            'Kubernetes API 应答太慢，或程序自身 CPU 不足而未能及时请求；当 API 或 etcd 变慢时，许多控制器会同时发生。',
          ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Read the lines before: did requests to the API time out?',
          '查看之前的日志：对 API 的请求是否超时？',
        ),
        action: data.action,
      },
      {
        text: both(
          'Look whether other controllers restarted at the same moment; then the API server or etcd was slow, and the operators of the cluster should know.',
          '查看其他控制器是否同时重启；若是，则 API server 或 etcd 变慢，应告知集群管理员。',
        ),
      },
      ...(data.api ? [askApi(data.api)] : []),
      {
        text: both(
          `Raise the CPU limit of container “${data.container}” if it is throttled.`,
          `如果容器“${data.container}”被限流，请提高其 CPU 上限。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/leases/',
      },
      {
        text: both(
          'Allow longer times for the lease (lease duration, renew deadline), or turn leader election off where there is one replica only.',
          '延长租约时间（lease duration、renew deadline），或在只有一个副本时关闭领导者选举。',
        ),
      },
    ];
  },
});
