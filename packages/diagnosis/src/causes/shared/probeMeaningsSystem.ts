import type { Meaning } from './probeMeaning';
import { row } from './probeMeaning';

/** Answers of systems that keep a state of their own beside running: vaults, search clusters, schedulers, network agents. */
export const SYSTEM_MEANINGS: readonly Meaning[] = [
  row(
    /Initialized\s+false|[Vv]ault is not initialized/,
    [
      'Vault runs, but was never initialised, and is therefore sealed, too',
      'Vault 在运行，但从未初始化，因此也处于密封（sealed）状态',
    ],
    [
      'Initialise it once (vault operator init, on the first pod only), keep the keys it prints in a safe place, then unseal each pod; unsealing alone fails before. If it was initialised already, its data is gone: look at its volume and storage.',
      '先初始化一次（只在第一个 Pod 上执行 vault operator init），妥善保管输出的密钥，然后逐个 Pod 解封；未初始化时解封会失败。如果以前已初始化过，则数据已丢失：请检查其卷和存储。',
    ],
  ),
  row(
    /Sealed\s+true|Vault is sealed/i,
    ['Vault is sealed', 'Vault 处于密封（sealed）状态'],
    [
      'Unseal it (or set up auto-unseal): after each restart it is sealed anew.',
      '将其解封（或配置自动解封）：每次重启后都会重新密封。',
    ],
  ),
  row(
    /(?:Waiting for elasticsearch cluster to become|Cluster is not yet) ready|wait_for_status/,
    [
      'the Elasticsearch cluster is not yet in the state the probe asks for (mostly green)',
      'Elasticsearch 集群尚未达到探针要求的状态（通常为 green）',
    ],
    [
      'Look at the other nodes of the cluster, its health and unassigned shards: one node alone is never green with replicas.',
      '查看集群的其他节点、健康状态和未分配的分片：有副本分片时单个节点永远不会是 green。',
    ],
  ),
  row(
    /No alive jobs found/,
    [
      'Airflow’s database knows no live process of this kind on this host: its heartbeat is too old, or the database is not reachable',
      'Airflow 数据库中没有该主机上此类进程的存活记录：心跳过旧，或无法访问数据库',
    ],
    [
      'Read the log of the process: does it run its loop, and does it reach the database?',
      '查看该进程的日志：它是否在循环运行，能否访问数据库？',
    ],
  ),
  row(
    /BIRD is not ready|BGP not established|felix is not ready|calico\/node is not ready/i,
    [
      'the network agent is not ready: it has no session with other nodes, or Felix has not set up the node',
      '网络代理未就绪：与其他节点没有建立会话，或 Felix 尚未配置好节点',
    ],
    [
      'Look at the addresses the agent chose (a wrong interface is common) and whether port 179 is open among nodes.',
      '检查代理选择的地址（常见问题是选错网卡），以及节点之间端口 179 是否放行。',
    ],
  ),
];
