import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

export default defineCause({
  id: 'too-many-open-files',
  state: 'crashing',
  title: both('It has too many files or watches open', '打开的文件或监视过多'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('too-many-open-files', pod, logs, now).map(
      ({ container, data, kind, quotes }) => ({
        container: container.name,
        data: { ...placeOf(subject), ...data, kind },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { kind } = data;
    const isWatch = kind === 'watches' || kind === 'instances';
    return {
      what: isWatch
        ? both(
            `The program in ${
              who.en
            } ended because the node allows no more file ${
              kind === 'watches' ? 'watches' : 'watchers'
            } (inotify)${again.en}.`,
            `${who.zh}中的程序因节点的文件监视（inotify ${
              kind === 'watches' ? 'watches' : 'instances'
            }）已达上限而结束${again.zh}。`,
          )
        : both(
            `The program in ${who.en} ended because it had as many files and connections open as it may${again.en}.`,
            `${who.zh}中的程序因打开的文件和连接数达到上限而结束${again.zh}。`,
          ),
      why: isWatch
        ? both(
            `The limit (fs.inotify.max_user_${kind}) holds for all pods of the node that run as the same user, so others use it up as well.`,
            `该上限（fs.inotify.max_user_${kind}）由节点上以同一用户运行的所有 Pod 共享，因此其他 Pod 也会占用。`,
          )
        : both(
            'Each connection counts as an open file: the program does not close what it opened, serves more clients than it was set for, or the runtime of the node sets a low limit.',
            '每个连接都算作一个打开的文件：程序没有关闭已打开的文件、服务的客户端超出预期，或节点的容器运行时设置的上限较低。',
          ),
    };
  },
  steps(data) {
    const { kind } = data;
    const isWatch = kind === 'watches' || kind === 'instances';
    return [
      isWatch
        ? {
            text: both(
              'Turn off watching of files in this program; in production nothing changes them.',
              '关闭该程序的文件监视；生产环境中文件不会变化。',
            ),
          }
        : {
            text: both(
              'Count what the process holds open from a debug shell (ls /proc/1/fd): a number that only grows is a leak.',
              '在调试终端中统计进程打开的文件（ls /proc/1/fd）：数量只增不减就是泄漏。',
            ),
            action: 'debug' as const, // literal type of Step
          },
      isWatch
        ? {
            text: both(
              `Ask the operators of the cluster to raise fs.inotify.max_user_${kind} on the nodes.`,
              `请集群管理员在节点上调大 fs.inotify.max_user_${kind}。`,
            ),
            link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
          }
        : {
            text: both(
              'Raise the limit where the program starts (ulimit -n), or ask the operators to raise the one of the container runtime.',
              '在程序启动处调高上限（ulimit -n），或请集群管理员调高容器运行时的上限。',
            ),
          },
      {
        text: both('Read what it opened last.', '查看它最后打开了什么。'),
        action: data.action,
      },
    ];
  },
});
