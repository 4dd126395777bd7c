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

describe('sandbox-timeout', () => {
  it.each([
    [
      'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'time limit',
    ],
    [
      'rpc error: code = Unknown desc = operation timeout: context deadline exceeded',
      'time limit',
    ],
    [
      'rpc error: code = Unknown desc = failed to reserve sandbox name "web-1_shop_0": name "web-1_shop_0" is reserved for "9b2e"',
      'still holds the sandbox’s name',
    ],
    [
      'rpc error: code = Unknown desc = pod sandbox with name "k8s_web-1_shop_0" already exists',
      'still holds the sandbox’s name',
    ],
    [
      'rpc error: code = Unknown desc = Conflict. The container name "/k8s_POD_web-1" is already in use by container "e5b3".',
      'still holds the sandbox’s name',
    ],
    [
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
      'is not running',
    ],
    [
      'rpc error: code = Unknown desc = Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'is not running',
    ],
  ])('says how it failed: %s', (message, words) => {
    expect(found(message)?.why.en).toContain(words);
  });

  it('says how far CRI-O got', () => {
    const one = found(
      'Kubelet may be retrying requests that are timing out in CRI-O due to system load. Currently at stage sandbox storage creation: context deadline exceeded: error reserving pod name k8s_web: name is reserved',
    );
    expect(one?.why.en).toContain('“sandbox storage creation”');
  });

  it.each([
    network(
      'plugin type="cilium-cni" failed (add): unable to create endpoint: context deadline exceeded',
    ),
    'failed to create containerd task: systemd: unit timed out',
    'failed to get sandbox image "r.io/pause:3.9": context deadline exceeded',
  ])('leaves what is known to hang alone: %s', message => {
    expect(found(message)).toBeUndefined();
  });
});
