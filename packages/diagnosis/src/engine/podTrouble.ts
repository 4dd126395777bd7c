import type { Pod } from '../facts/objects';
import type { Quote } from './cause';
import { containersOf, currentFailure } from './lifecycle';
import { quoteOf } from './quotes';
import { podState } from './state';
import type { Text } from './text';
import { both, count } from './text';

/** What most of some pods suffer from. Plain JSON, for the data of a finding about what owns or selects them. */
export interface Troubles {
  /** Pods that do not do their work, whatever the reason; those that are starting or going are not among them. */
  readonly sick: number;
  /** How many of them for this reason. */
  readonly alike: number;
  /** As `kubectl get pods` would show it: `ImagePullBackOff`, `Unschedulable`, `NotReady`. */
  readonly reason: string;
  /** Of the last run of its container, where there was one. */
  readonly exitCode?: number;
  /** Such as `OOMKilled`; absent when it says no more than the exit code. */
  readonly ended?: string;
  /** One of them, the first by name. */
  readonly pod: string;
  readonly container?: string;
}

interface Trouble {
  readonly reason: string;
  readonly container?: string;
  readonly exitCode?: number;
  readonly ended?: string;
  /** Path in the pod that says so. */
  readonly at: string;
}

/** A reason of one word, as the API means it; some runtimes put a whole error there. */
const ONE_WORD = /^[A-Za-z]\w{0,62}$/;
const NORMAL_WAITING = new Set(['ContainerCreating', 'PodInitializing']);
/** Two names of one state, which turn about. */
const SAME: Readonly<Record<string, string>> = {
  ErrImagePull: 'ImagePullBackOff',
  Error: 'CrashLoopBackOff',
  OOMKilled: 'CrashLoopBackOff',
};

function unscheduled({ status }: Pod): Trouble | undefined {
  const i = status.conditions.findIndex(
    one => one.type === 'PodScheduled' && one.status === 'False',
  );
  const reason = status.conditions[i]?.reason;
  return reason === undefined
    ? undefined
    : { reason, at: `status.conditions.${i}.reason` };
}

function inContainer(pod: Pod, now: number): Trouble | undefined {
  for (const view of containersOf(pod)) {
    const { name: container, status, at } = view;
    const failure = currentFailure(view, now);
    const { exitCode, reason: ended } = failure?.terminated ?? {};
    const waiting = status.state?.waiting?.reason;
    const last = {
      container,
      ...(exitCode !== undefined && { exitCode }),
      ...(ended !== undefined && ended !== 'Error' && { ended }),
    };
    if (waiting !== undefined && !NORMAL_WAITING.has(waiting)) {
      const reason = ONE_WORD.test(waiting) ? waiting : 'Waiting';
      return { ...last, reason, at: `${at}.state.waiting.reason` };
    }
    if (failure) {
      const path = ended === undefined ? 'exitCode' : 'reason';
      return { ...last, reason: ended ?? 'Error', at: `${failure.at}.${path}` };
    }
  }
  return undefined;
}

function asAWhole({ status }: Pod): Trouble {
  const { phase = 'Unknown', reason } = status;
  if (reason !== undefined) return { reason, at: 'status.reason' };
  const i = status.conditions.findIndex(
    one => one.type === 'Ready' && one.status !== 'True',
  );
  return phase === 'Running' && i !== -1
    ? { reason: 'NotReady', at: `status.conditions.${i}.status` }
    : { reason: phase, at: 'status.phase' };
}

const WELL = new Set(['running', 'completed', 'starting', 'terminating']);

function troubleOf(pod: Pod, now: number): Trouble | undefined {
  const state = podState(pod, now);
  const saysNothing = state === 'unknown' && pod.status.phase !== 'Unknown';
  if (WELL.has(state) || saysNothing) return undefined;
  const evicted = pod.status.phase === 'Failed' && pod.status.reason;
  return evicted
    ? asAWhole(pod)
    : unscheduled(pod) ?? inContainer(pod, now) ?? asAWhole(pod);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * What most of the pods of a list suffer from, with a quote out of the fact they stand in; `undefined` when each is well, starting
 * or on its way out. The pods keep their place in that fact: `among` chooses by it.
 */
export function troublesIn(
  from: 'siblings' | 'namespacePods',
  pods: readonly Pod[],
  now: number,
  among: (pod: Pod) => boolean = () => true,
): (Troubles & { readonly quotes: readonly Quote[] }) | undefined {
  const sick = pods
    .flatMap((pod, i) => {
      const trouble = among(pod) ? troubleOf(pod, now) : undefined;
      const { name = '' } = pod.metadata;
      return trouble ? [{ i, pod: name, ...trouble }] : [];
    })
    .sort((a, b) => compare(a.pod, b.pod));
  const groups = new Map<string, (typeof sick)[number][]>();
  for (const one of sick) {
    const key = SAME[one.reason] ?? one.reason;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const [most] = [...groups]
    .sort(([a, x], [b, y]) => y.length - x.length || compare(a, b))
    .map(([, group]) => group);
  const first = most?.[0];
  if (!first) return undefined;
  const { i, at, ...told } = first;
  return {
    sick: sick.length,
    alike: most.length,
    ...told,
    quotes: quoteOf(from, pods, `${i}.${at}`),
  };
}

/** A reason as `kubectl` shows it, with how the last run ended: "CrashLoopBackOff (OOMKilled, exit code 137)". */
function reasonInWords({ reason, ended, exitCode }: Troubles): Text {
  const more = ended === reason ? undefined : ended;
  const details = (code: string, comma: string) =>
    [
      ...(more === undefined ? [] : [more]),
      ...(exitCode === undefined ? [] : [`${code} ${exitCode}`]),
    ].join(comma);
  const en = details('exit code', ', ');
  const zh = details('退出码', '，');
  return en === ''
    ? both(reason, reason)
    : both(`${reason} (${en})`, `${reason}（${zh}）`);
}

/** A sentence: how many pods do not work, and what most of them suffer from. Their own findings say why. */
export function troubleInWords(troubles: Troubles): Text {
  const { sick, alike, pod, reason } = troubles;
  const why = reasonInWords(troubles);
  const such =
    reason === 'NotReady' ? both('not ready', '未就绪') : both(why.en, why.zh);
  if (sick === 1) {
    return both(
      `Pod “${pod}” is the one at fault: ${such.en}.`,
      `问题出在 Pod“${pod}”：${such.zh}。`,
    );
  }
  const most =
    alike === sick
      ? both('all', '均为')
      : both(`${alike} of them`, `其中 ${alike} 个为`);
  return both(
    `${count(sick, 'pod')} are at fault, ${most.en} ${
      such.en
    }; “${pod}” is one.`,
    `${sick} 个 Pod 有问题，${most.zh}${such.zh}，例如“${pod}”。`,
  );
}

/** What to do first about pods that do not work, for whatever owns or selects them: their own findings say more. */
export function lookFirstInWords(pod: string | undefined): Text {
  return pod === undefined
    ? both(
        'List the pods and see which of them is not ready, and since when.',
        '列出 Pod，查看哪些未就绪以及持续了多久。',
      )
    : both(
        `Look at pod “${pod}”: its own finding names the root cause.`,
        `查看 Pod“${pod}”：根本原因见它自身的诊断结果。`,
      );
}

/** What to do first about pods of a job that have failed. */
export function readLogInWords({ pod }: Troubles): Text {
  return both(
    `Read the log of “${pod}”: its last lines say why the program failed.`,
    `查看“${pod}”的日志：最后几行说明程序失败的原因。`,
  );
}
