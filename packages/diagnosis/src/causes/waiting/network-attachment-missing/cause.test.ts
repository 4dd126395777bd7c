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

const MULTUS =
  'plugin type="multus" name="multus-cni-network" failed (add): Multus: [shop/web-1/1f]: error loading k8s delegates k8s args: TryLoadPodDelegates: error in getting k8s network for pod: GetNetworkDelegates: ';

describe('network-attachment-missing', () => {
  it('names the network and the namespace it was looked for in', () => {
    const one = found(
      network(
        `${MULTUS}failed getting the delegate: getKubernetesDelegate: cannot find a network-attachment-definition (storage-net) in namespace (infra): network-attachment-definitions.k8s.cni.cncf.io "storage-net" not found`,
      ),
    );
    expect(one?.what.en).toContain('“storage-net” of namespace “infra”');
    expect(one?.why.en).not.toContain('write namespace/name');
    expect(one?.steps[0]?.command).toBe(
      'kubectl -n infra get network-attachment-definitions.k8s.cni.cncf.io',
    );
  });

  it.each([
    [
      'network-attachment-definitions.k8s.cni.cncf.io "lan" not found',
      'is misspelt',
    ],
    [
      'namespace isolation enabled, annotation violates permission, pod is in namespace shop but refers to target namespace infra',
      'namespace isolation',
    ],
    [
      'failed getting the delegate: getKubernetesDelegate: cannot find a network-attachment-definition (lan) in namespace (shop): the server could not find the requested resource',
      'CRD',
    ],
    [
      'parsePodNetworkAnnotation: failed to parse pod Network Attachment Selection Annotation JSON format: invalid character',
      'cannot be read',
    ],
  ])('tells %s', (message, words) => {
    expect(found(network(`${MULTUS}${message}`))?.why.en).toContain(words);
  });

  it.each([
    'plugin type="multus" failed (add): error adding container to network "lan": failed to lookup master "eth1": Link not found',
    `${MULTUS}cannot find a network-attachment-definition (lan) in namespace (shop): Unauthorized`,
  ])('leaves other faults of extra networks alone: %s', message => {
    expect(found(network(message))).toBeUndefined();
  });
});
