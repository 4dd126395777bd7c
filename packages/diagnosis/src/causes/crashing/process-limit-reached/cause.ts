import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';

export default defineCause({
  id: 'process-limit-reached',
  state: 'crashing',
  title: both(
    'It may start no more threads or processes',
    '无法再创建线程或进程',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('process-limit-reached', pod, logs, now).map(
      ({ container, data, quotes }) => ({
        container: container.name,
        data: { ...placeOf(subject), ...data },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    return {
      what: both(
        `The program in ${who.en} ended because it could not start another thread or process${again.en}.`,
        `${who.zh}中的程序因无法再创建线程或进程而结束${again.zh}。`,
      ),
      why: both(
        'A pod may have only so many processes and threads (the kubelet sets podPidsLimit), and the node has a limit too; an old runtime that forbids a new system call looks the same.',
        '一个 Pod 的进程和线程数有上限（kubelet 的 podPidsLimit），节点也有上限；旧运行时禁止新的系统调用时也会出现同样的现象。',
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Count the threads from a debug shell (ls /proc/1/task); a number that only grows is a leak.',
          '在调试终端中统计线程数（ls /proc/1/task）：数量只增不减就是泄漏。',
        ),
        action: 'debug' as const, // literal type of Step
      },
      {
        text: both(
          'Limit the pools of threads or workers of the program; by default many start some for each CPU of the whole node.',
          '限制程序的线程池或工作进程数；许多程序默认按整个节点的 CPU 数创建。',
        ),
      },
      {
        text: both(
          'Ask the operators of the cluster which limit the nodes set (podPidsLimit), and whether the container runtime is older than the image expects.',
          '询问集群管理员节点设置的上限（podPidsLimit），以及容器运行时是否旧于镜像的要求。',
        ),
        link: 'https://kubernetes.io/docs/concepts/policy/pid-limiting/',
      },
      readBefore(data.action),
    ];
  },
});
