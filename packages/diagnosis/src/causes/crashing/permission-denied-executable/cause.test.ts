import { containerStatus, crashingPod, findings, pod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/run.sh": permission denied: unknown',
    '“/app/run.sh”',
  ],
  [
    'dockershim',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/app/run.sh": permission denied: unknown',
    '“/app/run.sh”',
  ],
  [
    'dockershim before 2019',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \\"/app/run.sh\\": permission denied": unknown',
    '“/app/run.sh”',
  ],
  [
    'crun',
    'container create failed: open executable: Permission denied',
    'the program',
  ],
  [
    'runc, the last step',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec /app/run.sh: permission denied',
    '“/app/run.sh”',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('permission-denied-executable', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    ['a file that may not be read', 'open /etc/app.conf: permission denied'],
    [
      'a directory',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: chdir to cwd ("/root") set in config.json failed: permission denied: unknown',
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
    'exec /app/run.sh: permission denied',
    'standard_init_linux.go:228: exec user process caused: permission denied',
  ])('reads the last step in the log: %s', line => {
    const ended = crashingPod({ reason: 'Error', exitCode: 126 });
    const logs = { app: { previous: `${line}\n`, current: '' } };
    const [found] = findings(cause, [ended], { logs });
    expect(found?.quotes[0]).toEqual({
      from: 'logs',
      at: 'app.previous',
      value: line,
    });
  });

  it('names the user it runs as', () => {
    const failed = crashingPod(
      { reason: 'StartError', exitCode: 128, message: WORDINGS[0]?.[1] ?? '' },
      ['spec.securityContext', { runAsUser: 1000 }],
    );
    expect(findings(cause, [failed])[0]?.why.en).toContain('1000');
  });
});
