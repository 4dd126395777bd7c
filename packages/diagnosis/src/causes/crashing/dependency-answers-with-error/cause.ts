import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

const WHY: Readonly<Record<string, Text>> = {
  etcd: both(
    'The program reached etcd, so the network is not at fault: its members could not agree in time. Its disk is slow, its nodes are overloaded, or too few members are there to choose a leader.',
    '程序已连到 etcd，因此问题不在网络：etcd 的成员未能及时达成一致。可能是磁盘缓慢、节点过载，或成员不足以选出领导者。',
  ),
  'etcd-full': both(
    'Its data have reached the size that etcd allows (2 GiB unless --quota-backend-bytes says otherwise): it takes no more writes until it is compacted and defragmented and its alarm is cleared.',
    '它的数据已达到 etcd 允许的大小（默认 2 GiB，由 --quota-backend-bytes 决定）：在压缩、整理碎片并解除告警之前，它不再接受写入。',
  ),
  pooler: both(
    'The far end was reached: a connection pooler (PgBouncer) stands before the database and refused. It does not know the database or the user, its own settings or its way to the database are wrong, or the program asks for what a pooler cannot do (replication, prepared sessions, startup parameters).',
    '已连到对端：数据库前面的连接池（PgBouncer）拒绝了请求。它不认识该数据库或用户，它自身的配置或到数据库的连接有误，或程序要求了连接池不支持的功能（复制、会话级功能、启动参数）。',
  ),
  'etcd-large': both(
    'What the program wants to store at once is larger than etcd takes (1.5 MiB unless --max-request-bytes says otherwise).',
    '程序一次要写入的内容超过 etcd 的上限（默认 1.5 MiB，由 --max-request-bytes 决定）。',
  ),
};

/** For an etcd that answers. */
function etcd(kind: string, action: 'logs' | 'previous-logs'): Step[] {
  const first: Readonly<Record<string, Text>> = {
    etcd: both(
      'Look at the pods of etcd: are all members ready, and does their log say “apply request took too long” or “failed to send out heartbeat on time”? Then its disk or CPU is too slow.',
      '查看 etcd 的 Pod：所有成员是否就绪？日志中是否有 “apply request took too long” 或 “failed to send out heartbeat on time”？若有，则其磁盘或 CPU 过慢。',
    ),
    'etcd-full': both(
      'Ask who runs etcd to compact and defragment it, then to clear the alarm (etcdctl compact, etcdctl defrag, etcdctl alarm disarm), and to raise its quota if the data are truly needed.',
      '请 etcd 的管理员压缩并整理碎片，然后解除告警（etcdctl compact、etcdctl defrag、etcdctl alarm disarm）；如果确实需要这些数据，请调大配额。',
    ),
    'etcd-large': both(
      'Split what the program stores into smaller pieces.',
      '将程序写入的内容拆成更小的部分。',
    ),
  };
  return [
    {
      text:
        first[kind] ?? both('Look at the pods of etcd.', '查看 etcd 的 Pod。'),
      link: 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/',
    },
    {
      text: both(
        'Let the program try again for a while instead of ending at once.',
        '让程序重试一段时间，而不是立即退出。',
      ),
    },
    {
      text: both('Read which request failed.', '查看是哪个请求失败。'),
      action,
    },
  ];
}

/** For a pooler before a database. */
const pooler = (action: 'logs' | 'previous-logs'): Step[] => [
  {
    text: both(
      'Read the log of the pooler: it says which database and user it refused, and why.',
      '查看连接池的日志：其中写明了它拒绝的数据库、用户和原因。',
    ),
  },
  {
    text: both(
      'Compare the database, user and port in the settings of the program with what the pooler lists ([databases], its users).',
      '将程序配置中的数据库、用户和端口与连接池中列出的（[databases]、用户列表）进行核对。',
    ),
  },
  {
    text: both(
      'Point the program directly at the database, past the pooler, if it uses replication or other things of a session.',
      '如果程序使用复制或其他会话级功能，请让它绕过连接池直接连接数据库。',
    ),
  },
  {
    text: both('Read which request failed.', '查看是哪个请求失败。'),
    action,
  },
];

export default defineCause({
  id: 'dependency-answers-with-error',
  state: 'crashing',
  title: both('A service it needs answers with an error', '依赖的服务返回错误'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('dependency-answers-with-error', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          host: facts.host,
          status: facts.status,
          kind,
          answer: facts.name,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { host, status, kind, answer } = data;
    const named =
      host === undefined
        ? both('a service it needs', '所依赖的服务')
        : both(`“${host}”`, `“${host}”`);
    const place = kind?.startsWith('etcd') ? both('etcd', ' etcd ') : named;
    let code = both('an error', '错误');
    if (answer !== undefined) code = both(`“${answer}”`, `“${answer}”`);
    if (status !== undefined)
      code = both(`HTTP status ${status}`, ` HTTP 状态码 ${status} `);
    let why = both(
      'The far end was reached, but could not do what was asked: the fault lies there, or with a proxy before it.',
      '已连到对端，但它无法完成请求：问题在对端或其前面的代理。',
    );
    if (status === '404')
      why = both(
        'The far end was reached, but does not know that path: a wrong address or version, or data that is not there.',
        '已连到对端，但它没有该路径：地址或版本错误，或数据不存在。',
      );
    if (status === '429')
      why = both(
        'The far end was reached, but refuses more requests for now: its limit is used up.',
        '已连到对端，但它暂时拒绝更多请求：限额已用尽。',
      );
    why = WHY[kind ?? ''] ?? why;
    return {
      what: both(
        `The program in ${who.en} ended because ${place.en} answered with ${code.en}${again.en}.`,
        `${who.zh}中的程序因${place.zh}返回${code.zh}而结束${again.zh}。`,
      ),
      why,
    };
  },
  steps(data) {
    if (data.kind?.startsWith('etcd')) return etcd(data.kind, data.action);
    if (data.kind === 'pooler') return pooler(data.action);
    return [
      {
        text: both('Read which request failed.', '查看是哪个请求失败。'),
        action: data.action,
      },
      {
        text: both(
          'Look at the pods and the log of the service that answered.',
          '查看应答的那个服务的 Pod 和日志。',
        ),
        ...(data.host !== undefined && /^[a-z][\w-]*$/.test(data.host)
          ? {
              command: kubectl(
                data.namespace,
                'describe',
                'service',
                data.host,
              ),
            }
          : {}),
      },
      {
        text: both(
          'Let the program try again for a while instead of ending at its start.',
          '让程序在启动时重试一段时间，而不是直接退出。',
        ),
      },
    ];
  },
});
