import {
  createLogDecoder,
  PodHealthError,
  type LogMarker,
  type LogRecord,
} from 'backstage-plugin-pod-health-common';
import { Readable } from 'node:stream';
import type { KubeApi, LogOptions, RawObject } from '../kube/types';
import { openLogStream, type LogRequest } from '../logs/followLog';
import { FakeClock } from './fakeClock';

/** What one log request is answered with: bytes, then the end or an error. */
interface Answer {
  readonly text?: string;
  readonly error?: PodHealthError;
}

export const broken = new PodHealthError('cluster-unreachable', 'reset', {});

export function status(
  containerID: string,
  state: object,
  lastState: object = {},
): RawObject {
  return {
    metadata: { uid: 'u1', name: 'p', resourceVersion: '1' },
    spec: { restartPolicy: 'Always', containers: [{ name: 'app' }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'app', containerID, state, lastState }],
    },
  };
}
export const running = (id: string, lastState: object = {}) =>
  status(id, { running: {} }, lastState);
export const ended = (exitCode: number) => ({
  terminated: { exitCode, reason: 'Error', finishedAt: '2026-01-01T00:00:09Z' },
});

/** A cluster that answers log requests, and shows the pod, from scripts (`'quiet'`: nothing
 * changes until the watch is given up; `undefined`: the pod is gone). Records what it was asked. */
export function scripted(
  log: (options: LogOptions, turn: number) => Answer,
  pods: readonly (RawObject | 'quiet' | undefined)[] = [running('a')],
) {
  const asked: LogOptions[] = [];
  const seen = [...pods];
  const api = {
    cluster: 'one',
    async log(_ref: unknown, options: LogOptions) {
      asked.push(options);
      const { text, error } = log(options, asked.length);
      if (error && text === undefined) {
        throw error;
      }
      return Readable.from(
        (async function* bytes() {
          yield Buffer.from(text ?? '');
          if (error) {
            throw error;
          }
        })(),
      );
    },
    async list() {
      const pod = seen.shift();
      return {
        items: pod && pod !== 'quiet' ? [pod] : [],
        resourceVersion: '1',
      };
    },
    async *watch(_selection: unknown, { signal }: { signal: AbortSignal }) {
      while (seen.length > 0) {
        const pod = seen.shift();
        if (pod === 'quiet') {
          break;
        }
        yield pod
          ? { type: 'MODIFIED' as const, object: pod }
          : { type: 'DELETED' as const, object: running('a') };
      }
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
        if (signal.aborted) {
          resolve();
        }
      });
    },
  } as unknown as KubeApi; // only these three are reached from here
  return { api, asked };
}

export interface Read {
  readonly records: LogRecord[];
  readonly done: Promise<void>;
  readonly clock: FakeClock;
  readonly stop: AbortController;
}

export async function read(
  api: KubeApi,
  request: Partial<LogRequest> = {},
): Promise<Read> {
  const clock = new FakeClock();
  const stop = new AbortController();
  const chunks = await openLogStream(
    {
      api,
      namespace: 'n',
      pod: 'p',
      uid: 'u1',
      container: 'app',
      instance: 'a',
      follow: true,
      previous: false,
      tailLines: 1000,
      ...request,
    },
    { clock, random: () => 0.5, signal: stop.signal },
  );
  const records: LogRecord[] = [];
  const decoder = createLogDecoder();
  const collect = async () => {
    for await (const chunk of chunks) {
      records.push(...decoder.push(Buffer.from(chunk)));
    }
  };
  return { records, done: collect(), clock, stop };
}

export const lines = ({ records }: Read) =>
  records.flatMap(each => (each.type === 'line' ? each.text : []));
export const markers = ({ records }: Read): LogMarker[] =>
  records.flatMap(each => (each.type === 'marker' ? each.marker : []));

/** Drives the clock until the stream is over. */
export async function finish(reading: Read): Promise<void> {
  let over = false;
  const done = reading.done.then(() => {
    over = true;
  });
  for (let turn = 0; !over && turn < 500; turn++) {
    await reading.clock.advance(2_000);
  }
  await done;
}

/** A log of numbered lines, seven a second, as the kubelet selects from it. */
export class NumberedLog {
  readonly lines: readonly { ms: number; text: string }[];

  constructor(count: number) {
    this.lines = Array.from({ length: count }, (_, index) => {
      const ms = Date.UTC(2026, 0, 1) + Math.floor(index / 7) * 1000;
      const nanoseconds = String((index % 7) * 1_000_003).padStart(9, '0');
      const time = `${new Date(ms).toISOString().slice(0, 19)}.${nanoseconds}Z`;
      return { ms, text: `${time} ${index + 1}\n` };
    });
  }

  select({ sinceTime, tailLines }: LogOptions): string[] {
    const since = sinceTime === undefined ? 0 : Date.parse(sinceTime);
    const kept = this.lines
      .filter(({ ms }) => ms >= since)
      .map(({ text }) => text);
    return tailLines === undefined ? kept : kept.slice(-tailLines);
  }
}
