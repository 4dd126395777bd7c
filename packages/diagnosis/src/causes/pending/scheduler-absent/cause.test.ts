import type { Tweak } from '../../../testing';
import { ago, event, findings, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const BARE: Tweak = ['status.conditions', []];
const waits = (...tweaks: Tweak[]) => unscheduledPod('', BARE, ...tweaks);

describe('scheduler-absent', () => {
  it('names a scheduler that nobody runs', () => {
    const [found] = findings(cause, [
      waits(['spec.schedulerName', 'my-sched']),
    ]);
    expect(found?.what.en).toContain(
      '“my-sched”, which has not answered in 50 min',
    );
    expect(found?.why.en).toContain('nobody else takes over');
  });

  it('suspects the cluster’s own scheduler when no other is named', () => {
    const [found] = findings(cause, [waits()]);
    expect(found?.why.en).toContain('is down');
  });

  it.each<[string, Tweak]>([
    ['is young', ['metadata.creationTimestamp', ago(20)]],
    ['is gated', ['spec.schedulingGates', [{ name: 'a.b/c' }]]],
    ['has a node', ['spec.nodeName', 'worker']],
    ['is on its way out', ['metadata.deletionTimestamp', ago(1)]],
  ])('is silent for a pod that %s', (_, tweak) => {
    expect(findings(cause, [waits(tweak)])).toEqual([]);
  });

  it.each([
    ['FailedScheduling', '0/1 nodes are available: 1 Insufficient cpu.'],
    ['TriggeredScaleUp', 'pod triggered scale-up'],
  ])('is silent when somebody has answered: %s', (reason, message) => {
    expect(findings(cause, [waits(), event(reason, message)])).toEqual([]);
    expect(findings(cause, [pod()])).toEqual([]);
  });

  it('waits longer while volumes may be made for the chosen node', () => {
    const mounts: Tweak = [
      'spec.volumes',
      [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    ];
    const claim = (phase: string) => ({
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'shop', uid: 'claim' },
      spec: {},
      status: { phase },
    });
    const young: Tweak = ['metadata.creationTimestamp', ago(120)];
    const object = waits(mounts, young);
    expect(findings(cause, [object, claim('Pending')])).toEqual([]);
    expect(findings(cause, [object])).toEqual([]);
    expect(findings(cause, [object, claim('Bound')])).toHaveLength(1);
    expect(findings(cause, [waits(mounts), claim('Pending')])).toHaveLength(1);
  });

  it('waits longer for a scheduler that starts machines', () => {
    const fargate: Tweak = ['spec.schedulerName', 'fargate-scheduler'];
    const young: Tweak = ['metadata.creationTimestamp', ago(120)];
    expect(findings(cause, [waits(fargate, young)])).toEqual([]);
  });
});
