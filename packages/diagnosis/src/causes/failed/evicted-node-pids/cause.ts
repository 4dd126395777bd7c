import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  severityAfter,
  theNode,
} from '../../../engine';
import { evictionNumbers } from '../../shared/evictionNumbers';
import { placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteEvicted } from '../../shared/steps';

export default defineCause({
  id: 'evicted-node-pids',
  state: 'failed',
  title: both(
    'Evicted: the node ran out of process numbers',
    '被驱逐：节点进程号耗尽',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('evicted-pids', pod, events);
    if (!failure) return [];
    const { threshold, available, usages } = evictionNumbers(failure.message);
    const [most] = usages;
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ...(threshold !== undefined && { threshold }),
          ...(available !== undefined && { available }),
          ...(most && { most }),
          after,
        },
        quotes: failure.quotes,
      },
    ];
  },
  explain({ node, threshold, available, most, after }) {
    const at = theNode(node);
    const left =
      available === undefined || threshold === undefined
        ? both('', '')
        : both(
            ` ${available} process numbers (PIDs) were left, it keeps ${threshold} free.`,
            `当时剩余 ${available} 个进程号（PID），节点需保留 ${threshold} 个。`,
          );
    const took = most
      ? both(
          ` “${most.name}” had ${most.used} processes and threads.`,
          `“${most.name}”当时有 ${most.used} 个进程和线程。`,
        )
      : both('', '');
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was ended because ${at.en} had nearly no process numbers left.${left.en}${took.en}${then.en}`,
        `${at.zh}的进程号即将耗尽，Pod 被终止。${left.zh}${took.zh}${then.zh}`,
      ),
      why: both(
        'Every process and every thread of every pod takes one number of the node. A program that starts more and more of them, or leaves ended ones uncollected (zombies), uses them up for all.',
        '每个 Pod 的每个进程和线程都会占用节点的一个进程号。不断创建进程、线程，或不回收已结束的进程（僵尸进程），会耗尽整个节点的进程号。',
      ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          'Check whether the program starts threads or child processes without end, for example in a probe or for each request.',
          '检查程序是否无休止地创建线程或子进程，例如在探针中或每个请求中。',
        ),
      },
      {
        text: both(
          `Ask your platform team who uses the process numbers of ${
            theNode(node).en
          }, and whether a limit for each pod is set.`,
          `请平台团队检查${
            theNode(node).zh
          }的进程号被谁占用，以及是否设置了每个 Pod 的上限。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/policy/pid-limiting/',
      },
      deleteEvicted({ namespace, pod }),
    ];
  },
});
