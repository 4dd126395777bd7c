import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

describe('secret-not-mountable', () => {
  it.each([
    [
      'volume with secret.secretName="keys" is not allowed because service account web does not reference that secret',
      'the secret “keys”',
      'under secrets',
    ],
    [
      'imagePullSecrets[0].name="keys" is not allowed because service account web does not reference that imagePullSecret',
      'the secret “keys”',
      'under imagePullSecrets',
    ],
    [
      'container app with envVar TOKEN referencing secret.secretName="keys" is not allowed because service account web does not reference that secret',
      'the secret “keys”',
      'under secrets',
    ],
  ])('knows the words: %s', (words, secret, list) => {
    const [found] = findings(
      cause,
      refusedDeployment(`pods "web-5d-" is forbidden: ${words}`),
    );
    expect(found?.what.en).toContain(
      `${secret}, which the service account “web” does not list ${list}`,
    );
  });

  it('leaves a missing account alone', () => {
    const answer =
      'pods "web-5d-" is forbidden: error looking up service account shop/web: serviceaccount "web" not found';
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
