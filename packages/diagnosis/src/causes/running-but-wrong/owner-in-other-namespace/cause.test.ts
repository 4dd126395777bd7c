import type { Tweak } from '../../../testing';
import { event, findings, owner, pod } from '../../../testing';
import cause from './cause';

const OWNED: Tweak = [
  'metadata.ownerReferences',
  [owner('example.com/v1', 'Cache', 'web-cache')],
];
const TOLD = event(
  'OwnerRefInvalidNamespace',
  'ownerRef [example.com/v1/Cache, namespace: shop, name: web-cache, uid: cache-uid-1] does not exist in namespace "shop"',
);

describe('owner-in-other-namespace', () => {
  it('names the owner, on a pod that works still', () => {
    const [found] = findings(cause, [pod(OWNED), TOLD]);
    expect(found?.what.en).toBe(
      'Pod “web-1” names an owner “Cache web-cache” that does not exist in namespace “shop”.',
    );
    expect(found?.quotes).toHaveLength(3);
  });

  it('needs no known wording', () => {
    const other = event('OwnerRefInvalidNamespace', 'owner not found');
    expect(findings(cause, [pod(OWNED), other])).toHaveLength(1);
  });

  it.each([
    ['without the event', [pod(OWNED)]],
    ['of a pod that has no owner now', [pod(), TOLD]],
  ])('says nothing %s', (_, objects) => {
    expect(findings(cause, [...objects, event('Killing', 'x')])).toEqual([]);
  });
});
