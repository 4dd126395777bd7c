import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import {
  podHealthApiRef,
  type EntityName,
  type LogQuery,
} from '../api/PodHealthApi';
import { realPace } from '../api/retry';
import { append, EMPTY_BUFFER, type LogBuffer } from './logBuffer';
import { keepLog, type LogConnection } from './logFeed';
import type { LogRecord } from 'backstage-plugin-pod-health-common';

/** A log as the page holds it. */
export interface Log {
  readonly buffer: LogBuffer;
  readonly connection: LogConnection;
}

const EMPTY_LOG: Log = {
  buffer: EMPTY_BUFFER,
  connection: { status: 'connecting' },
};

/** A page in the background draws no frames; it must not hoard records without a bound. */
const WAITING_MAX = 5_000;

/** Hands over records once per drawn frame: a chatty container must not make the page draw a thousand times a second. */
class FrameBatch {
  private records: LogRecord[] = [];
  private frame: number | undefined;

  constructor(private readonly flush: (records: LogRecord[]) => void) {}

  add(records: readonly LogRecord[]) {
    for (const record of records) {
      this.records.push(record);
    }
    if (this.records.length > WAITING_MAX) {
      this.flush(this.records.splice(0));
    }
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.flush(this.records.splice(0));
    });
  }

  cancel() {
    if (this.frame !== undefined) {
      cancelAnimationFrame(this.frame);
    }
  }
}

/** Reads a log while the component is shown. `query` must be memoised; another one starts over. `attempt` starts over too. */
export function useLog(
  entity: EntityName,
  query: LogQuery,
  attempt: number,
): Log {
  const api = useApi(podHealthApiRef);
  const [log, setLog] = useState<Log>(EMPTY_LOG);
  useEffect(() => {
    const controller = new AbortController();
    setLog(EMPTY_LOG);
    const frames = new FrameBatch(records =>
      setLog(last => ({ ...last, buffer: append(last.buffer, records) })),
    );
    keepLog({
      query,
      open: resumed => api.streamLogs(entity, resumed, controller.signal),
      pace: realPace,
      signal: controller.signal,
      onRecords: records => frames.add(records),
      onConnection: connection =>
        setLog(last =>
          last.connection.status === 'live' && connection.status === 'live'
            ? last
            : { ...last, connection },
        ),
    });
    return () => {
      frames.cancel();
      controller.abort();
    };
  }, [api, entity, query, attempt]);
  return log;
}
