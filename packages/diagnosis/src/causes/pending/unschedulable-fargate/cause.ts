import type { Text } from '../../../engine';
import { both, defineCause, needed } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { isUnplaced } from '../../shared/unschedulable';

const SCHEDULER = 'fargate-scheduler';

/** What Fargate refuses, by its words; asked in this order. */
const FAULTS: readonly (readonly [RegExp, Fault])[] = [
  [/not supported on Fargate/i, 'unsupported'],
  [/profile|execution role|not authorized|blocked/i, 'profile'],
  [/capacity/i, 'capacity'],
  [/timed out/i, 'slow'],
];

type Fault = 'unsupported' | 'profile' | 'capacity' | 'slow' | 'other';

const WHY: Readonly<Record<Fault, Text>> = {
  unsupported: both(
    'Fargate gives each pod a small machine of its own and refuses what touches the host: privileged containers, host ports, host paths, most kinds of volumes, DaemonSets.',
    'Fargate 为每个 Pod 提供独立的小型机器，拒绝涉及主机的设置：特权容器、主机端口、hostPath、多数卷类型以及 DaemonSet。',
  ),
  profile: both(
    'The Fargate profile that selects this pod cannot start machines: its execution role, subnets or the account are not in order.',
    '选中该 Pod 的 Fargate 配置（profile）无法启动机器：执行角色、子网或账号存在问题。',
  ),
  capacity: both(
    'The cloud has no free capacity of this size in the zones of the profile’s subnets at the moment.',
    '目前云平台在该配置子网所在的可用区没有此规格的空闲容量。',
  ),
  slow: both(
    'The machine did not join the cluster in time; its subnet has no way to the cluster or the registry, or the sizes asked for are not possible. It is tried again.',
    '机器未能及时加入集群；其子网可能无法访问集群或镜像仓库，或请求的规格不可行。系统会重试。',
  ),
  other: both(
    'Fargate’s own scheduler refused the pod; its words tell why.',
    'Fargate 自己的调度器拒绝了该 Pod；原因见其原话。',
  ),
};

export default defineCause({
  id: 'unschedulable-fargate',
  state: 'pending',
  title: both('Fargate does not start the pod', 'Fargate 没有启动该 Pod'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'fargate');
    if (!hit) {
      // Its scheduler writes events alone.
      if (isUnplaced(pod) && pod.spec.schedulerName === SCHEDULER)
        needed('events', events);
      return [];
    }
    const text = hit.said.message.slice(0, 1024);
    return [
      {
        data: {
          ...placeOf(subject),
          fault: FAULTS.find(([words]) => words.test(text))?.[1] ?? 'other',
          says: text
            .replace(/^Pod not supported on Fargate: /, '')
            .slice(0, 300),
        },
        quotes: hit.said.quotes,
        ...hit.finding,
      },
    ];
  },
  explain({ fault, says }) {
    return {
      what: both(
        `The pod waits for a machine from AWS Fargate, which answers: “${says}”.`,
        `Pod 在等待 AWS Fargate 提供机器，其答复为：“${says}”。`,
      ),
      why: WHY[fault],
    };
  },
  steps({ namespace, pod, fault }) {
    const first = {
      text: both(
        'Look at what Fargate says of the pod.',
        '查看 Fargate 对该 Pod 的说明。',
      ),
      command: kubectl(namespace, 'describe', 'pod', pod),
    };
    if (fault === 'unsupported') {
      return [
        first,
        {
          text: both(
            'Remove what Fargate does not support, or run the pod on ordinary nodes: in a namespace or with labels that no Fargate profile selects.',
            '去掉 Fargate 不支持的设置，或让 Pod 在普通节点上运行：使用不被任何 Fargate 配置选中的命名空间或标签。',
          ),
        },
      ];
    }
    return [
      first,
      {
        text: both(
          'Ask your platform team to check the Fargate profile: execution role, subnets, their way out, and the account’s limits.',
          '请平台团队检查 Fargate 配置：执行角色、子网、出口网络和账号限额。',
        ),
      },
      {
        text: both(
          'Delete the pod once that is repaired, so that its controller makes a new one: Fargate does not always try an old one again.',
          '修复后删除该 Pod，让控制器重新创建：Fargate 不一定会重试旧的 Pod。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
