import type { Tweak } from '../../../testing';
import { event, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

const on = {
  subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
  asked: ['events', 'scheduledPods', 'nodes', 'namespacePods'],
} as const;
const agent = (name: string, nodeName = 'worker', ...tweaks: Tweak[]) =>
  pod(
    ['metadata.name', name],
    ['metadata.namespace', 'kube-system'],
    ['metadata.uid', name],
    ['spec.nodeName', nodeName],
    ...tweaks,
  );
const said = (words: string) => [
  waitingPod('ContainerCreating'),
  event(
    'FailedCreatePodSandBox',
    `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "a": ${words}`,
    ['count', 3],
  ),
];

const CILIUM =
  'plugin type="cilium-cni" failed (add): unable to connect to Cilium daemon: failed to create cilium agent client after 30.000000 seconds timeout: Get "http:///var/run/cilium/cilium.sock/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory\nIs the agent running?';
const CALICO =
  'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized';
const FLANNEL =
  'plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory';
const AWS =
  'plugin type="aws-cni" name="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:50051: connect: connection refused"';
const ISTIO =
  'plugin type="istio-cni" name="istio-cni" failed (add): open /etc/cni/net.d/ZZZ-istio-cni-kubeconfig: no such file or directory';

describe('cni-left-over', () => {
  it.each([
    [CILIUM, 'aws-node-2fncd', 'Cilium', 'AWS VPC CNI'],
    [CALICO, 'cilium-x7k2p', 'Calico', 'Cilium'],
    [FLANNEL, 'calico-node-x7k2p', 'Flannel', 'Calico'],
    [AWS, 'cilium-x7k2p', 'AWS VPC CNI', 'Cilium'],
    [ISTIO, 'kube-flannel-ds-x7k2p', 'Istio CNI', 'Flannel'],
  ])('sees what is left of a plugin: %s', (words, other, gone, inPlace) => {
    const [found] = findings(cause, [...said(words), agent(other)], on);
    expect(found?.what.en).toContain(`No pod of ${gone} is in the whole`);
    expect(found?.what.en).toContain(`${inPlace} is ready on the node`);
    expect(found?.steps[2]?.text.en).toContain(gone);
  });

  it.each([
    ['its own agent is there', [agent('cilium-x7k2p'), agent('aws-node-a')]],
    // Not let onto this node, or not yet there.
    ['others have one', [agent('cilium-x7k2p', 'other'), agent('aws-node-a')]],
    ['no other does the work', [agent('kube-proxy-a'), agent('multus-a')]],
    [
      'the other is not ready',
      [
        agent('aws-node-a', 'worker', [
          'status.containerStatuses.0.ready',
          false,
        ]),
      ],
    ],
    ['the other is elsewhere', [agent('aws-node-a', 'other')]],
  ])('is silent when %s', (_, pods) => {
    expect(findings(cause, [...said(CILIUM), ...pods], on)).toEqual([]);
  });

  it.each([
    // It may work without a pod on the node.
    'plugin type="azure-vnet" failed (add): http request failed: dial tcp 127.0.0.1:10090: connect: connection refused',
    'plugin type="bridge" failed (add): failed to set bridge addr',
  ])('is silent on %s', words => {
    const objects = [...said(words), agent('cilium-x7k2p')];
    expect(findings(cause, objects, on)).toEqual([]);
  });

  it('searches the home of plugins when only that is known', () => {
    const name = 'coredns-1';
    const home: Tweak[] = [
      ['metadata.namespace', 'kube-system'],
      ['metadata.name', name],
    ];
    const [found] = findings(
      cause,
      [
        waitingPod('ContainerCreating', undefined, ...home),
        event(
          'FailedCreatePodSandBox',
          `Failed to create pod sandbox: ${CILIUM}`,
          ['involvedObject.namespace', 'kube-system'],
          ['involvedObject.name', name],
          ['metadata.namespace', 'kube-system'],
          ['count', 3],
        ),
        agent('aws-node-2fncd'),
      ],
      {
        subject: { kind: 'Pod', namespace: 'kube-system', name },
        asked: ['events', 'namespacePods'],
      },
    );
    expect(found?.what.en).toContain('No pod of Cilium is in kube-system');
  });

  it('asks for the pods of the cluster where only they could tell', () => {
    const asked = ['events', 'namespacePods'] as const;
    const objects = [...said(CILIUM), agent('aws-node-a')];
    expect(() => findings(cause, objects, { ...on, asked })).toThrow(
      'unchecked: scheduledPods',
    );
  });
});
