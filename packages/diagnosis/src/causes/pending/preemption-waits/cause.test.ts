import type { Tweak } from '../../../testing';
import { ago, findings, node, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const SHORT = '0/1 nodes are available: 1 Insufficient cpu.';
const NOMINATED: Tweak = ['status.nominatedNodeName', 'worker'];
const other = (...tweaks: Tweak[]) =>
  pod(
    ['metadata.name', 'batch-1'],
    ['metadata.namespace', 'other'],
    ['metadata.uid', 'batch-1'],
    ...tweaks,
  );
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('preemption-waits', () => {
  it('names who has to go and how long that may take', () => {
    const going = other(['metadata.deletionTimestamp', ago(-20)]);
    const objects = [unscheduledPod(SHORT, NOMINATED), node(), going];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain('other/batch-1 (at most 20 s more)');
  });

  it('points at one that is late', () => {
    const late = other(['metadata.deletionTimestamp', ago(300)]);
    const objects = [unscheduledPod(SHORT, NOMINATED), node(), late];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain('5 min past its grace period');
    expect(found?.steps[1]?.command).toBe(
      'kubectl -n other describe pod batch-1',
    );
  });

  it('believes the nomination when the pods are not known', () => {
    expect(findings(cause, [unscheduledPod(SHORT, NOMINATED)])).toHaveLength(1);
  });

  it('does not when nobody is being stopped there', () => {
    const objects = [unscheduledPod(SHORT, NOMINATED), node(), other()];
    expect(findings(cause, objects, on)).toEqual([]);
  });

  it.each([
    'preemption: not eligible due to a terminating pod on the nominated node.',
    'preemption: waiting for the preemption for this pod to be finished',
  ])('knows: %s', tail => {
    expect(findings(cause, [unscheduledPod(`${SHORT} ${tail}`)])).toHaveLength(
      1,
    );
  });

  it('is silent for a pod that only waits', () => {
    const says = `${SHORT} preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.`;
    expect(findings(cause, [unscheduledPod(says)])).toEqual([]);
  });
});
