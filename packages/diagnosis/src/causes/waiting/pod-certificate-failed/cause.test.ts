import type { Tweak } from '../../../testing';
import {
  ago,
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const CERTIFICATE: Tweak = [
  'spec.volumes',
  [{ name: 'tls', projected: { sources: [] } }],
];
const waiting = mountingPod(CERTIFICATE);
const DENIED =
  'Denied%!(EXTRA string=PodCertificateRequest shop/req-1 was denied, reason="Policy", message="no")';

describe('pod-certificate-failed', () => {
  it.each([
    ['Denied', DENIED, 'The signer denied the pod’s request “shop/req-1”'],
    [
      'Failed',
      'Failed%!(EXTRA string=PodCertificateRequest shop/req-1 failed, reason="X", message="y")',
      'request “shop/req-1” for a certificate failed',
    ],
    [
      'CertificateOverdueForRefresh',
      'PodCertificate refresh overdue',
      'in time',
    ],
    ['CertificateExpired', 'PodCertificate expired', 'has expired'],
  ])('knows the event %s', (reason, message, words) => {
    const objects = [waiting, event(reason, message)];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toContain(words);
  });

  it('tells a running pod too, while it is fresh', () => {
    const running = pod(CERTIFICATE);
    const overdue = (seconds: number) =>
      event('CertificateOverdueForRefresh', 'PodCertificate refresh overdue', [
        'lastTimestamp',
        ago(seconds),
      ]);
    const [found] = findings(cause, [running, overdue(60)], ALL_STORAGE);
    expect(found?.severity).toBe('warning');
    expect(findings(cause, [running, overdue(2000)], ALL_STORAGE)).toEqual([]);
  });

  it('leaves other events of the same reason alone', () => {
    const objects = [waiting, event('Failed', 'Failed to pull image "x": no')];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
