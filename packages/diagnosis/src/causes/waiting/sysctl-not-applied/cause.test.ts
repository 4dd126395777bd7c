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
  'rpc error: code = Unknown desc = failed to create containerd task: OCI runtime create failed: runc create failed: ';
const asks = (name: string): Tweak => [
  'spec.securityContext',
  { sysctls: [{ name, value: '1' }] },
];

describe('sysctl-not-applied', () => {
  it.each([
    [
      `${TASK}error during container init: write /proc/sys/net/ipv4/ip_local_port_range: invalid argument: unknown`,
      'net.ipv4.ip_local_port_range',
      'out of range',
    ],
    [
      `${TASK}error during container init: open /proc/sys/net/ipv4/tcp_foo: no such file or directory: unknown`,
      'net.ipv4.tcp_foo',
      'does not know that setting',
    ],
    [
      `${TASK}process_linux.go:281: applying cgroup caused sysctl "net.core.somaxconn" is not in a separate kernel namespace`,
      'net.core.somaxconn',
      'whole node',
    ],
    [
      'error creating sandbox: crun: write to /proc/sys/kernel/shm_rmid_forced: Invalid argument: OCI runtime error',
      'kernel.shm_rmid_forced',
      'out of range',
    ],
    [
      `${TASK}error during container init: open /proc/sys/kernel/shmmax: read-only file system`,
      'kernel.shmmax',
      'may not change it',
    ],
  ])('names the setting and why: %s', (message, setting, words) => {
    const one = found(message, asks(setting));
    expect(one?.what.en).toContain(`“${setting}” of its security context`);
    expect(one?.why.en).toContain(words);
    expect(one?.quotes.at(-1)?.value).toBe(setting);
  });

  it('knows a name written with slashes', () => {
    const one = found(
      `${TASK}write /proc/sys/net/ipv4/ip_local_port_range: invalid argument`,
      asks('net/ipv4/ip_local_port_range'),
    );
    expect(one?.what.en).toContain('of its security context');
  });

  it('says when the pod does not ask for it itself', () => {
    const one = found(
      `${TASK}open /proc/sys/net/ipv4/ip_unprivileged_port_start: no such file or directory`,
    );
    expect(one?.why.en).toContain('sets it for every pod');
    expect(one?.steps[0]?.text.en).toContain('Compare the kernels');
  });

  it('leaves settings of the network plugin alone', () => {
    expect(
      found(
        network(
          'plugin type="ptp" failed (add): failed to enable forwarding: open /proc/sys/net/ipv4/ip_forward: read-only file system',
        ),
      ),
    ).toBeUndefined();
  });
});
