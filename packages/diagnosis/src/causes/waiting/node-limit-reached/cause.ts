import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import { lookAtNode, tryAnotherNode } from '../../shared/steps';

type Kind = 'disk' | 'files' | 'memory' | 'processes';

function kindOf(message: string): Kind {
  if (/inotify|open files/i.test(message)) return 'files';
  if (/no space left|quota/i.test(message)) return 'disk';
  return /allocate memory/i.test(message) ? 'memory' : 'processes';
}

const LACK: Readonly<Record<Kind, Text>> = {
  disk: both('disk space', '磁盘空间'),
  files: both(
    'file handles (open files or inotify watches)',
    '文件句柄（打开的文件或 inotify 监视）',
  ),
  memory: both('memory', '内存'),
  processes: both('processes or threads', '进程或线程数'),
};

export default defineCause({
  id: 'node-limit-reached',
  state: 'waiting',
  title: both(
    'The node has run out of something it needs to start',
    '节点缺少启动容器所需的资源',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [],
  detect: reading =>
    startsThatFail(reading, ['node-limit-reached'], ({ message }) => ({
      data: { kind: kindOf(message) },
    })),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be started: node “${
          data.node
        }” has no ${LACK[data.kind].en} left.`,
        `${whichContainer(data).zh}无法启动：节点“${data.node}”的${
          LACK[data.kind].zh
        }已用尽。`,
      ),
      why: both(
        `This is a limit of the node or its operating system, which all pods there share; it is not a limit of your pod.`,
        `这是节点或其操作系统的限制，由该节点上的所有 Pod 共享，不是您的 Pod 自身的限制。`,
      ),
    };
  },
  steps(data) {
    return [
      tryAnotherNode(data),
      lookAtNode(data.node),
      ...(data.kind === 'disk'
        ? [
            {
              text: both(
                'Find what fills the disk of the node: logs, images, emptyDir volumes or files your pods write.',
                '查明是什么占满了节点磁盘：日志、镜像、emptyDir 卷或 Pod 写入的文件。',
              ),
            },
          ]
        : []),
      {
        text: both(
          `Ask your platform team to free room or raise the limit on node “${data.node}”, and to cordon it until then.`,
          `请平台团队为节点“${data.node}”释放空间或提高限制，并在此之前停止向它调度。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      },
    ];
  },
});
