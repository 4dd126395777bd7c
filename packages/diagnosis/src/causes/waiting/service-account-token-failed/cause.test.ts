import {
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod([
  'spec.volumes',
  [{ name: 'kube-api-access-x', projected: { sources: [] } }],
]);

describe('service-account-token-failed', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: serviceaccounts "web" not found',
      'does not exist any more',
    ],
    [
      'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: serviceaccounts "web" is forbidden: User "system:node:worker" cannot create resource "serviceaccounts/token"',
      'refuses to issue the token',
    ],
    [
      'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: the API server does not have TokenRequest endpoints enabled',
      'TokenRequest is not enabled',
    ],
    [
      'MountVolume.SetUp failed for volume "kube-api-access-x" : fetching service account token: timeout',
      'gets no token of service account “default”',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "kube-api-access-x" : object "shop"/"kube-root-ca.crt" not registered',
    'MountVolume.SetUp failed for volume "kube-api-access-x" : configmap "kube-root-ca.crt" not found',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: serviceaccounts "web" not found',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
