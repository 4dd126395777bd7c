import type { Tweak } from '../../../testing';
import { ago, event, findings, node, pod, waitingPod } from '../../../testing';
import cause from './cause';

const UNREADY: Tweak = ['status.conditions.3.status', 'False'];
const unready = (message: string) =>
  node([
    'status.conditions.0',
    {
      type: 'Ready',
      status: 'False',
      reason: 'KubeletNotReady',
      message,
      lastTransitionTime: ago(240),
    },
  ]);

describe('node-not-ready', () => {
  it.each([
    [
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
      'pod network (CNI)',
    ],
    [
      'runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
      'pod network (CNI)',
    ],
    [
      'PLEG is not healthy: pleg was last seen active 3m18s ago; threshold is 3m0s',
      'too slowly (PLEG)',
    ],
    [
      '[container runtime is down, PLEG is not healthy: pleg was last seen active 12m4s ago; threshold is 3m0s]',
      'runtime does not work',
    ],
    [
      'container runtime not ready: RuntimeReady=false reason:DockerDaemonNotReady message:docker: failed to get docker version',
      'runtime does not work',
    ],
    ['CSINode is not yet initialized', 'storage drivers'],
    [
      'missing node capacity for resources: ephemeral-storage',
      'its own resources',
    ],
    ['node is shutting down', 'is shutting down'],
    ['something new', 'its kubelet says so'],
  ])('reads %s', (message, words) => {
    const [found] = findings(cause, [pod(UNREADY), unready(message)]);
    expect(found?.what.en).toContain(`has been not ready for 4 min: `);
    expect(found?.what.en).toContain(words);
    expect(found?.severity).toBe('critical');
  });

  it('warns only, of a pod that is ready still', () => {
    const [found] = findings(cause, [
      pod(),
      unready('container runtime is down'),
    ]);
    expect(found?.severity).toBe('warning');
  });

  it('warns only, of a pod with a fault of its own', () => {
    const typo = waitingPod('ImagePullBackOff');
    const [found] = findings(cause, [
      typo,
      unready('container runtime is down'),
    ]);
    expect(found?.severity).toBe('warning');
  });

  it('quotes what failed on the node', () => {
    const told = event(
      'KubeletSetupFailed',
      'Failed to start ContainerManager',
      ['involvedObject', { kind: 'Node', name: 'worker', uid: 'worker' }],
    );
    const [found] = findings(cause, [pod(UNREADY), unready('x'), told]);
    expect(found?.quotes.some(({ from }) => from === 'nodeEvents')).toBe(true);
  });

  it.each([
    ['its node is ready', pod(UNREADY), node()],
    [
      'its node is silent',
      pod(UNREADY),
      node(['status.conditions.0.status', 'Unknown']),
    ],
    ['it is over', pod(['status.phase', 'Failed']), unready('x')],
    [
      'another node is not ready',
      pod(UNREADY, ['spec.nodeName', 'other']),
      unready('x'),
    ],
  ])('leaves a pod alone when %s', (_, subject, worker) => {
    expect(findings(cause, [subject, worker])).toEqual([]);
  });
});
