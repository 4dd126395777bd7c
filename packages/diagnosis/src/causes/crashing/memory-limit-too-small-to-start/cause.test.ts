import {
  containerStatus,
  crashingPod,
  event,
  findings,
  pod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'runc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
    'memory limit',
  ],
  [
    'Docker',
    'Error response from daemon: Minimum memory limit allowed is 6MB',
    'memory limit',
  ],
  [
    'CRI-O',
    'set memory limit 1048576 too low; should be at least 12582912',
    'memory limit',
  ],
  [
    'old runc',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:508: setting cgroup config for procHooks process caused: failed to write "4194304" to "/sys/fs/cgroup/memory/kubepods/pod1/8f/memory.limit_in_bytes": write /sys/fs/cgroup/memory/kubepods/pod1/8f/memory.limit_in_bytes: device or resource busy: unknown',
    'memory limit',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('memory-limit-too-small-to-start', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a first process that died, without a limit',
      'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:303: getting the final child\'s pid from pipe caused \\"EOF\\"": unknown',
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

  const limited = (memory: string) =>
    waitingPod('ContainerCreating', undefined, [
      'spec.containers.0.resources',
      { limits: { memory } },
    ]);

  it('knows a unit that is a slip', () => {
    const full = event(
      'FailedMount',
      'MountVolume.SetUp failed for volume "kube-api-access-x" : write /var/lib/kubelet/pods/1/token: no space left on device',
    );
    const [found] = findings(cause, [limited('128m'), full]);
    expect(found?.why.en).toContain('“Mi” is most likely meant');
    expect(found?.steps[0]?.text.en).toContain('to 128Mi');
    expect(findings(cause, [limited('128Mi'), full])).toEqual([]);
  });

  it.each([
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container task "8f": cannot start a stopped process: unknown',
  ])('knows a sandbox without memory: %s', message => {
    const failed = event('FailedCreatePodSandBox', message);
    const [found] = findings(cause, [limited('3Mi'), failed]);
    expect(found?.what.en).toContain('memory limit of 3 MiB');
    const network = event(
      'FailedCreatePodSandBox',
      'plugin type="bridge" failed',
    );
    expect(findings(cause, [limited('3Mi'), network])).toEqual([]);
  });

  it('takes a first process that died for it only under a tiny limit', () => {
    const message =
      'process_linux.go:303: getting the final child\'s pid from pipe caused "EOF": unknown';
    const tiny = crashingPod({ reason: 'StartError', exitCode: 128, message }, [
      'spec.containers.0.resources',
      { limits: { memory: '4Mi' } },
    ]);
    expect(findings(cause, [tiny])).toHaveLength(1);
  });
});
