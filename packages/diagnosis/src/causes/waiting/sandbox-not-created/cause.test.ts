import { ago, event, findings, waitingPod } from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedCreatePodSandBox', message);
const creating = () => waitingPod('ContainerCreating');

describe('sandbox-not-created', () => {
  it.each([
    [
      'runtime class',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "kata" is configured',
      'runtime class',
    ],
    [
      'host-local',
      'Failed to create pod sandbox: failed to setup network for sandbox "a": plugin type="bridge" failed (add): no IP addresses available in range set: 10.0.0.1-10.0.0.254',
      'no free address',
    ],
    [
      'AWS',
      'failed to setup network for sandbox "a": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
      'no free address',
    ],
    [
      'dockershim',
      'Failed create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container "a" network for pod "web": networkPlugin cni failed to set up pod "web" network: open /run/flannel/subnet.env: no such file or directory',
      'network plugin (CNI)',
    ],
    [
      'CRI-O',
      'failed to create pod network sandbox k8s_web(1): No CNI configuration file in /etc/cni/net.d/. Has your network provider started?',
      'network plugin (CNI)',
    ],
    [
      'pause image',
      'failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image: dial tcp: i/o timeout',
      'pause image',
    ],
    [
      'anything else',
      'failed to reserve sandbox name "web": name is reserved',
      'in the evidence',
    ],
  ])('tells what the runtime says: %s', (_, message, words) => {
    const [found] = findings(cause, [creating(), failed(message)]);
    expect(found?.why.en).toContain(words);
  });

  it('adds up folded and unfolded events', () => {
    const again = { ...failed('b'), count: 4, metadata: { name: 'b' } };
    const [found] = findings(cause, [creating(), failed('a'), again]);
    expect(found?.what.en).toContain('failed 5 times');
  });

  it.each([
    ['runs', { running: { startedAt: ago(5) } }],
    ['waits for an image', { waiting: { reason: 'ErrImagePull' } }],
    ['ended', { terminated: { exitCode: 1 } }],
  ])('leaves a pod alone whose container %s', (_, state) => {
    const pod = waitingPod('ContainerCreating', undefined, [
      'status.containerStatuses.0.state',
      state,
    ]);
    expect(findings(cause, [pod, failed('CNI')])).toEqual([]);
  });

  it('leaves a slow start without such an event alone', () => {
    const pulling = event('Pulling', 'Pulling image "web"');
    expect(findings(cause, [creating(), pulling])).toEqual([]);
  });
});
