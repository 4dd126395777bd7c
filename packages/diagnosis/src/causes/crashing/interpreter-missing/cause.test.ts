import {
  containerStatus,
  crashingPod,
  diagnosisBy,
  findings,
  pod,
} from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'runc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec /app/run.sh: no such file or directory',
    '“/app/run.sh”',
  ],
  [
    'crun',
    'container create failed: exec container process (missing dynamic library?) `/app/serve`: No such file or directory',
    '“/app/serve”',
  ],
  [
    'old runc',
    'standard_init_linux.go:228: exec user process caused: no such file or directory',
    'what should run it',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('interpreter-missing', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'no such program',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/run.sh": stat /app/run.sh: no such file or directory: unknown',
    ],
  ])('leaves %s to another cause', (_, message) => {
    expect(findings(cause, [failing(message)])).toEqual([]);
  });

  it('says nothing once the container runs, or the pod is on its way out', () => {
    const [, message = ''] = WORDINGS[0] ?? [];
    const terminated = { reason: 'StartError', exitCode: 128, message };
    const status = containerStatus(['lastState', { terminated }]);
    const runs = pod(['status.containerStatuses.0', status]);
    expect(findings(cause, [runs])).toEqual([]);
    const leaving = {
      ...failing(message),
      metadata: { name: 'web-1', deletionTimestamp: '2026-01-15T12:00:10Z' },
    };
    expect(findings(cause, [leaving])).toEqual([]);
  });

  it.each([
    'exec /app/run.sh: no such file or directory',
    'standard_init_linux.go:211: exec user process caused "no such file or directory"',
    "/usr/bin/env: 'bash\\r': No such file or directory",
    "env: can't execute 'python3': No such file or directory",
    '/bin/sh: /app/run.sh: /bin/bash^M: bad interpreter: No such file or directory',
  ])('reads the last step in the log: %s', line => {
    const ended = crashingPod({ reason: 'Error', exitCode: 127 });
    const logs = { app: { previous: `${line}\n`, current: '' } };
    const [found] = findings(cause, [ended], { logs });
    expect(found?.quotes[0]).toEqual({
      from: 'logs',
      at: 'app.previous',
      value: line,
    });
  });

  it('is unchecked when it ended at once and no log was read', () => {
    const times = {
      startedAt: '2026-01-15T11:59:00Z',
      finishedAt: '2026-01-15T11:59:00Z',
    };
    const ended = crashingPod({ reason: 'Error', exitCode: 255, ...times });
    expect(diagnosisBy(cause, [ended]).unchecked).toMatchObject([
      { fact: 'logs' },
    ]);
    const later = crashingPod({ reason: 'Error', exitCode: 255 });
    expect(diagnosisBy(cause, [later]).unchecked).toEqual([]);
  });
});
