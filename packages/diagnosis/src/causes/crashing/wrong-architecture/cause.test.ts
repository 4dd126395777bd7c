import {
  containerStatus,
  crashingPod,
  diagnosisBy,
  findings,
  node,
  pod,
} from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec /app/serve: exec format error: unknown',
    '“/app/serve”',
  ],
  [
    'dockershim',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "/app/serve": exec format error: unknown',
    '“/app/serve”',
  ],
  [
    'crun',
    'container create failed: exec container process `/app/serve`: Exec format error',
    '“/app/serve”',
  ],
  [
    'old runc',
    'standard_init_linux.go:228: exec user process caused: exec format error',
    'not in a form',
  ],
  [
    'Windows',
    'hcs::CreateComputeSystem 8f00: The container operating system does not match the host operating system.',
    'another build of Windows than node “worker”',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('wrong-architecture', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it('chooses the build of Windows, not the processor', () => {
    const [, message = ''] = WORDINGS.find(([on]) => on === 'Windows') ?? [];
    const [found] = findings(cause, [failing(message)]);
    expect(found?.why.en).toContain('same Windows build');
    expect(found?.steps.map(({ text }) => text.en).join()).not.toContain(
      'arch',
    );
  });

  it.each([
    [
      'no such program',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/serve": stat /app/serve: no such file or directory: unknown',
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
    'exec /app/serve: exec format error',
    'standard_init_linux.go:211: exec user process caused "exec format error"',
    '[FATAL tini (7)] exec /app/serve failed: Exec format error',
    '/bin/sh: 1: /app/serve: Exec format error',
    "qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory",
  ])('reads the last step in the log: %s', line => {
    const ended = crashingPod({ reason: 'Error', exitCode: 255 });
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

  it('names the architecture of the node', () => {
    const failed = failing('exec /app/serve: exec format error');
    const [found] = findings(cause, [failed, node()]);
    expect(found?.what.en).toContain('node “worker” (amd64)');
    expect(found?.quotes.some(({ from }) => from === 'nodes')).toBe(true);
  });

  it('does not take a program that speaks of another for it', () => {
    const ended = crashingPod({ reason: 'Error', exitCode: 1 });
    const logs = {
      app: { previous: 'INFO cannot load plugin: exec format error\n' },
    };
    expect(findings(cause, [ended], { logs })).toEqual([]);
  });
});
