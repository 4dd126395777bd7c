import { ago, event, findings, pod, WITH_CLAIM } from '../../../testing';
import cause from './cause';

const abnormal = (seconds: number) =>
  event('VolumeConditionAbnormal', 'Volume data: disk is degraded', [
    'lastTimestamp',
    ago(seconds),
  ]);

describe('volume-condition-abnormal', () => {
  it('names the volume, of a running pod too', () => {
    const [found] = findings(cause, [pod(WITH_CLAIM), abnormal(60)]);
    expect(found?.what.en).toContain('volume “data” of the pod is not well');
    expect(found?.severity).toBe('warning');
  });

  it.each([
    ['an old report', [pod(WITH_CLAIM), abnormal(2000)]],
    [
      'a pod that has ended',
      [pod(WITH_CLAIM, ['status.phase', 'Succeeded']), abnormal(60)],
    ],
  ])('leaves %s alone', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
