import { flag, integer } from '../api/parameters';
import { badRequest, invalid } from '../api/status';
import {
  chosenContainer,
  containerStatus,
  specOf,
  type ContainerStatus,
} from '../store/pods';
import type { KubeObject } from '../types';
import type { LogInstance, LogLine, LogStore } from './LogStore';

/** What of a log to send. */
export interface LogOptions {
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  /** Lines of this second and later; milliseconds since the epoch. */
  readonly since?: number;
}

function atLeast(
  pod: string,
  field: string,
  value: number | undefined,
  least: 0 | 1,
): void {
  if (value !== undefined && value < least) {
    const bound = least === 0 ? 'greater than or equal to 0' : 'greater than 0';
    throw invalid('PodLogOptions', pod, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${value}: must be ${bound}`,
        field,
      },
    ]);
  }
}

function sinceTime(text: string | null): number | undefined {
  if (!text) {
    return undefined;
  }
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isNaN(time)) {
    throw badRequest(
      `parsing time ${JSON.stringify(
        text,
      )} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(
        text,
      )} as "2006"`,
    );
  }
  return Math.floor(time / 1000) * 1000;
}

/** Reads and checks the query of a log request, in the API's words. `now` in milliseconds, for sinceSeconds. */
export function parseLogOptions(
  query: URLSearchParams,
  pod: string,
  now: number,
): LogOptions {
  const tailLines = integer(query, 'tailLines');
  const limitBytes = integer(query, 'limitBytes');
  const sinceSeconds = integer(query, 'sinceSeconds');
  const time = sinceTime(query.get('sinceTime'));
  atLeast(pod, 'tailLines', tailLines, 0);
  atLeast(pod, 'limitBytes', limitBytes, 1);
  if (time !== undefined && sinceSeconds !== undefined) {
    const message =
      'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified';
    throw invalid('PodLogOptions', pod, [
      { reason: 'FieldValueForbidden', message, field: '[]' },
    ]);
  }
  atLeast(pod, 'sinceSeconds', sinceSeconds, 1);
  const since = sinceSeconds === undefined ? time : now - sinceSeconds * 1000;
  return {
    follow: flag(query, 'follow'),
    previous: flag(query, 'previous'),
    timestamps: flag(query, 'timestamps'),
    ...(tailLines !== undefined && { tailLines }),
    ...(limitBytes !== undefined && { limitBytes }),
    ...(since !== undefined && { since }),
  };
}

const WAITING_WORDS: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

/** The run whose log is meant, by the kubelet's rules; throws its 400 when there is none. `undefined`: not yet on a node. */
function runOf(
  pod: KubeObject,
  container: string,
  previous: boolean,
): string | undefined {
  const named = `container "${container}" in pod "${pod.metadata.name}"`;
  const status: ContainerStatus = containerStatus(pod, container) ?? {
    name: container,
  };
  const last = status.lastState?.terminated;
  const { running, terminated, waiting } = status.state ?? {};
  if (previous) {
    if (!last) {
      throw badRequest(`previous terminated ${named} not found`);
    }
    return last.containerID ?? '';
  }
  if (running) {
    return status.containerID ?? '';
  }
  if (terminated) {
    return terminated.containerID ?? last?.containerID ?? '';
  }
  if (last) {
    return last.containerID ?? '';
  }
  if (waiting) {
    const reason = waiting.reason ?? '';
    throw badRequest(
      `${named} is waiting to start: ${WAITING_WORDS[reason] ?? reason}`,
    );
  }
  throw badRequest(`${named} is not available`);
}

/**
 * The log a request means. `undefined` when the pod is on no node yet: the API answers 204. Throws the 400 of an unknown
 * container, of one that never ran, and of a previous run that does not exist.
 */
export function chooseLog(
  logs: LogStore,
  pod: KubeObject,
  asked: string | null,
  previous: boolean,
): LogInstance | undefined {
  const container = chosenContainer(pod, asked, badRequest);
  if (!specOf(pod).nodeName) {
    return undefined;
  }
  const run = runOf(pod, container, previous) ?? '';
  const uid = pod.metadata.uid ?? '';
  const byId = run ? logs.byId(uid, container, run) : undefined;
  const byAge = previous
    ? logs.previous(uid, container)
    : logs.current(uid, container);
  return byId ?? byAge ?? logs.start(uid, container, run);
}

/** Lines to begin with: those since the time, and of them the last `tailLines`. Index of the first. */
export function firstLine(
  lines: readonly LogLine[],
  options: LogOptions,
): number {
  const { since, tailLines } = options;
  let first = 0;
  if (since !== undefined) {
    const found = lines.findIndex(line => Date.parse(line.stamp) >= since);
    first = found < 0 ? lines.length : found;
  }
  return tailLines === undefined
    ? first
    : Math.max(first, lines.length - tailLines);
}

/** A line as it is sent. */
export function render(line: LogLine, timestamps: boolean): Buffer {
  return Buffer.from(
    timestamps ? `${line.stamp} ${line.text}\n` : `${line.text}\n`,
  );
}
