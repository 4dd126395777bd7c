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

describe('cni-no-addresses', () => {
  it.each([
    [
      'plugin type="calico" failed (add): network: no podCidr for node worker-1',
      'podCIDR',
    ],
    [
      'plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254',
      'range of its own',
    ],
    [
      'plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
      'address of the VPC',
    ],
    [
      'Failed to allocate pool: Failed to delegate: Failed to allocate address: No available addresses',
      'set aside for the node in the subnet',
    ],
    [
      'plugin type="calico" failed (add): failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No IPs available in pools: [10.99.9.0/29]',
      'IPPool',
    ],
    [
      'plugin type="cilium-cni" failed (add): unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure No more IPs available',
      'Cilium operator',
    ],
    [
      'plugin type="multus" failed (add): error adding container to network "macvlan-conf": Could not allocate IP in range: ip: 192.168.2.225 / - 192.168.2.230',
      'NetworkAttachmentDefinition',
    ],
  ])('says where addresses come from: %s', (message, words) => {
    expect(found(network(message))?.why.en).toContain(words);
  });

  it.each([
    [
      '10.244.1.1-10.244.1.254',
      'range 10.244.1.1-10.244.1.254 (254 addresses)',
    ],
    ['10.252.2.4-10.252.2.4', '(1 address)'],
    ['fd00::1-fd00::ff', 'range fd00::1-fd00::ff is used up'],
  ])('names the range %s and its size', (range, words) => {
    const message = network(
      `plugin type="ptp" failed (add): no IP addresses available in range set: ${range}`,
    );
    expect(found(message)?.why.en).toContain(words);
  });

  it('names a pool', () => {
    const message = network(
      'plugin type="calico" failed (add): No IPs available in pools: [10.99.9.0/29]',
    );
    expect(found(message)?.why.en).toContain('10.99.9.0/29 is used up');
  });

  it('says how full the node is, with the pods of the cluster known', () => {
    const message = network(
      'plugin type="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
    );
    const other = pod(
      ['metadata.name', 'a'],
      ['metadata.namespace', 'other'],
      ['metadata.uid', 'a'],
    );
    const [full] = findings(cause, [
      ...said(message),
      other,
      node(['status.allocatable.pods', '29']),
    ]);
    expect(full?.why.en).toContain(
      'holds 2 pods, this one among them, and takes at most 29',
    );
  });

  it.each([
    [
      'the agent',
      'unable to allocate IP address: Post http://127.0.0.1:6784/ip/3d4: dial tcp 127.0.0.1:6784: connect: connection refused',
    ],
    [
      'the API',
      'plugin type="calico" failed (add): failed to request IPv4 addresses: connection is unauthorized: Unauthorized',
    ],
    [
      'another pod’s address',
      'plugin type="host-local" failed (add): 10.1.2.3 has been allocated to b, duplicate allocation is not allowed',
    ],
  ])('leaves a fault of %s alone', (_, message) => {
    expect(found(network(message))).toBeUndefined();
  });
});
