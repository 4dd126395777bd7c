import type { Io } from './io';
import { main } from './main';

/** What a run of the command did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command on texts instead of streams; `files` are the files it may open. */
export async function runCommand(
  argv: readonly string[],
  stdin: string | readonly (string | Uint8Array)[] = '',
  files: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    stdin: () => stream(typeof stdin === 'string' ? [stdin] : stdin),
    open: file => {
      const text = files[file];
      return text === undefined ? failing(file) : stream([text]);
    },
    write: async text => void out.push(text),
    writeError: text => void err.push(text),
    clock: () => '2026-01-15T12:00:00Z',
    version: '1.2.3',
  };
  const code = await main(argv, io);
  return { code, out: out.join(''), err: err.join('') };
}

async function* stream(chunks: readonly (string | Uint8Array)[]) {
  yield* chunks;
}

/** Fails at the first read, as a file that is not there. */
// eslint-disable-next-line require-yield -- it fails before it could
async function* failing(file: string): AsyncGenerator<string> {
  throw new Error(`ENOENT: ${file}`);
}

/** A healthy pod. */
export const healthyPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: 'u1',
    creationTimestamp: '2026-01-15T11:30:00Z',
  },
  spec: {
    nodeName: 'worker',
    containers: [{ name: 'app', image: 'web:1' }],
  },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [
      {
        name: 'app',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: '2026-01-15T11:30:05Z' } },
      },
    ],
  },
};

/** The pod with a container that ended with code 3 and waits to be restarted. */
export const crashingPod = {
  ...healthyPod,
  metadata: { ...healthyPod.metadata, name: 'web-2', uid: 'u2' },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False' }],
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        restartCount: 5,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: 'back-off 2m40s restarting failed container=app',
          },
        },
        lastState: {
          terminated: {
            exitCode: 3,
            reason: 'Error',
            startedAt: '2026-01-15T11:59:00Z',
            finishedAt: '2026-01-15T11:59:01Z',
          },
        },
      },
    ],
  },
};

/** `kubectl get -o json` of some objects. */
export function listOf(...items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 4);
}
