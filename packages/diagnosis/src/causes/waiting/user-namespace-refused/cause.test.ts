import { event, findings, node, waitingPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const said = (message: string, ...tweaks: Tweak[]) => [
  waitingPod('ContainerCreating', undefined, ...tweaks),
  event('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`, [
    'count',
    3,
  ]),
];
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, said(message, ...tweaks))[0];

const OWN: Tweak = ['spec.hostUsers', false];

describe('user-namespace-refused', () => {
  it.each([
    [
      "can't set `spec.hostUsers: false`, runtime does not support user namespaces",
      'containerd 2.0',
    ],
    ['the handler "" is not known', 'containerd 2.0'],
    [
      `the feature gate "UserNamespacesSupport" is disabled: can't set spec.HostUsers`,
      'switched off',
    ],
    [
      'could not find an empty slot to allocate a user namespace',
      'no free range',
    ],
    [
      'failed to create network namespace for sandbox "a": failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device',
      'Linux 6.3',
    ],
    [
      'failed to mount container k8s_POD_web: create mapped mount for "/var/lib/containers/storage/overlay": invalid argument',
      'Linux 6.3',
    ],
    ['user namespace configuration: nobody knows', 'in the evidence'],
  ])('says what is missing: %s', (message, words) => {
    expect(found(message, OWN)?.why.en).toContain(words);
  });

  it('names the runtime of the node', () => {
    const [one] = findings(cause, [
      ...said('runtime does not support user namespaces', OWN),
      node(),
    ]);
    expect(one?.why.en).toContain('The node runs containerd 1.6.20.');
    expect(one?.quotes).toContainEqual({
      from: 'pod',
      at: 'spec.hostUsers',
      value: false,
    });
  });

  it.each([
    'the handler "kata" is not known',
    'failed to create network namespace for sandbox "a": permission denied',
  ])('leaves other faults alone: %s', message => {
    expect(found(message, OWN)).toBeUndefined();
  });
});
