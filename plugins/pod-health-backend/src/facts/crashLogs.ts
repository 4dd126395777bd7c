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
  /** Tells this crash from the next: the log of one is read once. */
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
  const failed = (ended = state?.terminated) => ended && ended.exitCode !== 0;
  if (name === undefined) {
    return [];
  }
  const crash = (previous: boolean, ...is: (keyof ContainerLog)[]) => [
    {
      container: name,
      previous,
      is,
      key: `${uid}/${name}/${restartCount}/${is.join('+')}`,
    },
  ];
  if (state?.terminated) {
    return failed() ? crash(false, 'current') : [];
  }
  if (state?.running) {
    return failed(lastState?.terminated) ? crash(true, 'previous') : [];
  }
  // Waiting to be started again: the newest log is that of the instance that ended, and is called both.
  return lastState?.terminated ? crash(false, 'current', 'previous') : [];
}

/** What {@link CrashLogs} needs. */
export interface CrashLogsOptions {
  readonly clock: Clock;
  readonly redact: Redact;
  readonly redactors: readonly Redactor[];
  /** Whether logs of this namespace may be read at all (consent); asked once for each namespace of a gathering. */
  readonly mayRead: (api: KubeApi, namespace: string) => Promise<boolean>;
}

/** Last words of crashed containers, each read once. */
export class CrashLogs {
  #read = new Map<string, Promise<PodLogs>>();

  constructor(private readonly options: CrashLogsOptions) {}

  /** Logs of the first pods that crashed, by uid. Resolves within some 5 s; never rejects. */
  async gather(
    api: KubeApi,
    pods: readonly Pod[],
  ): Promise<ReadonlyMap<string, PodLogs>> {
    const crashed = pods.filter(pod => crashesOf(pod).length > 0);
    const known = new Map<string, Promise<PodLogs>>();
    const consents = new Map<string, Promise<boolean>>();
    const mayRead = (namespace: string) => {
      const consent =
        consents.get(namespace) ?? this.options.mayRead(api, namespace);
      consents.set(namespace, consent);
      return consent;
    };
    const entries = await Promise.all(
      crashed.slice(0, PODS_READ).map(async pod => {
        const key = crashesOf(pod)
          .map(each => each.key)
          .join();
        const reading = this.#read.get(key) ?? this.#readPod(api, pod, mayRead);
        known.set(key, reading);
        return [pod.metadata.uid ?? '', await reading] as const;
      }),
    );
    this.#read = known; // crashes of the past are forgotten
    return new Map(entries);
  }

  async #readPod(
    api: KubeApi,
    pod: Pod,
    mayRead: (namespace: string) => Promise<boolean>,
  ): Promise<PodLogs> {
    const { namespace = '', name = '' } = pod.metadata;
    try {
      if (!(await mayRead(namespace))) {
        return { missing: 'notAsked' };
      }
      const logs: Record<string, ContainerLog> = {};
      for (const { container, previous, is } of crashesOf(pod)) {
        const ref = { namespace, pod: name, container };
        const text = await this.#readLog(api, ref, previous);
        if (text !== undefined) {
          logs[container] = Object.fromEntries(is.map(which => [which, text]));
        }
      }
      return { logs };
    } catch (error) {
      return { missing: missingBecause(problemOf(error)) };
    }
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
