import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type {
  Redactor,
  RedactorContext,
} from 'backstage-plugin-pod-health-node';
import type { ContainerLog, Pod } from 'pod-diagnosis';
import type { KubeApi } from '../kube/types';
import { composeRedactors } from '../logs/composeRedactors';
import { within, type Clock } from '../time/clock';
import {
  hasCrashed,
  logsOfRunning,
  logsOfSick,
  type LogToRead,
} from './logsToRead';
import type { PodLogs } from './moreFacts';
import { missingBecause, problemOf } from './problem';
import type { Redact } from './redactMessages';

/** Enough for the last words of a program; a stack trace seldom has more. */
const TAIL_LINES = 50;
const LIMIT_BYTES = 64 * 1024;
/** Pods of one entity whose logs are read: they are sick for the same reason. */
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

/** What {@link ContainerLogs} needs. */
export interface ContainerLogsOptions {
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

/** Pods whose logs are worth reading. */
export interface PodsToHear {
  readonly sick: readonly Pod[];
  /** Well, but their end is waited for: the run of a CronJob that keeps the next from its start. */
  readonly awaited: readonly Pod[];
}

/** What containers say that ended badly, do not get ready, or do not end: each log read once, and again at ever longer intervals. */
export class ContainerLogs {
  #readings = new Map<string, Reading>();

  constructor(private readonly options: ContainerLogsOptions) {}

  /** Logs of the first pods that say something, by uid; those that crashed before the others. Resolves within some 5 s; never rejects. */
  async gather(
    api: KubeApi,
    { sick, awaited }: PodsToHear,
  ): Promise<ReadonlyMap<string, PodLogs>> {
    const now = this.options.clock.now();
    const plans = [
      ...[...sick]
        .sort((a, b) => Number(hasCrashed(b)) - Number(hasCrashed(a)))
        .map(pod => ({ pod, logs: logsOfSick(pod, now) })),
      ...awaited.map(pod => ({ pod, logs: logsOfRunning(pod, now) })),
    ]
      .filter(({ logs }) => logs.length > 0)
      .slice(0, PODS_READ);
    const mayRead = this.#consents(api);
    const entries = await Promise.all(
      plans.map(
        async ({ pod, logs }) =>
          [
            pod.metadata.uid ?? '',
            await this.#readPod(api, pod, logs, mayRead),
          ] as const,
      ),
    );
    const keys = new Set(plans.flatMap(({ logs }) => logs.map(log => log.key)));
    for (const key of this.#readings.keys()) {
      if (!keys.has(key)) this.#readings.delete(key); // what is over is forgotten
    }
    return new Map(entries);
  }

  /** Whether logs of a namespace may be read; asked once for each. */
  #consents(api: KubeApi): Consent {
    const consents = new Map<string, Promise<boolean>>();
    return namespace => {
      const consent =
        consents.get(namespace) ?? this.options.mayRead(api, namespace);
      consents.set(namespace, consent);
      return consent;
    };
  }

  async #readPod(
    api: KubeApi,
    pod: Pod,
    toRead: readonly LogToRead[],
    mayRead: Consent,
  ): Promise<PodLogs> {
    const { namespace = '', name = '' } = pod.metadata;
    try {
      const logs: Record<string, ContainerLog> = {};
      for (const log of toRead) {
        if (!this.#known(log) && !(await mayRead(namespace))) {
          return { missing: 'notAsked' };
        }
        const text = await this.#textOf(api, { namespace, pod: name }, log);
        if (text !== undefined) {
          logs[log.container] = {
            ...logs[log.container],
            ...Object.fromEntries(log.is.map(which => [which, text])),
          };
        }
      }
      return { logs };
    } catch (error) {
      return { missing: missingBecause(problemOf(error)) };
    }
  }

  /** What has been read of a log; a failure counts for a while, so that a node that does not answer is not asked all the time. */
  #known({ key }: LogToRead): Reading | undefined {
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
    log: LogToRead,
  ): Promise<string | undefined> {
    const known = this.#known(log);
    if (known) {
      return known.text;
    }
    const { container, previous, key } = log;
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
