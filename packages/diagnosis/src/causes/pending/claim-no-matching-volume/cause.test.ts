import type { Tweak } from '../../../testing';
import {
  ALL_STORAGE,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  findings,
  storageClass,
  unscheduledPod,
  volume,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const waiting = unscheduledPod(
  'pod has unbound immediate PersistentVolumeClaims',
  WITH_CLAIM,
);
const noClass = claimReport(
  'ProvisioningFailed',
  'storageclass.storage.k8s.io "fast" not found',
);
const volumes = (...tweaks: Tweak[][]) =>
  tweaks.map((list, i) => volume(['metadata.name', `pv-${i}`], ...list));

describe('claim-no-matching-volume', () => {
  it.each<[string, Tweak, string]>([
    [
      'size',
      ['spec.capacity.storage', '500Mi'],
      '“pv-0”, has 500 MiB where 1 GiB are asked',
    ],
    [
      'access mode',
      ['spec.accessModes', ['ReadOnlyMany']],
      'allows ReadOnlyMany where ReadWriteOnce is asked',
    ],
    ['mode', ['spec.volumeMode', 'Block'], 'has another volumeMode'],
    [
      'release',
      ['status.phase', 'Released'],
      '1 volume of this class exists and is already taken or released',
    ],
  ])('says what the nearest lacks: %s', (_, lack, words) => {
    const objects = [waiting, claim(), noClass, ...volumes([lack])];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toContain('asks for 1 GiB of class “fast”');
    expect(found?.why.en).toContain(words);
  });

  it('reads the selector', () => {
    const one = claim(['spec.selector', { matchLabels: { disk: 'ssd' } }]);
    const objects = [waiting, one, noClass, ...volumes([])];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.why.en).toContain('lacks the labels');
  });

  it('knows a class whose volumes are made by hand', () => {
    const local = storageClass('fast', [
      'provisioner',
      'kubernetes.io/no-provisioner',
    ]);
    const report = claimReport(
      'ProvisioningFailed',
      'no volume plugin matched name: kubernetes.io/no-provisioner',
    );
    const [found] = findings(cause, [claim(), local, report], CLAIM_SUBJECT);
    expect(found?.why.en).toContain('no volume of this class at all');
  });

  it('knows the scheduler’s words of a class that waits for the pod', () => {
    const message =
      "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't find available persistent volumes to bind.";
    const late = storageClass('fast', [
      'volumeBindingMode',
      'WaitForFirstConsumer',
    ]);
    const objects = [unscheduledPod(message, WITH_CLAIM), claim(), late];
    expect(findings(cause, objects, ALL_STORAGE)).toHaveLength(1);
  });

  it('is unchecked when nobody may list the volumes', () => {
    const missing = { volumes: 'forbidden' } as const;
    const objects = [waiting, claim(), noClass];
    expect(() => findings(cause, objects, { ...ALL_STORAGE, missing })).toThrow(
      'unchecked: volumes forbidden',
    );
  });

  it('leaves a class alone that makes volumes itself', () => {
    const objects = [waiting, claim(), storageClass('fast'), ...volumes([])];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
