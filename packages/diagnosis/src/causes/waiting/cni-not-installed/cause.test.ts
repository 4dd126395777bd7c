import { event, findings, node, pod, waitingPod } from '../../../testing';
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

const UNREADY =
  'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
const unready = () => [
  waitingPod('ContainerCreating'),
  event('NetworkNotReady', UNREADY, ['count', 9]),
];

describe('cni-not-installed', () => {
  it('reads the kubelet’s event', () => {
    const [one] = findings(cause, unready());
    expect(one?.what.en).toContain(
      'node “worker” has no pod network set up (tried 9 times',
    );
    expect(one?.quotes[0]?.value).toBe(UNREADY);
  });

  it('names the program that is missing, and where it was looked for', () => {
    const one = found(
      network(
        'plugin type="multus" failed (add): Multus: error in invoke Delegate add - "macvlan": failed to find plugin "macvlan" in path [/opt/cni/bin /usr/lib/cni]',
      ),
    );
    expect(one?.what.en).toContain(
      '“macvlan” of its network plugin (looked for in /opt/cni/bin /usr/lib/cni)',
    );
  });

  it.each([
    ['cni plugin not initialized', 'puts its settings'],
    [
      'networkPlugin cni failed to set up pod "web-1_shop" network: cni config uninitialized',
      'puts its settings',
    ],
    [
      'No CNI configuration file in /etc/cni/net.d/. Has your network provider started?',
      'puts its settings',
    ],
    [
      'plugin type="calico" failed (add): fork/exec /opt/cni/bin/calico: exec format error',
      'cannot be used',
    ],
    [
      'plugin type="calico" failed (add): fork/exec /opt/cni/bin/calico: permission denied',
      'cannot be used',
    ],
  ])('tells what is missing: %s', (message, words) => {
    expect(found(network(message))?.why.en).toContain(words);
  });

  it('says when no pod of a plugin is on the node', () => {
    const proxy = pod(
      ['metadata.name', 'kube-proxy-1'],
      ['metadata.namespace', 'kube-system'],
      ['metadata.uid', 'p'],
    );
    const [one] = findings(cause, [...unready(), node(), proxy]);
    expect(one?.why.en).toContain('No pod of a known plugin is on that node');
    const flannel = pod(
      ['metadata.name', 'kube-flannel-ds-8xk2p'],
      ['metadata.namespace', 'kube-flannel'],
      ['metadata.uid', 'f'],
      ['status.containerStatuses.0.ready', false],
      [
        'status.containerStatuses.0.state',
        { waiting: { reason: 'ImagePullBackOff' } },
      ],
    );
    const [other] = findings(cause, [...unready(), node(), flannel]);
    expect(other?.why.en).toContain(
      'kube-flannel/kube-flannel-ds-8xk2p on the node is not ready (ImagePullBackOff)',
    );
  });

  it('gives way where the node itself is not ready', () => {
    const [one] = findings(cause, [
      ...unready(),
      node(['status.conditions.0.status', 'False']),
    ]);
    expect(one?.givesWay).toBe(true);
  });

  it('leaves a plugin that answers alone', () => {
    expect(
      found(network('plugin type="calico" failed (add): boom')),
    ).toBeUndefined();
  });
});
