import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type {
  Redactor,
  RedactorContext,
} from 'backstage-plugin-pod-health-node';
import type { ContainerLog, ContainerStatus, Pod } from 'pod-diagnosis';
import type { KubeApi } from '../kube/types';
import { composeRedactors } from '../logs/composeRedactors';
import { within, type Clock } from '../time/clock';
import type { PodLogs } from './moreFacts';
import { missingBecause, problemOf } from './problem';
import type { Redact } from './redactMessages';

/** Enough for the last words of a program; a stack trace seldom has more. */
const TAIL_LINES = 50;
const LIMIT_BYTES = 64 * 1024;
/** Pods of one entity whose logs are read: they crash for the same reason. */
const PODS_READ = 10;
const TIMEOUT_MS = 5_000;
/** A log that could not be read is asked for again after this. */
const RETRY_MS = 5 * 60_000;
/** Answers that mean: this container has no such log. That is an answer, not a missing fact. */
const NO_LOG = [
  'previous-log-not-found',
  'target-not-running',
  'container-not-found',
  'pod-not-found',
  'pod-not-scheduled',
  'log-lost',
];
/** The kubelet's time before each line. */
const TIME = /^\d{4}-\d\d-\d\dT\S+ /;

interface Crash {
  readonly container: string;
  /** Which instance's log to ask for. */
  readonly previous: boolean;
  /** What that log is: of the last instance, of the one before, or both, when none has started since. */
  readonly is: readonly (keyof ContainerLog)[];
  /** Tells this crash from one that may have left other words: the log of one is read once. */
  readonly key: string;
}

/** Which log holds the last words of each container that ended badly. Pure. */
export function crashesOf({ metadata, status }: Pod): readonly Crash[] {
  return [...status.initContainerStatuses, ...status.containerStatuses].flatMap(
    container => crashOf(metadata.uid ?? '', container),
  );
}

function crashOf(uid: string, status: ContainerStatus): readonly Crash[] {
  const { name, restartCount = 0, state, lastState } = status;
  const now = state?.terminated;
  const ended = now ?? lastState?.terminated;
  if (name === undefined || !ended) {
    return [];
  }
  if ((now ?? state?.running) && ended.exitCode === 0) {
    return [];
  }
  const { exitCode = '', reason = '', signal = '' } = ended;
  const turn = turnOf(now ? restartCount + 1 : restartCount);
  return [
    {
      container: name,
      ...whichLog(status),
      key: [uid, name, exitCode, signal, reason, turn].join('/'),
    },
  ];
}

/**
 * Of a container that crashes again and again in the same way the log is read after its first end, the second, the fourth and so on: that tells a
 * new complaint in time, and costs a request an hour in the long run.
 */
function turnOf(instance: number): number {
  return Math.floor(Math.log2(Math.max(1, instance)));
}

function whichLog({ state }: ContainerStatus): Pick<Crash, 'previous' | 'is'> {
  if (state?.terminated) {
    return { previous: false, is: ['current'] };
  }
  // Waiting to be started again: the newest log is that of the instance that ended, and is called both.
  return state?.running
    ? { previous: true, is: ['previous'] }
    : { previous: false, is: ['current', 'previous'] };
}

/** What {@link CrashLogs} needs. */
export interface CrashLogsOptions {
  readonly clock: Clock;
  readonly redact: Redact;
  readonly redactors: readonly Redactor[];
  /** Whether logs of this namespace may be read at all (consent); asked once for each namespace of a gathering. */
  readonly mayRead: (api: KubeApi, namespace: string) => Promise<boolean>;
}

/** A log that is being read, or was. */
interface Reading {
  readonly text: Promise<string | undefined>;
  /** When it failed, on the monotonic clock. */
  failedAt?: number;
}

type Consent = (namespace: string) => Promise<boolean>;

/** Last words of crashed containers, each read once. */
export class CrashLogs {
  #readings = new Map<string, Reading>();

  constructor(private readonly options: CrashLogsOptions) {}

  /** Logs of the first pods that crashed, by uid. Resolves within some 5 s; never rejects. */
  async gather(
    api: KubeApi,
    pods: readonly Pod[],
  ): Promise<ReadonlyMap<string, PodLogs>> {
    const consents = new Map<string, Promise<boolean>>();
    const mayRead: Consent = namespace => {
      const consent =
        consents.get(namespace) ?? this.options.mayRead(api, namespace);
      consents.set(namespace, consent);
      return consent;
    };
    const crashed = pods
      .filter(pod => crashesOf(pod).length > 0)
      .slice(0, PODS_READ);
    const entries = await Promise.all(
      crashed.map(
        async pod =>
          [
            pod.metadata.uid ?? '',
            await this.#readPod(api, pod, mayRead),
          ] as const,
      ),
    );
    const keys = new Set(crashed.flatMap(crashesOf).map(({ key }) => key));
    for (const key of this.#readings.keys()) {
      if (!keys.has(key)) this.#readings.delete(key); // crashes of the past are forgotten
    }
    return new Map(entries);
  }

  async #readPod(api: KubeApi, pod: Pod, mayRead: Consent): Promise<PodLogs> {
    const { namespace = '', name = '' } = pod.metadata;
    try {
      const logs: Record<string, ContainerLog> = {};
      for (const crash of crashesOf(pod)) {
        if (!this.#known(crash) && !(await mayRead(namespace))) {
          return { missing: 'notAsked' };
        }
        const text = await this.#textOf(api, { namespace, pod: name }, crash);
        if (text !== undefined) {
          logs[crash.container] = Object.fromEntries(
            crash.is.map(which => [which, text]),
          );
        }
      }
      return { logs };
    } catch (error) {
      return { missing: missingBecause(problemOf(error)) };
    }
  }

  /** What has been read of a crash; a failure counts for a while, so that a node that does not answer is not asked all the time. */
  #known({ key }: Crash): Reading | undefined {
    const reading = this.#readings.get(key);
    const { failedAt } = reading ?? {};
    const isOver =
      failedAt !== undefined &&
      this.options.clock.monotonic() - failedAt >= RETRY_MS;
    return isOver ? undefined : reading;
  }

  #textOf(
    api: KubeApi,
    of: { readonly namespace: string; readonly pod: string },
    crash: Crash,
  ): Promise<string | undefined> {
    const known = this.#known(crash);
    if (known) {
      return known.text;
    }
    const { container, previous, key } = crash;
    const reading: Reading = {
      text: this.#readLog(api, { ...of, container }, previous),
    };
    this.#readings.set(key, reading);
    reading.text.catch(() => {
      reading.failedAt = this.options.clock.monotonic();
    });
    return reading.text;
  }

  async #readLog(
    api: KubeApi,
    ref: { namespace: string; pod: string; container: string },
    previous: boolean,
  ): Promise<string | undefined> {
    const stop = new AbortController();
    try {
      const text = await within(
        this.options.clock,
        TIMEOUT_MS,
        readAll(api, ref, previous, stop.signal),
      );
      if (text === undefined) {
        throw new PodHealthError('cluster-timeout', 'the log did not come');
      }
      return this.#redacted(text, { cluster: api.cluster, ...ref });
    } catch (error) {
      if (error instanceof PodHealthError && NO_LOG.includes(error.code)) {
        return undefined;
      }
      throw error;
    } finally {
      stop.abort();
    }
  }

  #redacted(text: string, context: RedactorContext): string {
    const own = composeRedactors(this.options.redactors, context);
    const lines = text.split('\n');
    return (own ? lines.map(own) : lines).map(this.options.redact).join('\n');
  }
}

async function readAll(
  api: KubeApi,
  ref: { namespace: string; pod: string; container: string },
  previous: boolean,
  signal: AbortSignal,
): Promise<string> {
  const stream = await api.log(ref, {
    previous,
    tailLines: TAIL_LINES,
    limitBytes: LIMIT_BYTES,
    signal,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .map(line => line.replace(TIME, ''))
    .join('\n');
}
