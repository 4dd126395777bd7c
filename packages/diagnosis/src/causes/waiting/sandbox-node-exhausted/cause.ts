import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  neighboursInWords,
  shellWord,
} from '../../../engine';
import { podsOf } from '../../shared/kubectl';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

type Lack =
  | 'cgroups'
  | 'watches'
  | 'files'
  | 'keys'
  | 'memory'
  | 'processes'
  | 'disk';

const LACKS: readonly (readonly [Lack, RegExp])[] = [
  ['cgroups', /cgroup/],
  ['watches', /inotify|fsnotify/],
  ['files', /too many open files|file table overflow/i],
  ['keys', /key\b|keyring/],
  ['memory', /cannot allocate memory/i],
  ['processes', /resource temporarily unavailable|OS thread/i],
  ['disk', /(?:)/],
];

const WHAT: Readonly<Record<Lack, Text>> = {
  cgroups: both('control groups (cgroups)', '控制组（cgroup）'),
  watches: both('file watches (inotify)', '文件监视数（inotify）'),
  files: both('file handles (open files)', '文件句柄（打开的文件数）'),
  keys: both('kernel keys', '内核密钥配额'),
  memory: both('memory', '内存'),
  processes: both('processes or threads', '进程或线程数'),
  disk: both('disk space or files (inodes)', '磁盘空间或文件数（inode）'),
};

const WHY: Readonly<Record<Lack, Text>> = {
  cgroups: both(
    'The kernel can make no more control groups: older kernels leak them when many pods come and go; only a restart of the node frees them for sure.',
    '内核无法再创建 cgroup：旧内核在 Pod 频繁创建和销毁时会泄漏 cgroup；只有重启节点才能确保释放。',
  ),
  watches: both(
    'Programs on the node hold all that the kernel allows (fs.inotify.max_user_instances and max_user_watches).',
    '节点上的程序已用完内核允许的数量（fs.inotify.max_user_instances 与 max_user_watches）。',
  ),
  files: both(
    'The container runtime or the whole node holds as many files open as it may (LimitNOFILE, fs.file-max).',
    '容器运行时或整个节点打开的文件数已达上限（LimitNOFILE、fs.file-max）。',
  ),
  keys: both(
    'Each sandbox takes a key ring of the kernel, and the node’s limit is used up (kernel.keys.maxkeys and maxbytes).',
    '每个沙箱占用一个内核密钥环，节点的上限已用完（kernel.keys.maxkeys 与 maxbytes）。',
  ),
  memory: both(
    'The node has no memory left for another process, or its memory is too fragmented.',
    '节点没有内存可供新进程使用，或内存过于碎片化。',
  ),
  processes: both(
    'As many processes run on the node, or in the container runtime’s own limit (TasksMax, pid_max), as may.',
    '节点上或容器运行时自身（TasksMax、pid_max）的进程数已达上限。',
  ),
  disk: both(
    'The disk of the node on which the runtime keeps sandboxes and logs is full, by bytes or by number of files.',
    '节点上存放沙箱与日志的磁盘已满（空间或文件数）。',
  ),
};

export default defineCause({
  id: 'sandbox-node-exhausted',
  state: 'waiting',
  title: both(
    'The node has run out of something every pod needs',
    '节点缺少每个 Pod 都需要的资源',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [
    'sandbox/runtime/cgroup-space',
    'sandbox/runtime/pids',
    'sandbox/runtime/toomanyfiles',
  ],
  detect: reading =>
    sandboxFinding(reading, 'sandbox-node-exhausted', ({ said }) => ({
      data: {
        lack:
          LACKS.find(([, pattern]) => pattern.test(said))?.[0] ??
          ('disk' as const), // literal type of Lack
      },
    })),
  explain({ lack, ...data }) {
    const tries = triesInWords(data);
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: node “${data.node}” has no ${WHAT[lack].en} left to build its sandbox with (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”已用尽${WHAT[lack].zh}，无法创建沙箱（已尝试 ${tries.zh}）。`,
      ),
      why: both(`${WHY[lack].en}${others.en}`, `${WHY[lack].zh}${others.zh}`),
    };
  },
  steps({ node, lack }) {
    return [
      {
        text: both(
          `See the conditions of node “${node}” and how much runs there.`,
          `查看节点“${node}”的状态及其上的负载。`,
        ),
        command: `kubectl describe node ${shellWord(node)}`,
      },
      {
        text: both(
          'Find a pod there that restarts all the time, or keeps too many processes, files or logs: it may be the one that takes all.',
          '查找该节点上不断重启，或占用过多进程、文件、日志的 Pod：可能正是它耗尽了资源。',
        ),
        command: podsOf(node),
      },
      {
        text:
          lack === 'disk'
            ? both(
                `Ask your platform team to free disk on node “${node}” and to keep pods off it meanwhile (cordon).`,
                `请平台团队清理节点“${node}”的磁盘，并在此期间禁止向其调度（cordon）。`,
              )
            : both(
                `Ask your platform team to raise that limit on node “${node}”, or to drain and restart it.`,
                `请平台团队提高节点“${node}”的相应上限，或将其排空后重启。`,
              ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/',
      },
    ];
  },
});
