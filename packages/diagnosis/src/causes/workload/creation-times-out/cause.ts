import type { Step } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import {
  describeMaker,
  retryCommand,
  thingsOf,
  whoOf,
} from '../../shared/lacking';
import { LIST_WEBHOOKS } from '../../shared/webhook';
import { itselfInWords, itselfOf, itselfSteps } from './itself';

/** Which part of the control plane is too slow, full or away. */
type Trouble = 'full' | 'store' | 'throttled' | 'away' | 'slow';

const ROWS: readonly { readonly trouble: Trouble; readonly says: RegExp }[] = [
  { trouble: 'full', says: /database space exceeded|no space/ },
  { trouble: 'store', says: /etcdserver: |code = Unavailable/ },
  {
    trouble: 'throttled',
    says: /too many requests|try again later|rate limiter/i,
  },
  {
    trouble: 'away',
    says: /connection refused|no route to host|http2: |EOF|currently unable to handle/,
  },
  { trouble: 'slow', says: /./ },
];

const WORDS = {
  full: {
    what: both('the cluster’s store (etcd) is full', '集群存储（etcd）已满'),
    why: both(
      'etcd takes no more writes once it has reached its size limit, so nothing in the cluster can be changed until it is compacted and defragmented.',
      'etcd 达到容量上限后不再接受写入，在压缩和整理碎片之前，集群中的任何内容都无法更改。',
    ),
  },
  store: {
    what: both(
      'the cluster’s store (etcd) does not answer in time',
      '集群存储（etcd）没有及时应答',
    ),
    why: both(
      'etcd is overloaded, has slow disks, or is just choosing a new leader. Kubernetes tries again by itself.',
      'etcd 负载过高、磁盘缓慢，或正在选举新的主节点。Kubernetes 会自动重试。',
    ),
  },
  throttled: {
    what: both(
      'the API server takes too many requests and puts this one off',
      'API 服务器请求过多，推迟了该请求',
    ),
    why: both(
      'Some client floods the API server, or it is too small for the cluster. Kubernetes tries again by itself.',
      '可能有客户端在大量请求 API 服务器，或其规格对集群来说过小。Kubernetes 会自动重试。',
    ),
  },
  away: {
    what: both('the API server could not be reached', '无法连接 API 服务器'),
    why: both(
      'It was restarting, being upgraded, or overloaded. Kubernetes tries again by itself.',
      '它可能正在重启、升级，或负载过高。Kubernetes 会自动重试。',
    ),
  },
  slow: {
    what: both(
      'the API server did not finish the request in time',
      'API 服务器没有在时限内完成请求',
    ),
    why: both(
      'Suspect an admission webhook first: one that is asked about pods and does not answer holds each creation up until its time is over, while the rest of the cluster works. Less often the store (etcd) is slow; then everything is. Kubernetes tries again by itself.',
      '首先怀疑准入 webhook：对 Pod 进行检查却不应答的 webhook 会让每次创建都拖到超时，而集群其他部分正常。较少见的是存储（etcd）缓慢，那时一切都会变慢。Kubernetes 会自动重试。',
    ),
  },
} as const;

const CHECK_WEBHOOKS: Step = {
  text: both(
    'Check which webhooks are asked about pods, how long they may take (timeoutSeconds), and whether the programs behind them run.',
    '检查哪些 webhook 会被询问 Pod、它们的时限（timeoutSeconds），以及其背后的程序是否在运行。',
  ),
  command: LIST_WEBHOOKS,
  link: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
};

export default defineCause({
  id: 'creation-times-out',
  state: 'workload',
  title: both(
    'The cluster’s API does not finish creating the pod',
    '集群 API 未能完成 Pod 的创建',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'services'],
  alsoWhenHealthy: true,
  covers: ['admission/quota-timeout-api'],
  detect(reading) {
    return createFailures(reading, 'creation-times-out').map(
      ({ answer, maker, who, quotes }) => {
        const trouble =
          ROWS.find(({ says }) => says.test(answer))?.trouble ?? 'slow';
        const own =
          trouble === 'slow' ? itselfOf(maker, reading.services) : undefined;
        return {
          data: {
            who,
            now: reading.now,
            trouble,
            ...(own && { itself: own.itself }),
          },
          quotes: [...quotes, ...(own?.quotes ?? [])],
        };
      },
    );
  },
  explain({ who, trouble, itself }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const { what, why } = WORDS[trouble];
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because ${what.en}.`,
        `${name.zh}无法创建${things.zh}，因为${what.zh}。`,
      ),
      why: itself ? itselfInWords(itself) : why,
    };
  },
  steps({ who, trouble, now, itself }) {
    return [
      ...(itself ? itselfSteps(itself) : []),
      ...(trouble === 'slow' && !itself ? [CHECK_WEBHOOKS] : []),
      {
        text: both(
          'See in the events whether it still happens.',
          '在事件中查看问题是否仍在发生。',
        ),
        command: describeMaker(who),
      },
      {
        text: both(
          'Tell your platform team if it lasts: the control plane needs room or care.',
          '如果持续发生，请告知平台团队：控制面需要扩容或维护。',
        ),
        ...(trouble === 'full' && {
          link: 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
        }),
      },
      {
        text: both(
          'Annotate the workload when the API answers again, so that Kubernetes tries at once.',
          '当 API 恢复后，给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
