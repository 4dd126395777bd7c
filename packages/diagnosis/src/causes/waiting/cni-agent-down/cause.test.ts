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

const CALICO =
  'plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/';
const agent = (...tweaks: Tweak[]) =>
  pod(
    ['metadata.name', 'calico-node-x7k2p'],
    ['metadata.namespace', 'kube-system'],
    ['metadata.uid', 'agent'],
    ['spec.hostNetwork', true],
    ...tweaks,
  );

describe('cni-agent-down', () => {
  it.each([
    [CALICO, 'writes a file'],
    [
      'plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory',
      'writes a file',
    ],
    [
      'plugin type="multus" failed (add): error adding container to network "ovn-kubernetes": CNI request failed with status 400: failed to get pod annotation: timed out waiting for annotations: context deadline exceeded',
      'controller',
    ],
    [
      'plugin type="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: dial tcp 127.0.0.1:50051: connect: connection refused',
      'Nothing listens',
    ],
    [
      'plugin type="cilium-cni" failed (add): unable to create endpoint: Cilium API client timeout exceeded',
      'overloaded',
    ],
    [
      'plugin type="cilium-cni" failed (add): Unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests',
      'overloaded',
    ],
  ])('says what was waited for: %s', (message, words) => {
    expect(found(network(message))?.why.en).toContain(words);
  });

  it('sees that its DaemonSet leaves the node out', () => {
    const objects = [
      ...said(network(CALICO)),
      agent(['spec.nodeName', 'other']),
    ];
    const [first] = findings(cause, objects, {
      subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      asked: ['events', 'scheduledPods'],
    });
    expect(first?.why.en).toContain('no pod of it, while 1 other node has one');
  });

  it('names the plugin', () => {
    expect(found(network(CALICO))?.what.en).toContain(
      '(Calico) on node “worker”',
    );
  });

  it('looks the agent’s pod up, and says how it fares', () => {
    const crashing = agent(
      ['status.containerStatuses.0.ready', false],
      ['status.containerStatuses.0.restartCount', 7],
      [
        'status.containerStatuses.0.state',
        { waiting: { reason: 'CrashLoopBackOff' } },
      ],
    );
    const [down] = findings(cause, [
      ...said(network(CALICO)),
      node(),
      crashing,
    ]);
    expect(down?.why.en).toContain(
      'kube-system/calico-node-x7k2p is not ready (CrashLoopBackOff), restarted 7 times',
    );
    expect(down?.steps.map(({ command }) => command)).toContain(
      'kubectl -n kube-system logs calico-node-x7k2p --all-containers --tail=50',
    );
    const [up] = findings(cause, [...said(network(CALICO)), node(), agent()]);
    expect(up?.why.en).toContain('says that it is ready');
  });

  it.each<[string, Tweak]>([
    ['another node', ['spec.nodeName', 'other']],
    ['somebody’s own namespace', ['metadata.namespace', 'team-a']],
    ['another plugin', ['metadata.name', 'cilium-x7k2p']],
  ])('does not take a pod of %s for the agent', (_, tweak) => {
    const [one] = findings(cause, [
      ...said(network(CALICO)),
      node(),
      agent(tweak),
    ]);
    expect(one?.why.en).not.toContain('Its pod');
  });

  it('says nothing of an agent whose status is not known', () => {
    const slim = agent(['status.containerStatuses', []]);
    const [one] = findings(cause, [...said(network(CALICO)), node(), slim]);
    expect(one?.why.en).not.toContain('Its pod');
  });

  it.each([
    'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    'plugin type="calico" failed (add): error getting ClusterInformation: Get "https://10.96.0.1:443/apis": dial tcp 10.96.0.1:443: i/o timeout',
    'plugin type="bridge" failed (add): failed to find plugin "bridge" in path [/opt/cni/bin]',
  ])('leaves other faults alone: %s', message => {
    expect(found(network(message))).toBeUndefined();
  });

  it.each([
    'plugin type="ovn-k8s-cni-overlay" name="ovn-kubernetes" failed (add): failed to run ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (No such file or directory)',
    'networkPlugin cni failed to set up pod "web-1_shop" network: request ip return 500 configure nic failed add nic to ovs failed failed to run \'ovs-vsctl --timeout=30 --may-exist add-port br-int 8b0c_h\': exit status 1\n "ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Protocol error)\\n": ""',
    'plugin type="kube-ovn" failed (add): RPC failed; request ip return 500 configure nic failed failed to run \'ovs-vsctl --timeout=30 add-port br-int 8b0c_h\': signal: alarm clock',
  ])('says that it is the switch of the node: %s', message => {
    const one = found(network(message));
    expect(one?.what.en).toContain('Open vSwitch');
    expect(one?.steps.at(-1)?.text.en).toContain('Restart Open vSwitch');
  });

  it('names the database of the switch', () => {
    const one = found(
      network(
        'plugin type="kube-ovn" failed (add): "ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Protocol error)"',
      ),
    );
    expect(one?.why.en).toContain(
      'its database /var/run/openvswitch/db.sock failed (Protocol error).',
    );
  });

  it('says where the plugin called in vain', () => {
    const one = found(
      network(
        'plugin type="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:50051: connect: connection refused"',
      ),
    );
    expect(one?.why.en).toContain(
      'The plugin called a program on the node itself, at 127.0.0.1:50051 (the connection is refused).',
    );
  });
});
