import type { Tweak } from '../../../testing';
import { ago, event, findings, node, pod } from '../../../testing';
import cause from './cause';

const due = (seconds: number): Tweak => [
  'metadata.deletionTimestamp',
  ago(seconds),
];
const CALICO =
  'error killing pod: failed to "KillPodSandbox" for "pod-uid-1" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox \\"1a2b\\": plugin type=\\"calico\\" failed (delete): error getting ClusterInformation: connection is unauthorized"';
const failed = (message: string, ...tweaks: Tweak[]) =>
  event('FailedKillPod', message, ['count', 4], ...tweaks);

describe('sandbox-not-removed', () => {
  it('names plug-in, node, attempts and time', () => {
    const [found] = findings(cause, [pod(due(600)), failed(CALICO)]);
    expect(found?.what.en).toBe(
      'Pod “web-1” stays, because node “worker” fails to take down its network (4 failed attempts, the last 60 s ago).',
    );
    expect(found?.why.en).toContain('“calico”');
    expect(found?.steps[1]?.text.en).toContain('plug-in “calico” on node');
    expect(found?.steps[2]?.text.en).toContain('Restart that pod');
  });

  it.each([
    'error killing pod: failed to "KillPodSandbox" for "1a" with KillPodSandboxError: "rpc error: code = Unknown desc = networkPlugin cni failed to teardown pod \\"web-1_shop\\" network: could not teardown ipv4 dnat"',
    'error killing pod: rpc error: code = Unknown desc = failed to stop sandbox 1a2b: failed to destroy network',
  ])('knows the words %s', message => {
    const found = findings(cause, [pod(due(600)), failed(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.steps[1]?.text.en).toContain('network plug-in on node');
  });

  const other = (name: string) =>
    pod(
      ['metadata.name', name],
      ['metadata.namespace', 'kube-system'],
      ['metadata.uid', name],
    );
  const on = {
    subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
    asked: ['events', 'nodes', 'scheduledPods', 'namespacePods'],
  } as const;

  it('names the pod to restart when the API refuses its sign-in', () => {
    const objects = [pod(due(600)), failed(CALICO), other('calico-node-x7k2p')];
    const [found] = findings(cause, objects, on);
    expect(found?.steps[2]?.command).toContain('delete pod calico-node-x7k2p');
  });

  it('sees that the plug-in was removed', () => {
    const objects = [pod(due(600)), failed(CALICO), other('cilium-x7k2p')];
    const [found] = findings(cause, objects, on);
    expect(found?.why.en).toContain('Cilium is ready on the node');
    expect(found?.steps[1]?.text.en).toContain('what is left of Calico');
  });

  const teardown = (words: string) =>
    failed(
      `error killing pod: failed to "KillPodSandbox" for "1a" with KillPodSandboxError: "rpc error: code = Unknown desc = networkPlugin cni failed to teardown pod \\"web-1_shop\\" network: ${words}"`,
    );

  it.each([
    [
      'error getting ClusterInformation: Get \\"https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default\\": dial tcp 10.96.0.1:443: i/o timeout',
      'the API server at 10.96.0.1:443 (there is no answer)',
    ],
    [
      'could not remove grpc wire: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial tcp 127.0.0.1:51111: connect: connection refused\\"',
      'on the node itself, at 127.0.0.1:51111 (the connection is refused)',
    ],
    [
      'failed to connect: dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
      '/var/run/cilium/cilium.sock (that file is not there)',
    ],
    ['error getting ClusterInformation: connection is unauthorized', 'sign-in'],
    [
      'failed to find plugin \\"calico\\" in path [/opt/cni/bin]',
      'no longer on',
    ],
    ['could not teardown ipv4 dnat', 'It may be down'],
  ])('says why the plug-in fails: %s', (words, said) => {
    const [found] = findings(cause, [pod(due(600)), teardown(words)]);
    expect(found?.why.en).toContain(said);
  });

  it.each([
    ['of one attempt in passing', [pod(due(-5)), failed(CALICO, ['count', 1])]],
    ['about a pod that is not deleted', [pod(), failed(CALICO)]],
    [
      'that names no network',
      [
        pod(due(600)),
        failed(
          'error killing pod: failed to "KillPodSandbox" for "1a" with KillPodSandboxError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"',
        ),
      ],
    ],
    [
      'about a container',
      [
        pod(due(600)),
        failed(
          'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "x"',
        ),
      ],
    ],
    [
      'of a node that fell silent',
      [
        pod(due(600)),
        failed(CALICO),
        node(['status.conditions.0.status', 'Unknown']),
      ],
    ],
  ])('leaves an event alone %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
