import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';

describe('image-policy-denied', () => {
  it.each([
    [
      'image policy webhook backend denied one or more images: not scanned',
      'and says: “not scanned”.',
    ],
    ['one or more images rejected by webhook backend', 'without saying why.'],
  ])('knows the words: %s', (words, sentence) => {
    const [found] = findings(cause, refusedDeployment(`${P}${words}`));
    expect(found?.what.en).toContain('“registry.example/web:1.0”');
    expect(found?.what.en).toContain(sentence);
  });

  it('leaves an admission webhook alone', () => {
    const answer =
      'admission webhook "policy.sigstore.dev" denied the request: validation failed: no matching signatures';
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
