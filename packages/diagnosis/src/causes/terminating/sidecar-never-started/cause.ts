import type { Text } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  duration,
  quoteOf,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isNodeSilent, secondsOverdue } from '../../shared/overdue';
import { writtenProbe } from '../../shared/probeQuestion';

/** A kubelet that is well is through within seconds. */
const PATIENCE_SECONDS = 30;

/** What to correct so that the next pod starts. */
function correction(container: string, asks: string): Text {
  return asks
    ? both(
        `Correct what keeps the probe of “${container}” (${asks}) from succeeding; the next pod meets the same.`,
        `改正导致“${container}”的探针（${asks}）无法成功的问题；下一个 Pod 会遇到同样的情况。`,
      )
    : both(
        `Correct what keeps “${container}” from starting; the next pod meets the same.`,
        `改正导致“${container}”无法启动的问题；下一个 Pod 会遇到同样的情况。`,
      );
}

export default defineCause({
  id: 'sidecar-never-started',
  state: 'terminating',
  title: both(
    'A sidecar that never started keeps the deleted pod',
    '从未启动完成的 sidecar 阻止 Pod 被删除',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  beats: ['container-cannot-be-killed'],
  covers: [],
  detect({ pod, events, nodes, subject, now }) {
    const overdue = secondsOverdue(pod, events, now);
    if (overdue === undefined || overdue < PATIENCE_SECONDS) return [];
    if (isNodeSilent(pod, nodes)) return [];
    const all = containersOf(pod);
    return all.flatMap((sidecar, at) => {
      const { state, started } = sidecar.status;
      const waiting = all.find(
        ({ status }, i) => i > at && status.state?.waiting !== undefined,
      );
      const isStuck =
        sidecar.kind === 'sidecar' && state?.running && started === false;
      if (!isStuck || !waiting) return [];
      const probe = sidecar.spec?.startupProbe ?? sidecar.spec?.readinessProbe;
      return [
        {
          container: sidecar.name,
          data: {
            ...placeOf(subject),
            container: sidecar.name,
            waiting: waiting.name,
            node: pod.spec.nodeName ?? '',
            asks: writtenProbe(probe),
            overdue,
          },
          quotes: [
            ...quoteOf('pod', pod, `${sidecar.at}.started`),
            ...quoteOf('pod', pod, `${sidecar.at}.state.running.startedAt`),
            ...quoteOf('pod', pod, `${waiting.at}.state.waiting.reason`),
            ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ],
        },
      ];
    });
  },
  explain({ container, waiting, asks, overdue }) {
    const time = duration(overdue);
    const probe = asks
      ? both(` (its probe asks ${asks})`, `（其探针检查 ${asks}）`)
      : both('', '');
    return {
      what: both(
        `The pod should have been gone ${time.en} ago, but its sidecar “${container}” still runs; it never got so far as to count as started${probe.en}, so that “${waiting}” after it never began.`,
        `该 Pod 应在 ${time.zh}前消失，但 sidecar“${container}”仍在运行；它从未被视为启动完成${probe.zh}，因此后面的“${waiting}”从未开始。`,
      ),
      why: both(
        'The kubelet ends sidecars last, and those of some versions (1.29 and 1.30 among them) then wait for containers that were never started: the signal to stop does not come. It is a fault of the kubelet; that the sidecar does not start is another, of the pod.',
        'kubelet 最后才结束 sidecar，而某些版本（例如 1.29 和 1.30）会一直等待从未启动的容器，因此停止信号始终没有发出。这是 kubelet 的缺陷；sidecar 无法启动则是 Pod 自身的另一个问题。',
      ),
    };
  },
  steps({ namespace, pod, container, asks }) {
    return [
      {
        text: both(
          `Read the log of sidecar “${container}”: it says what it waits for (for a mesh proxy, its control plane).`,
          `查看 sidecar“${container}”的日志：其中会写明它在等待什么（对网格代理来说是控制面）。`,
        ),
        action: 'logs',
      },
      {
        text: both(
          'Force the deletion: the program itself never ran in this pod.',
          '强制删除：该 Pod 中的程序本身从未运行过。',
        ),
        command: kubectl(
          namespace,
          'delete',
          'pod',
          pod,
          '--grace-period=0',
          '--force',
        ),
      },
      {
        text: correction(container, asks),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
      },
      {
        text: both(
          'Ask your platform team for a newer Kubernetes: versions since 1.31 end such pods.',
          '请平台团队升级 Kubernetes：1.31 及以上版本能够结束这类 Pod。',
        ),
      },
    ];
  },
});
