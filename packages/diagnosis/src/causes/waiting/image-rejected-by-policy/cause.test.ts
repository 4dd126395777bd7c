import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-rejected-by-policy', () => {
  it.each([
    [
      'Source image rejected: A signature was required, but no signature exists',
      'accept only images with a signature',
    ],
    [
      'Back-off pulling image "x": SignatureValidationFailed: image pull failed for x because the signature validation failed',
      'accept only images with a signature',
    ],
    [
      'registry registry.example is blocked in /etc/containers/registries.conf',
      'not to pull from this registry',
    ],
    ['unexpected status: 412 Precondition Failed', 'Harbor'],
    [
      'PROJECTPOLICYVIOLATION: current image with 3 vulnerabilities cannot be pulled due to configured policy',
      'security holes',
    ],
    [
      'image verifier bindir blocked pull of x with digest y for reason: unsigned',
      'rule of the registry',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('goes by CRI-O’s reason alone', () => {
    expect(
      findings(cause, [waitingPod('SignatureValidationFailed', undefined)]),
    ).toHaveLength(1);
  });

  it.each([
    'x509: certificate signed by unknown authority',
    'unexpected status: 403 Forbidden',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
