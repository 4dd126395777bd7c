import { logLines } from './logLines';
import { tellingLine } from './tellingLine';

describe('the telling line', () => {
  it.each([
    [
      'a.B: top\n\tat a.B.c(B.java:1)\nCaused by: c.D: root\n\t... 3 more\nINFO shutting down',
      'Caused by: c.D: root',
    ],
    [
      'Traceback (most recent call last):\n  File "a.py", line 1\nshop.Broken: no rows\n\nDuring handling of the above exception, another exception occurred:\nSystemExit: 1',
      'shop.Broken: no rows',
    ],
    [
      "thread 'main' panicked at src/main.rs:2:5:\nno rows\nnote: run with `RUST_BACKTRACE=1`",
      'no rows',
    ],
    [
      'APPLICATION FAILED TO START\n\nDescription:\n\nPort 1 is odd.\n\nAction:\n\nStop it.',
      'Port 1 is odd.',
    ],
    [
      'Unhandled exception. A.B: outer\n ---> C.D: inner\n   at A.B.C() in /a.cs:line 1',
      ' ---> C.D: inner',
    ],
    [
      'npm ERR! Missing script: "start"\nnpm ERR! A complete log of this run can be found in: /x',
      'npm ERR! Missing script: "start"',
    ],
    [
      '{"level":"error","msg":"cannot open"}\n{"level":"info","msg":"an error page was served"}',
      '{"level":"error","msg":"cannot open"}',
    ],
    [
      'level=fatal msg=odd\nlevel=error msg="failed to flush"',
      'level=fatal msg=odd',
    ],
    [
      'F0115 12:00:00.0 1 a.go:1] odd\ngoroutine 1 [running]:\nmain.main()',
      'F0115 12:00:00.0 1 a.go:1] odd',
    ],
    [
      '\u001b[31mError: odd\u001b[0m\n    at a (b.js:1:1)',
      '\u001b[31mError: odd\u001b[0m',
    ],
    ['no licence given, exiting\nbye', 'bye'],
    [
      'Error: flag provided but not defined: -x\nUsage of tool:\n  -p int\n    \tport',
      'Error: flag provided but not defined: -x',
    ],
    ['WARN DeprecationWarning: old\nready', 'ready'],
    ['shutting down', 'shutting down'],
    ['', undefined],
  ])('of %j', (log, line) => {
    expect(tellingLine(log)).toBe(line);
  });
});

describe('a line', () => {
  it.each([
    ['2026-01-15 12:00:00 ERROR a', 'error'],
    ['ERROR:root:a', 'error'],
    ['[emerg] 1#1: a', 'fatal'],
    ['fail: Shop[0]', 'error'],
    ['W0115 12:00:00.0 1 a.go:1] a', 'warn'],
    ['ts=1 level=warn msg=a', 'warn'],
    ['{"severity":"CRITICAL","message":"a"}', 'fatal'],
    ['{"level":60,"msg":"a"}', 'fatal'],
    ['{"level":3,"short_message":"a","msg":"b"}', 'error'],
    ['{"s":"F","msg":"a"}', 'fatal'],
    ['{"tags":["fatal","root"],"message":"a"}', 'fatal'],
    ['10-listen.sh: info: can not modify', 'info'],
    ['ValueError: a', undefined],
    ['plain', undefined],
  ])('%j is of level %s', (line, level) => {
    expect(logLines(line)[0]?.level).toBe(level);
  });
});
