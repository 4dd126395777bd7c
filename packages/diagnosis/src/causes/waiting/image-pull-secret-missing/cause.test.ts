import {
  diagnosisBy,
  event,
  findings,
  pod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const LOST = event(
  'FailedToRetrieveImagePullSecret',
  'Unable to retrieve some image pull secrets (login, other); attempting to pull the image may not succeed.',
);
const waits = (message: string) =>
  waitingPod('ErrImagePull', message, [
    'spec.imagePullSecrets',
    [{ name: 'login' }, { name: 'good' }, { name: 'other' }],
  ]);

describe('image-pull-secret-missing', () => {
  it.each(['unexpected status: 401 Unauthorized', 'no basic auth credentials'])(
    'names the secrets that the node did not find: %s',
    message => {
      const [found] = findings(cause, [waits(message), LOST]);
      expect(found?.what.en).toContain('login or other');
      expect(found?.why.en).toContain('The others that the pod names');
      expect(found?.quotes.map(({ at }) => at)).toContain(
        'spec.imagePullSecrets.0.name',
      );
    },
  );

  it('is silent when the pull fails for another reason, or nothing is missing', () => {
    expect(findings(cause, [waits('manifest unknown'), LOST])).toEqual([]);
    const asked = ['events'] as const;
    const refused = waits('unexpected status: 401 Unauthorized');
    expect(findings(cause, [refused], { asked })).toEqual([]);
    const { unchecked } = diagnosisBy(cause, [refused]);
    expect(unchecked).toMatchObject([{ fact: 'events' }]);
  });

  it('is silent while the container runs all the same', () => {
    expect(findings(cause, [pod(), LOST])).toEqual([]);
  });
});
