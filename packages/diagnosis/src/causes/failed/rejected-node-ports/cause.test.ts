import { findings, pod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const MESSAGE =
  "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports";
const PORT: Tweak = [
  'spec.containers.0.ports',
  [{ containerPort: 8080, hostPort: 8080 }],
];
const rejected = (reason: string, message: string) =>
  pod(PORT, ['status', { phase: 'Failed', reason, message }]);
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('rejected-node-ports', () => {
  it('names the port and who holds it', () => {
    const other = pod(PORT, ['metadata.name', 'old'], ['metadata.uid', 'old']);
    const [found] = findings(
      cause,
      [rejected('NodePorts', MESSAGE), other],
      on,
    );
    expect(found?.what.en).toContain(
      'on node “worker” itself (TCP 8080) is taken by pod “shop/old”.',
    );
    expect(found?.quotes.map(({ value }) => value)).toContain(8080);
  });

  it('does not blame a pod that has ended or is elsewhere', () => {
    const ended = pod(
      PORT,
      ['metadata.name', 'a'],
      ['metadata.uid', 'a'],
      ['status.phase', 'Succeeded'],
    );
    const away = pod(
      PORT,
      ['metadata.name', 'b'],
      ['metadata.uid', 'b'],
      ['spec.nodeName', 'other'],
    );
    const [found] = findings(
      cause,
      [rejected('NodePorts', MESSAGE), ended, away],
      on,
    );
    expect(found?.what.en).toContain('is taken. ');
  });

  it.each([
    ['PodFitsHostPorts', 'Pod Predicate PodFitsHostPorts failed'],
    ['HostPortConflict', ''],
  ])('knows %s', (reason, message) => {
    expect(findings(cause, [rejected(reason, message)])).toHaveLength(1);
  });

  it('is not a lack of room', () => {
    expect(findings(cause, [rejected('OutOfpods', '')])).toEqual([]);
  });
});
