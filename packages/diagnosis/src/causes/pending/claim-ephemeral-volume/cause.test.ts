import type { Tweak } from '../../../testing';
import {
  ago,
  ALL_STORAGE,
  claim,
  event,
  findings,
  unscheduledPod,
} from '../../../testing';
import cause from './cause';

const VOLUMES: Tweak = ['spec.volumes', [{ name: 'tmp', ephemeral: {} }]];
const WAITS =
  'waiting for ephemeral volume controller to create the persistentvolumeclaim "web-1-tmp"';
const told = (message: string, ...tweaks: Tweak[]) =>
  unscheduledPod(message, VOLUMES, ...tweaks);

describe('claim-ephemeral-volume', () => {
  it('knows a claim that belongs to something else', () => {
    const message =
      'PVC shop/web-1-tmp was not created for pod shop/web-1 (pod is not owner)';
    const foreign = claim(['metadata.name', 'web-1-tmp']);
    const [found] = findings(cause, [told(message), foreign], ALL_STORAGE);
    expect(found?.what.en).toContain('“web-1-tmp” (generic ephemeral volume)');
    expect(found?.why.en).toContain('belongs to something else');
  });

  it.each([
    [
      'ephemeral volume tmp: persistentvolumeclaims "web-1-tmp" is forbidden: exceeded quota: storage, requested: requests.storage=1Gi, used: requests.storage=1Gi, limited: requests.storage=1Gi',
      'quota for storage',
    ],
    ['ephemeral volume tmp: the server said no', 'refused to create'],
  ])('reads why it was not made: %s', (message, words) => {
    const objects = [told(WAITS), event('FailedBinding', message)];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.why.en).toContain(words);
  });

  it('gives the controller time', () => {
    expect(findings(cause, [told(WAITS)], ALL_STORAGE)).toHaveLength(1);
    const young = told(WAITS, ['metadata.creationTimestamp', ago(5)]);
    expect(findings(cause, [young], ALL_STORAGE)).toEqual([]);
  });

  it('leaves a claim alone that is only not bound', () => {
    const objects = [
      told('pod has unbound immediate PersistentVolumeClaims'),
      claim(['metadata.name', 'web-1-tmp']),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
