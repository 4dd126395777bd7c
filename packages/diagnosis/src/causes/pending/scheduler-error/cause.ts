import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

type Fault = 'extender' | 'permit' | 'denied' | 'conflict' | 'api' | 'plugin';

/** Asked in this order. */
const FAULTS: readonly (readonly [RegExp, Fault])[] = [
  [/with extender|extender at URL/i, 'extender'],
  [
    /denied the request|denied request|is forbidden|admission|webhook/i,
    'denied',
  ],
  [
    /already assigned|cannot be fulfilled|object has been modified|AssumePod failed|in the cache|pods "[^"]{1,253}" not found/i,
    'conflict',
  ],
  [/due to timeout|waiting on permit|Permit plugin/i, 'permit'],
  [
    /timed? ?out|deadline exceeded|connection refused|no such host|etcdserver|TLS handshake|EOF/i,
    'api',
  ],
];

const WHY: Readonly<Record<Fault, Text>> = {
  extender: both(
    'A separate program that the scheduler asks for each pod (extender) did not answer or refused.',
    '调度器对每个 Pod 都会询问的外部程序（extender）没有响应或拒绝。',
  ),
  denied: both(
    'A node was found, but a rule or webhook of the cluster refused the assignment.',
    '已找到节点，但集群中的规则或 webhook 拒绝了绑定。',
  ),
  conflict: both(
    'The pod changed, or somebody else placed it, while the scheduler was at it; that passes with the next try.',
    '调度过程中 Pod 发生变化或已被他人分配；下次重试通常会成功。',
  ),
  permit: both(
    'A node was found, but an extension of the scheduler did not give its consent in time.',
    '已找到节点，但调度器的扩展没有及时放行。',
  ),
  api: both(
    'The scheduler did not reach the API server or another service in time.',
    '调度器未能及时访问 API 服务器或其他服务。',
  ),
  plugin: both(
    'A part of the scheduler (plugin) failed, which is an error and not a lack of nodes.',
    '调度器的某个组件（插件）出错；这是错误，而不是缺少节点。',
  ),
};

export default defineCause({
  id: 'scheduler-error',
  state: 'pending',
  title: both(
    'The scheduler met an error with the pod',
    '调度器处理该 Pod 时出错',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [
    'condition/PodScheduled-SchedulerError',
    'scheduler/fw-errors',
    'scheduler/extender',
    'scheduler/permit-timeout',
    'scheduler/ipa-parse',
  ],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'error');
    if (!hit) return [];
    const text = hit.said.message.slice(0, 4096);
    const plugin =
      /plugin "([\w-]{1,100})"|"([\w-]{1,100})" filter plugin|at plugin ([\w-]{1,100})/
        .exec(text)
        ?.slice(1)
        .find(Boolean);
    return [
      {
        data: {
          ...placeOf(subject),
          fault: FAULTS.find(([words]) => words.test(text))?.[1] ?? 'plugin',
          says: text.slice(0, 300),
          ...(plugin !== undefined && { plugin }),
        },
        quotes: hit.said.quotes,
        ...hit.finding,
      },
    ];
  },
  explain({ fault, says, plugin }) {
    return {
      what: both(
        `The pod has no node because the scheduler failed${
          plugin ? ` in its part ${plugin}` : ''
        }: “${says}”.`,
        `Pod 没有节点，因为调度器${
          plugin ? `的组件 ${plugin} ` : ''
        }出错：“${says}”。`,
      ),
      why: WHY[fault],
    };
  },
  steps({ namespace, pod, fault }) {
    return [
      {
        text: both(
          'Look whether the error goes on: the scheduler tries again by itself.',
          '查看错误是否持续：调度器会自动重试。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      fault === 'denied'
        ? {
            text: both(
              'Ask the owner of the rule or webhook named in the message why it refuses pods/binding.',
              '询问消息中提到的规则或 webhook 的负责人，为何拒绝 pods/binding。',
            ),
            link: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
          }
        : {
            text: both(
              'Ask your platform team to read the scheduler’s log around that time.',
              '请平台团队查看该时间点前后的调度器日志。',
            ),
            link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/',
          },
    ];
  },
});
