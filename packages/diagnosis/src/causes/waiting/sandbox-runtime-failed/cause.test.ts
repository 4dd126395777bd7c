import { event, findings, waitingPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const said = (message: string, ...tweaks: Tweak[]) => [
  waitingPod('ContainerCreating', undefined, ...tweaks),
  event('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`, [
    'count',
    3,
  ]),
];
const network = (message: string) =>
  `rpc error: code = Unknown desc = failed to setup network for sandbox "a": ${message}`;
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, said(message, ...tweaks))[0];

const TASK =
  'rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ';

describe('sandbox-runtime-failed', () => {
  it.each([
    [
      `${TASK}expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/a" instead`,
      'different cgroup drivers',
    ],
    [
      `${TASK}unable to apply cgroup configuration: unable to start unit "a.scope": Message recipient disconnected from message bus`,
      'systemd',
    ],
    [
      `${TASK}unable to apply cgroup configuration: failed to write 100000: open /sys/fs/cgroup/cpu/a/cpu.cfs_quota_us: permission denied`,
      'control group',
    ],
    [
      `${TASK}unified resource "memory.max" can't be set: controller "memory" not available`,
      'cgroup controller',
    ],
    [
      'open /run/systemd/resolve/resolv.conf: no such file or directory',
      'resolvConf',
    ],
    [
      `${TASK}exec: "/pause": stat /pause: no such file or directory`,
      'runc, its shim',
    ],
    [
      'failed to generate sandbox container spec: failed to generate seccomp spec opts: cannot load seccomp profile "/var/lib/kubelet/seccomp/a.json"',
      'security profile',
    ],
    ['NRI RunPodSandbox failed: refused', 'NRI'],
    [
      'failed to create sandbox root directory "/var/lib/containerd/a": read-only file system',
      'read-only',
    ],
    [
      'failed to create containerd task: hcs::CreateComputeSystem a: The container operating system does not match the host operating system.',
      'Windows',
    ],
    [
      'failed to create containerd task: failed to create shim task: qemu: could not access KVM kernel module',
      'virtual machine',
    ],
    [
      'failed to start sandbox container for pod "web-1": Error response from daemon: boom',
      'rather than with the service',
    ],
  ])('says what the runtime means: %s', (message, words) => {
    expect(found(message)?.why.en).toContain(words);
  });

  it('repeats the runtime’s words where it does not know them', () => {
    expect(
      found(
        'failed to start sandbox container for pod "web-1": Error response from daemon: boom',
      )?.what.en,
    ).toContain('The exact words: “');
  });

  it('does not blame a program where the runtime merely failed', () => {
    const one = found(`${TASK}error setting rlimit type 7: not permitted`);
    expect(one?.why.en).toContain('rather than with the service');
    const guest = found(`${TASK}boom`, ['spec.runtimeClassName', 'kata-qemu']);
    expect(guest?.why.en).toContain('virtual machine');
  });

  it.each<[string, Tweak[], boolean, boolean]>([
    [
      "failed to start sandbox container task \"a\": OCI runtime state failed: invalid character 'v' in literal null (expecting 'u'): unknown",
      [['spec.runtimeClassName', 'nvidia']],
      true,
      true,
    ],
    [
      'OCI runtime create failed: unable to retrieve OCI runtime error (open log.json: unexpected end of JSON input)',
      [],
      true,
      false,
    ],
    [
      `${TASK}exec: "/pause": stat /pause: no such file or directory`,
      [['spec.runtimeClassName', 'nvidia']],
      false,
      true,
    ],
    [
      `${TASK}unable to start unit "a.scope": systemd is gone`,
      [['spec.runtimeClassName', 'nvidia']],
      false,
      false,
    ],
  ])('knows the runtime the pod asks for: %s', (message, tweaks, json, own) => {
    const one = found(message, ...tweaks);
    expect(one?.why.en.includes('JSON')).toBe(json);
    expect(one?.why.en.includes('runtime class “nvidia”')).toBe(own);
    expect(one?.why.zh.includes('“nvidia”')).toBe(own);
    expect(one?.what.en).not.toContain('container task');
  });

  it('reads the pod’s own control group, made before the sandbox', () => {
    const [one] = findings(cause, [
      waitingPod('ContainerCreating'),
      event(
        'FailedCreatePodContainer',
        'unable to ensure pod container exists: failed to create container for [kubepods burstable pod1] : dbus: connection closed by user',
      ),
    ]);
    expect(one?.why.en).toContain('systemd');
    expect(one?.what.en).toContain('failed once');
  });

  it.each([
    `${TASK}container init was OOM-killed (memory limit too low?)`,
    `${TASK}mkdir /sys/fs/cgroup/memory/kubepods/pod1: no space left on device`,
    `${TASK}write /proc/sys/net/ipv4/ip_local_port_range: invalid argument`,
    network('plugin type="bridge" failed (add): boom'),
  ])('leaves other faults alone: %s', message => {
    expect(found(message)).toBeUndefined();
  });
});
