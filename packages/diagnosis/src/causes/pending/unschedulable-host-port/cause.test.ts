import type { Tweak } from '../../../testing';
import { findings, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const SAYS =
  "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.";
const port = (hostPort: number, protocol: string = 'TCP'): Tweak => [
  'spec.containers.0.ports',
  [{ containerPort: 80, hostPort, protocol }],
];
const other = (...tweaks: Tweak[]) =>
  pod(['metadata.name', 'edge-0'], ['metadata.uid', 'edge-0'], ...tweaks);
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('unschedulable-host-port', () => {
  it.each([
    SAYS,
    'No nodes are available that match all of the predicates: PodFitsHostPorts (1).',
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('names the port and who holds it', () => {
    const objects = [unscheduledPod(SAYS, port(8080)), other(port(8080))];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain('host port 8080/TCP');
    expect(found?.what.en).toContain('shop/edge-0 on “worker”');
  });

  it.each([
    ['another protocol', port(8080, 'UDP')],
    ['another port', port(9090)],
  ])('does not name a pod with %s', (_, tweak) => {
    const objects = [unscheduledPod(SAYS, port(8080)), other(tweak)];
    expect(findings(cause, objects, on)[0]?.what.en).not.toContain('Held by');
  });

  it('knows the old pod of a DaemonSet that makes the new one first', () => {
    const owner: Tweak = [
      'metadata.ownerReferences',
      [{ kind: 'DaemonSet', name: 'edge', uid: 'ds-1', controller: true }],
    ];
    const waiting = unscheduledPod(SAYS, port(8080), owner);
    const [found] = findings(cause, [waiting, other(port(8080), owner)], on);
    expect(found?.why.en).toContain(
      'DaemonSet “edge” makes the new pod before',
    );
    expect(found?.steps[0]?.command).toContain('"maxSurge":0');
    const [apart] = findings(cause, [waiting, other(port(8080))], on);
    expect(apart?.why.en).not.toContain('maxSurge');
  });

  it('counts every port of a pod on the node’s own network', () => {
    const own: Tweak = ['spec.hostNetwork', true];
    const ports: Tweak = ['spec.containers.0.ports', [{ containerPort: 9100 }]];
    const [found] = findings(cause, [unscheduledPod(SAYS, own, ports)]);
    expect(found?.what.en).toContain('9100/TCP');
  });
});
