import { containerStatus, crashingPod, findings, pod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'runc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec /app/serve: argument list too long: unknown',
    'larger than the kernel',
  ],
  [
    'dockershim',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/app/serve": argument list too long',
    'larger than the kernel',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('environment-too-large', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a list',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "list": executable file not found in $PATH: unknown',
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
    'exec /bin/sleep: argument list too long',
    'standard_init_linux.go:228: exec user process caused: argument list too long',
    '/bin/sh: 1: /app/serve: Argument list too long',
  ])('reads the last step in the log: %s', line => {
    const ended = crashingPod({ reason: 'Error', exitCode: 1 });
    const logs = { app: { previous: `${line}\n`, current: '' } };
    const [found] = findings(cause, [ended], { logs });
    expect(found?.quotes[0]).toEqual({
      from: 'logs',
      at: 'app.previous',
      value: line,
    });
  });

  it('counts what is taken whole', () => {
    const failed = crashingPod(
      { reason: 'StartError', exitCode: 128, message: WORDINGS[0]?.[1] ?? '' },
      [
        'spec.containers.0.envFrom',
        [{ configMapRef: { name: 'a' } }, { secretRef: { name: 'b' } }],
      ],
    );
    expect(findings(cause, [failed])[0]?.why.en).toContain(
      '2 whole config maps',
    );
  });
});
