import type { Meaning } from './probeMeaning';
import { row } from './probeMeaning';
import { SYSTEM_MEANINGS } from './probeMeaningsSystem';

/** Answers of the tools that images bring for their own probes. */
export const MEANINGS: readonly Meaning[] = [
  row(
    /No nodes replied within time constraint/,
    [
      'no Celery worker answered over the message broker: broker or result backend is not reachable or not the one the worker uses, the worker is not up, or all its processes are busy',
      '没有 Celery worker 通过消息代理应答：消息代理或结果后端无法访问、与 worker 使用的不一致，worker 没有启动，或其所有进程都忙',
    ],
    [
      'Check the address of the broker (CELERY_BROKER_URL, the settings of the worker) and that it answers; the worker’s log says whether it is connected. A probe that asks over the broker ends workers whenever the broker is away.',
      '检查消息代理的地址（CELERY_BROKER_URL 或 worker 的配置）及其是否应答；worker 的日志会说明是否已连接。通过消息代理检查的探针会在代理不可用时误杀 worker。',
    ],
  ),
  row(
    /- no (?:response|attempt)\b/,
    [
      'PostgreSQL does not answer there: it does not listen (yet), or on another socket or port',
      'PostgreSQL 在那里没有应答：（尚）未监听，或监听了其他套接字或端口',
    ],
    [
      'Read the log of the database: does it start, recover, or end?',
      '查看数据库日志：它是在启动、恢复还是已退出？',
    ],
  ),
  row(
    /- rejecting connections|the database system is (?:starting up|shutting down|in recovery)/,
    [
      'PostgreSQL is there and takes no connections yet: it starts up, recovers after a crash, or shuts down',
      'PostgreSQL 在运行但尚不接受连接：正在启动、崩溃恢复或关闭',
    ],
    [
      'Give it time to recover (startupProbe, failureThreshold): each restart begins the recovery anew.',
      '给它足够的恢复时间（startupProbe、failureThreshold）：每次重启都会重新开始恢复。',
    ],
  ),
  row(
    /Access denied for user|password authentication failed|NOAUTH|WRONGPASS|invalid password|Authentication failed/i,
    [
      'the program is there, but refused the login of the probe',
      '程序在运行，但拒绝了探针的登录',
    ],
    [
      'Give the command of the probe the user and password that the program knows; a password changed in a secret does not change the one in the data.',
      '让探针命令使用程序所认的用户和密码；修改 Secret 中的密码不会改变数据中的密码。',
    ],
  ),
  row(
    /mysqladmin: connect to server at|Can't connect to (?:local )?(?:MySQL|MariaDB) server|ERROR 2002/,
    [
      'the MySQL server does not answer: it does not listen (yet)',
      'MySQL 服务没有应答：（尚）未监听',
    ],
    [
      'Read the log of the database: does it start, recover, or end?',
      '查看数据库日志：它是在启动、恢复还是已退出？',
    ],
  ),
  row(
    /LOADING Redis is loading/,
    ['Redis is still reading its data into memory', 'Redis 仍在把数据载入内存'],
    [
      'Give it time to load (startupProbe, failureThreshold): the more data, the longer; each restart begins anew.',
      '给它足够的载入时间（startupProbe、failureThreshold）：数据越多耗时越长，每次重启都会重新开始。',
    ],
  ),
  row(
    /\bMISCONF\b/,
    [
      'Redis takes no writes, because it could not save its data to disk',
      'Redis 无法把数据写入磁盘，因此拒绝写入',
    ],
    [
      'Read the log of Redis for why it cannot save: a full volume, a directory it may not write to, or no memory to fork.',
      '查看 Redis 日志中无法保存的原因：卷已满、目录不可写，或没有内存可供 fork。',
    ],
  ),
  row(
    /MASTERDOWN|master_link_status:down/,
    ['this replica has lost its Redis master', '该副本与 Redis 主节点断开'],
    [
      'Look at the master’s pod and at the Sentinels.',
      '查看主节点的 Pod 以及 Sentinel。',
    ],
  ),
  row(
    /Could not connect to Redis at/,
    ['Redis does not listen there (yet)', 'Redis 在那里（尚）未监听'],
    [
      'Read the log of the store: does it start, or end?',
      '查看其日志：它是在启动还是已退出？',
    ],
  ),
  row(
    /unable to perform an operation on node|nodedown|attempted to contact:|rabbit\w{0,20} (?:app|node)? ?(?:is )?not running/i,
    [
      'the RabbitMQ node is not up, or does not know the tool (another Erlang cookie or node name)',
      'RabbitMQ 节点没有运行，或不认识该工具（Erlang cookie 或节点名不同）',
    ],
    [
      'Read the log of the node: it may wait for others of its cluster, or for its table sync; each restart begins anew.',
      '查看该节点的日志：它可能在等待集群中的其他节点或数据表同步；每次重启都会重新开始。',
    ],
  ),
  row(
    /alarms? (?:in effect|detected|active)|resource alarm|Error(?: message)?:? ?.{0,40}\balarms?\b/i,
    [
      'RabbitMQ has an alarm: memory or disk is short',
      'RabbitMQ 有告警：内存或磁盘不足',
    ],
    [
      'Free memory or disk (consumers that keep up, a larger volume or limit): a restart does not help.',
      '释放内存或磁盘（让消费者跟上、扩大卷或上限）：重启没有帮助。',
    ],
  ),
  row(
    /NotYetInitialized|no replset config|not running with --replSet|NotPrimaryNoSecondaryOk/,
    [
      'MongoDB runs, but its replica set is not initialised or has no primary',
      'MongoDB 在运行，但副本集尚未初始化或没有主节点',
    ],
    [
      'Look at the other members of the replica set, and at what should initialise it.',
      '查看副本集的其他成员，以及负责初始化它的组件。',
    ],
  ),
  row(
    /No cluster leader|no known leader|No leader\b|currently not serving requests|not currently serving requests|failed to commit proposal|no quorum/i,
    [
      'it has no majority with the other members of its cluster, so there is no leader',
      '它与集群其他成员没有形成多数派，因此没有 leader',
    ],
    [
      'Look at the other members of the cluster: more than half of them must be up and reach each other.',
      '查看集群的其他成员：必须有半数以上在运行且能互相访问。',
    ],
  ),
  ...SYSTEM_MEANINGS,
  row(
    /curl: \(7\)|Failed to connect to (?:localhost|127\.0\.0\.1)|timeout: failed to connect service|can't connect to remote host|connect: connection refused/i,
    [
      'nothing accepts connections where the command asks: the program does not listen there (yet)',
      '命令所检查的地址没有程序接受连接：程序（尚）未在那里监听',
    ],
    [
      'Compare the port and address in the command of the probe with where the program listens.',
      '核对探针命令中的端口和地址与程序实际监听的是否一致。',
    ],
  ),
  row(
    /No such file or directory/,
    [
      'a file the command looks for is not there: many programs write it only when they are well, or keep it fresh',
      '命令查找的文件不存在：许多程序只在正常时写入或持续更新该文件',
    ],
    [
      'Check which part of the program writes that file, and whether the path is right.',
      '检查程序的哪个部分写入该文件，以及路径是否正确。',
    ],
  ),
];
