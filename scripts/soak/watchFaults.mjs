// What can go wrong between a watch and the API server (security.md R3, R4, R16, R23, R24), as scripts of the double.

const list = { verb: 'list' };
const watch = { verb: 'watch' };
const status = (code, more = {}) => ({ kind: 'status', code, ...more });

/** Each: a name, and what to do to which requests while it lasts. */
export const FAULTS = [
  ['watch answered 410', [{ on: watch, do: { kind: 'gone', as: 'status' } }]],
  [
    'watch ends with a 410 event',
    [{ on: watch, do: { kind: 'gone', as: 'event' } }],
  ],
  [
    'pages of a list answered 410',
    [{ on: list, skip: 1, do: { kind: 'gone', as: 'status' }, times: 3 }],
  ],
  ['connection reset', [{ on: watch, do: { kind: 'drop', by: 'rst' } }]],
  [
    'connection ends in the middle of an event',
    [{ on: watch, do: { kind: 'drop', afterBytes: 700, by: 'fin' } }],
  ],
  [
    'reset in the middle of a list',
    [
      {
        on: list,
        do: { kind: 'drop', afterBytes: 5_000, by: 'rst' },
        times: 5,
      },
    ],
  ],
  ['watch falls silent', [{ on: watch, do: { kind: 'stall', afterBytes: 0 } }]],
  ['no answer at all', [{ on: {}, do: { kind: 'blackhole' }, times: 6 }]],
  [
    'a line that is no event',
    [{ on: watch, do: { kind: 'bytes', bytes: '{"type":"MODIFIED","obj\n' } }],
  ],
  [
    'a page of a proxy',
    [
      {
        on: watch,
        do: {
          kind: 'bytes',
          bytes: '<html>502</html>\n',
          contentType: 'text/html',
        },
      },
    ],
  ],
  [
    'server overloaded',
    [{ on: {}, do: status(429, { retryAfterSeconds: 1 }) }],
  ],
  ['server starting', [{ on: {}, do: status(503) }]],
  ['server broken', [{ on: {}, do: status(500) }]],
  ['gateway timeout', [{ on: {}, do: status(504) }]],
  ['token not known', [{ on: {}, do: status(401), times: 8 }]],
  ['rights taken away', [{ on: {}, do: status(403) }]],
  ['watching forbidden', [{ on: watch, do: status(403), times: 4 }]],
];
