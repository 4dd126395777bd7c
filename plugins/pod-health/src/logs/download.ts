import { LIMITS, type LogRecord } from 'backstage-plugin-pod-health-common';
import type { LogQuery } from '../api/PodHealthApi';

/** The query for a download: everything that may be read, not followed. */
export function downloadQuery(query: LogQuery): LogQuery {
  const { pod, container, previous } = query;
  return {
    pod,
    container,
    previous,
    follow: false,
    tailLines: LIMITS.logTailLinesMax,
  };
}

/**
 * The lines of a log as a file: what the container wrote, without times and markers. A line the transport had cut is put together
 * again. Throws what the stream throws.
 */
export async function logFile(
  batches: AsyncIterable<readonly LogRecord[]>,
): Promise<Blob> {
  const parts: string[] = [];
  let separator = '';
  for await (const records of batches) {
    for (const record of records) {
      if (record.type === 'line') {
        parts.push(separator, record.text);
        separator = '\n';
      } else if (record.marker.marker === 'continued') {
        separator = '';
      }
    }
  }
  return new Blob([...parts, ...(parts.length > 0 ? ['\n'] : [])], {
    type: 'text/plain;charset=utf-8',
  });
}

/** A file name for a container's log; names in Kubernetes are safe in file names already, others are made so. */
export function logFileName(query: LogQuery): string {
  const name = [
    query.pod.pod,
    query.container,
    ...(query.previous ? ['previous'] : []),
  ].join('_');
  return `${name.replace(/[^A-Za-z0-9._-]/g, '-')}.log`;
}
