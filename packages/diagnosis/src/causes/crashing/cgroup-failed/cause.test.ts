import { containerStatus, crashingPod, findings, pod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'a value',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: unable to apply cgroup configuration: failed to write "400000": write /sys/fs/cgroup/cpu,cpuacct/kubepods/burstable/pod1/8f/cpu.cfs_quota_us: invalid argument: unknown',
    'does not take the value',
  ],
  [
    'full',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1/8f: cannot allocate memory: unknown',
    'another control group',
  ],
  [
    'full, old',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:301: applying cgroup configuration for process caused \\"mkdir /sys/fs/cgroup/memory/kubepods/pod1/8f: no space left on device\\"": unknown',
    'another control group',
  ],
  [
    'two drivers',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/burstable/pod1/8f" instead: unknown',
    'name it differently',
  ],
  [
    'systemd',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to apply cgroup configuration: unable to start unit "cri-containerd-8f.scope" (properties []): Unit cri-containerd-8f.scope already exists.: unknown',
    'systemd',
  ],
  [
    'gone',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to apply cgroup configuration: openat2 /sys/fs/cgroup/kubepods.slice/pod1/cgroup.procs: no such file or directory: unknown',
    'find the control group',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('cgroup-failed', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a small limit',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown',
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
});
