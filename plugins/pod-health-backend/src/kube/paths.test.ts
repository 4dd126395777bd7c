import { PodHealthError } from 'backstage-plugin-pod-health-common';
import fc from 'fast-check';
import { EVENTS, JOBS, PODS } from './kinds';
import { collectionPath, objectPath, podPath } from './paths';

/** Strings people attack with, alone, doubled, and mixed into good names. */
const hostile = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '%2e%2e',
    '%2F',
    'a/../b',
    '../../../../api/v1/secrets?x=',
    'p?x=1',
    'p#f',
    'p\u0000',
    'p\r\nHost: x',
    'P',
    'ä',
    '\u202e',
    'a..b',
    '-a',
    'a-',
    'a_b',
    ' a',
    'a ',
    'a\\b',
    'a;b',
    'a:b',
    'a@b',
    `${'a'.repeat(64 * 1024)}`,
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .tuple(fc.stringMatching(/^[a-z0-9]{1,9}$/), fc.string())
    .map(parts => parts.join('')),
  fc.stringMatching(/^[a-z0-9./%?#-]{0,80}$/),
);

/** What a name of Kubernetes looks like, said again in another way than names.ts says it. */
function couldBeName(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 253 &&
    [...text].every(c => 'abcdefghijklmnopqrstuvwxyz0123456789-.'.includes(c))
  );
}

/** The path, or the code it was refused with; any other failure is a failure of the test. */
function pathOrCode(build: () => string): string {
  try {
    return build();
  } catch (error) {
    if (error instanceof PodHealthError) {
      return error.code;
    }
    throw error;
  }
}

describe('paths', () => {
  it('builds the paths of the API', () => {
    expect(collectionPath({ kind: PODS, namespace: 'shop' })).toBe(
      '/api/v1/namespaces/shop/pods',
    );
    expect(collectionPath({ kind: EVENTS })).toBe('/api/v1/events');
    expect(
      collectionPath(
        { kind: JOBS, namespace: 'shop' },
        { limit: 500, labelSelector: 'app in (a,b)', continue: undefined },
      ),
    ).toBe(
      '/apis/batch/v1/namespaces/shop/jobs?limit=500&labelSelector=app+in+%28a%2Cb%29',
    );
    expect(objectPath(PODS, 'ledger-0.x', 'shop')).toBe(
      '/api/v1/namespaces/shop/pods/ledger-0.x',
    );
    expect(podPath('shop', 'ledger', 'log', { container: 'app' })).toBe(
      '/api/v1/namespaces/shop/pods/ledger/log?container=app',
    );
  });

  it('refuses a hostile name or gives exactly the path it belongs in (T13)', () => {
    const result = fc.check(
      fc.property(hostile, hostile, (namespace, pod) => {
        const path = pathOrCode(() => podPath(namespace, pod, 'attach'));
        const seen = new URL(path, 'https://cluster');
        return (
          path === 'invalid-request' ||
          (couldBeName(namespace) &&
            couldBeName(pod) &&
            path === `/api/v1/namespaces/${namespace}/pods/${pod}/attach` &&
            seen.href === `https://cluster${path}`)
        );
      }),
      { numRuns: 10_000 },
    );
    expect(result).toMatchObject({ failed: false, counterexample: null });
  });

  it('refuses hostile groups, versions and resources too', () => {
    const result = fc.check(
      fc.property(hostile, fc.nat(2), (text, place) => {
        const good = ['batch', 'v1', 'jobs'];
        const [group, version, resource] = good.with(place, text);
        const path = pathOrCode(() =>
          objectPath({ group, version, resource }, 'a', 'b'),
        );
        return (
          path === 'invalid-request' ||
          (new URL(path, 'https://c').href === `https://c${path}` &&
            /^\/apis?\/[a-z0-9./-]+\/namespaces\/b\/[a-z0-9-]+\/a$/.test(path))
        );
      }),
      { numRuns: 2_000 },
    );
    expect(result).toMatchObject({ failed: false, counterexample: null });
  });

  it('keeps query values inside the query', () => {
    const path = collectionPath(
      { kind: PODS },
      { fieldSelector: 'a=b&limit=0#/../..' },
    );
    const seen = new URL(path, 'https://c');
    expect(seen.pathname).toBe('/api/v1/pods');
    expect([...seen.searchParams]).toEqual([
      ['fieldSelector', 'a=b&limit=0#/../..'],
    ]);
  });

  it.each([
    ['namespace of 64 characters', 'a'.repeat(64), 'p'],
    ['pod of 254 characters', 'a', 'p'.repeat(254)],
    ['dots in a namespace', 'a.b', 'p'],
    ['two dots in a pod', 'a', 'p..q'],
    ['upper case', 'a', 'P'],
  ])('refuses %s', (_, namespace, pod) => {
    expect(() => podPath(namespace, pod, 'log')).toThrow(PodHealthError);
  });

  it('names the kind of the bad name, never more than 80 characters of it', () => {
    expect(() => podPath('a', 'x/'.repeat(1000), 'log')).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^object name .{1,140}$/),
      }),
    );
  });
});
