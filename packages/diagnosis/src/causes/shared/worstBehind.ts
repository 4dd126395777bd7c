import type { Quote, Text } from '../../engine';
import { both, count, quoteOf } from '../../engine';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';

/** Of the pods behind a service that are not ready: the one that is worst off, and what is seen of it. */
export interface Worst {
  readonly pod: string;
  readonly restarts: number;
  readonly exitCode?: number;
  /** As `kubectl get pods` shows it: `CrashLoopBackOff`, `ImagePullBackOff`, `Pending`. */
  readonly reason?: string;
}

/** A reason of one word, as the API means it. */
const ONE_WORD = /^[A-Za-z]\w{0,62}$/;
const NORMAL = new Set(['ContainerCreating', 'PodInitializing']);

function seenOf({ metadata, status }: Pod): { one: Worst; at: string } {
  const { name: pod = '' } = metadata;
  const lists = ['initContainerStatuses', 'containerStatuses'] as const; // keys of the status
  let worst: { one: Worst; at: string } = {
    one: {
      pod,
      restarts: 0,
      ...(status.phase === 'Pending' && { reason: 'Pending' }),
    },
    at: 'status.phase',
  };
  for (const list of lists) {
    for (const [i, one] of status[list].entries()) {
      const { restartCount: restarts = 0, state, lastState } = one;
      const waits = state?.waiting?.reason ?? '';
      const reason = ONE_WORD.test(waits) && !NORMAL.has(waits) && waits;
      const code =
        state?.terminated?.exitCode ?? lastState?.terminated?.exitCode;
      const isWorse =
        restarts > worst.one.restarts || (reason && !worst.one.restarts);
      if (!isWorse) continue;
      worst = {
        one: {
          pod,
          restarts,
          ...(code !== undefined && { exitCode: code }),
          ...(reason && { reason }),
        },
        at: `status.${list}.${i}.${
          restarts > 0 ? 'restartCount' : 'state.waiting.reason'
        }`,
      };
    }
  }
  return worst;
}

const isReady = ({ status }: Pod) =>
  status.conditions.some(one => one.type === 'Ready' && one.status === 'True');

/** The worst off of some pods that are not ready, whatever their order; nothing where nothing is seen of any. */
export function worstOf(
  all: FactValues['namespacePods'],
  among: ReadonlySet<Pod>,
  self?: string,
): { worst?: Worst; quotes: readonly Quote[] } {
  const seen = all
    .flatMap((pod, i) =>
      among.has(pod) && pod.metadata.name !== self && !isReady(pod)
        ? [{ i, ...seenOf(pod) }]
        : [],
    )
    .filter(({ one }) => one.restarts > 0 || one.reason !== undefined)
    .sort(
      (a, b) =>
        b.one.restarts - a.one.restarts || (a.one.pod < b.one.pod ? -1 : 1),
    );
  const [first] = seen;
  return first
    ? {
        worst: first.one,
        quotes: quoteOf('namespacePods', all, `${first.i}.${first.at}`),
      }
    : { quotes: [] };
}

/** As a sentence to be put behind another; empty when nothing is known. */
export function worstInWords(worst: Worst | undefined): Text {
  if (!worst) return both('', '');
  const { pod, restarts, exitCode, reason } = worst;
  const code =
    exitCode === undefined
      ? both('', '')
      : both(
          `, last with exit code ${exitCode}`,
          `，最近一次退出码为 ${exitCode}`,
        );
  if (restarts > 0)
    return both(
      ` Pod “${pod}” does not stay up: it was restarted ${count(
        restarts,
        'time',
      )}${code.en}.`,
      `Pod“${pod}”无法持续运行：已重启 ${restarts} 次${code.zh}。`,
    );
  return both(
    ` Pod “${pod}” does not start: ${reason}.`,
    `Pod“${pod}”无法启动：${reason}。`,
  );
}
