import {
  ALL_STORAGE,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  findings,
  storageClass,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const LATE = storageClass('fast', [
  'volumeBindingMode',
  'WaitForFirstConsumer',
]);
const judge = (...objects: object[]) =>
  findings(cause, [claim(), LATE, ...objects], CLAIM_SUBJECT);

describe('claim-waits-for-consumer', () => {
  it('is no fault, and says so', () => {
    const [found] = judge(
      claimReport(
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
      ),
    );
    expect(found?.severity).toBe('info');
    expect(found?.why.en).toContain('This is normal');
  });

  it('goes by the class when the events are empty', () => {
    expect(judge()).toHaveLength(1);
  });

  it.each([
    'waiting for pod web-1 to be scheduled',
    'waiting for pods web-1,web-2 to be scheduled',
  ])('points at the pod: %s', message => {
    const [found] = judge(claimReport('WaitForPodScheduled', message));
    expect(found?.what.en).toContain('its pod “web-1” has no node yet');
    expect(found?.steps[0]?.command).toBe('kubectl -n shop describe pod web-1');
  });

  it('never alarms on a pod', () => {
    const message = '0/3 nodes are available: 3 Insufficient cpu.';
    const objects = [unscheduledPod(message, WITH_CLAIM), claim(), LATE];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });

  it('leaves a claim alone whose driver failed', () => {
    expect(judge(claimReport('ProvisioningFailed', 'rpc error'))).toEqual([]);
  });
});
