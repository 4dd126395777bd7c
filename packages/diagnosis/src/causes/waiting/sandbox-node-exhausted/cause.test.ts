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
  'rpc error: code = Unknown desc = failed to create containerd task: ';

describe('sandbox-node-exhausted', () => {
  it.each([
    ['mkdir /var/log/pods/shop_web-1_1: no space left on device', 'disk space'],
    [
      `${TASK}mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1: no space left on device`,
      'control groups',
    ],
    [
      `${TASK}failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable`,
      'processes or threads',
    ],
    [
      `${TASK}failed to create fsnotify watcher: too many open files`,
      'file watches',
    ],
    [`${TASK}accept4: too many open files`, 'file handles'],
    [
      `${TASK}unable to join session keyring: unable to create session key: disk quota exceeded`,
      'kernel keys',
    ],
    [`${TASK}fork/exec /usr/bin/runc: cannot allocate memory`, 'memory'],
    [
      network(
        'plugin type="host-local" failed (add): open /var/lib/cni/networks/lock: no space left on device',
      ),
      'disk space',
    ],
  ])('names what is used up: %s', (message, words) => {
    expect(found(message)?.what.en).toContain(`has no ${words}`);
  });

  it.each([
    [
      'addresses',
      network(
        'plugin type="bridge" failed (add): no IP addresses available in range set: 10.0.0.1-10.0.0.6',
      ),
    ],
    [
      'user namespaces',
      'failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device',
    ],
    [
      'a lock on packet rules',
      network(
        'plugin type="portmap" failed (add): running [iptables]: exit status 4: Resource temporarily unavailable',
      ),
    ],
  ])('leaves a lack of %s alone', (_, message) => {
    expect(found(message)).toBeUndefined();
  });
});
