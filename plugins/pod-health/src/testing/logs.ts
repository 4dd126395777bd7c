import type { LogMarker, LogRecord } from 'backstage-plugin-pod-health-common';

/** A log line; `second` counts from 10:00:00. */
export function line(second: number, text: string): LogRecord {
  const at = new Date(Date.parse('2026-03-02T10:00:00Z') + second * 1000);
  return {
    type: 'line',
    time: at.toISOString().replace('Z', '000000Z'),
    text,
  };
}

/** A marker between lines. */
export function marker(value: LogMarker): LogRecord {
  return { type: 'marker', marker: value };
}

/** A log with colours, a restart, a hole, a stack trace and text that tries to fool the reader. */
export const EVENTFUL_LOG: readonly LogRecord[] = [
  line(1, '\u001b[32mINFO\u001b[0m  starting checkout 2.4.1'),
  line(
    2,
    '\u001b[32mINFO\u001b[0m  connecting to \u001b[36mpostgres\u001b[0m db.shop.svc:5432',
  ),
  line(
    3,
    '\u001b[33mWARN\u001b[0m  pool size 50 is above the limit of the server',
  ),
  line(
    9,
    '\u001b[31;1mERROR\u001b[0m java.lang.OutOfMemoryError: Java heap space',
  ),
  line(9, '\tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)'),
  line(9, '\tat com.example.checkout.Basket.<init>(Basket.java:42)'),
  marker({ marker: 'restarted', exitCode: 137, reason: 'OOMKilled' }),
  line(20, '\u001b[32mINFO\u001b[0m  starting checkout 2.4.1'),
  marker({ marker: 'skipped', bytes: 1_400_000 }),
  line(
    31,
    'a link that is none: \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 and \u202egnp.exe',
  ),
  line(32, '<img src=x onerror=alert(1)> stays text'),
  marker({
    marker: 'reconnecting',
    problem: { code: 'cluster-unreachable', details: {} },
  }),
  ...Array.from({ length: 60 }, (_, index) =>
    line(
      40 + index,
      `\u001b[2mGET\u001b[0m /api/basket/${index} \u001b[32m200\u001b[0m ${
        12 + (index % 7)
      }ms`,
    ),
  ),
];
