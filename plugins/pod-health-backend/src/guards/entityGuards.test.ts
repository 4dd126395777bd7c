import fc from 'fast-check';
import { isDefinitelyAllowed } from './isDefinitelyAllowed';
import { isGuest } from './isGuest';
import { isNamespaceConsenting } from './isNamespaceConsenting';
import { isNamespaceDenied } from './isNamespaceDenied';
import { isPodOfEntity, isWorkloadOfEntity } from './isPodOfEntity';
import { isReasonGiven } from './isReasonGiven';
import { isSelectorNarrow } from './isSelectorNarrow';
import { isUserPrincipal } from './isUserPrincipal';
import { matchesLabels, parseLabelSelector } from './labelSelector';

describe('parseLabelSelector', () => {
  it.each([
    ['app=web', [{ key: 'app', op: 'in', values: ['web'] }]],
    ['app==web', [{ key: 'app', op: 'in', values: ['web'] }]],
    ['app = web', [{ key: 'app', op: 'in', values: ['web'] }]],
    ['app!=web', [{ key: 'app', op: 'notin', values: ['web'] }]],
    ['app=', [{ key: 'app', op: 'in', values: [''] }]],
    ['a.b/c in (x, y)', [{ key: 'a.b/c', op: 'in', values: ['x', 'y'] }]],
    ['a notin (x)', [{ key: 'a', op: 'notin', values: ['x'] }]],
    ['a', [{ key: 'a', op: 'exists' }]],
    ['!a', [{ key: 'a', op: 'absent' }]],
    ['', []],
    [
      'a=b,c in (d,e)',
      [
        { key: 'a', op: 'in', values: ['b'] },
        { key: 'c', op: 'in', values: ['d', 'e'] },
      ],
    ],
  ])('reads %j', (selector, requirements) => {
    expect(parseLabelSelector(selector)).toEqual(requirements);
  });

  it.each([
    'a>1',
    'a=b,',
    ',a=b',
    'a=b c=d',
    'a in x',
    'a in (x',
    'a in (x))',
    '=b',
    '!a=b',
    'a b',
    '../a=b',
    'a=b&limit=1',
    'a=%2e',
    `a=${'x'.repeat(64)}`,
    `a=b,${'c,'.repeat(2000)}d`,
  ])('refuses %j', selector => {
    expect(parseLabelSelector(selector)).toBeUndefined();
  });

  it('never throws on hostile text, and what it takes it can match', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab=!,() in'), maxLength: 300 }),
        selector => {
          const parsed = parseLabelSelector(selector);
          const matches = parsed && matchesLabels(parsed, { a: 'b' });
          expect(['undefined', 'boolean']).toContain(typeof matches);
        },
      ),
      { seed: 20260103, numRuns: 5000 },
    );
  });
});

describe('matchesLabels', () => {
  it.each([
    ['a=b', { a: 'b' }, true],
    ['a=b', { a: 'c' }, false],
    ['a=b', {}, false],
    ['a!=b', {}, true],
    ['a!=b', { a: 'b' }, false],
    ['a in (b,c)', { a: 'c' }, true],
    ['a notin (b)', { a: 'c' }, true],
    ['a', { a: '' }, true],
    ['a', {}, false],
    ['!a', {}, true],
    ['!a', { a: 'x' }, false],
    ['a=b,c=d', { a: 'b' }, false],
    ['toString', {}, false],
  ])('%s on %j is %s', (selector, labels, expected) => {
    const requirements = parseLabelSelector(selector) ?? [];
    expect(matchesLabels(requirements, labels)).toBe(expected);
  });
});

describe('isSelectorNarrow', () => {
  it.each([
    ['app=web', true],
    ['app in (web)', true],
    ['app=web,!legacy', true],
    ['', false],
    ['app', false],
    ['!nosuchlabel', false],
    ['app!=web', false],
    ['app notin (web),tier', false],
  ])('%j: %s', (selector, expected) => {
    expect(isSelectorNarrow(parseLabelSelector(selector) ?? [])).toBe(expected);
  });
});

describe('isWorkloadOfEntity', () => {
  const scope = { labelSelector: 'app=shop', namespace: 'n' };
  const own = { app: 'shop' };

  it.each([
    ['its own labels', { namespace: 'n', labels: own }, true],
    ['the labels of its pods', { namespace: 'n', templateLabels: own }, true],
    ['other labels', { namespace: 'n', labels: { app: 'other' } }, false],
    ['another namespace', { namespace: 'm', labels: own }, false],
    ['no labels', { namespace: 'n' }, false],
  ])('by %s: %j', (_, workload, expected) => {
    expect(isWorkloadOfEntity(scope, workload)).toBe(expected);
  });
});

describe('isPodOfEntity', () => {
  const scope = { labelSelector: 'app=web', namespace: 'shop' };

  it.each([
    ['its own', { namespace: 'shop', labels: { app: 'web' } }, true],
    ['of another label', { namespace: 'shop', labels: { app: 'db' } }, false],
    ['without labels', { namespace: 'shop' }, false],
    [
      'of another namespace',
      { namespace: 'bank', labels: { app: 'web' } },
      false,
    ],
    ['of no namespace', { labels: { app: 'web' } }, false],
  ])('a pod %s', (_what, pod, expected) => {
    expect(isPodOfEntity(scope, pod)).toBe(expected);
  });

  it('takes any namespace when the entity names none', () => {
    const pod = { namespace: 'bank', labels: { app: 'web' } };
    expect(isPodOfEntity({ labelSelector: 'app=web' }, pod)).toBe(true);
  });

  it('matches nothing by a selector that cannot be read', () => {
    const pod = { namespace: 'shop', labels: { app: 'web' } };
    expect(isPodOfEntity({ labelSelector: 'app>1' }, pod)).toBe(false);
  });
});

describe('isNamespaceConsenting', () => {
  const asks = {
    entityRef: 'component:default/ledger',
    owners: ['group:default/payments'],
  };

  it.each([
    [undefined, false],
    ['', false],
    [' , ', false],
    ['group:default/payments', true],
    ['Group:Default/Payments', true],
    ['group:default/other, component:default/ledger', true],
    ['*', true],
    ['group:default/pay', false],
    ['group:default/payments-too', false],
    ['payments', false],
    ['component:default/*', false],
  ])('%j: %s', (consent, expected) => {
    expect(isNamespaceConsenting(consent, asks)).toBe(expected);
  });
});

describe('isNamespaceDenied', () => {
  it.each([
    ['kube-system', ['kube-system'], true],
    ['kube-system', ['kube-*'], true],
    ['kube', ['kube-*'], false],
    ['kube-system-2', ['kube-system'], false],
    ['shop', [], false],
    ['shop', ['*'], true],
  ])('%s with %j: %s', (namespace, denied, expected) => {
    expect(isNamespaceDenied(namespace, denied)).toBe(expected);
  });
});

describe('isUserPrincipal', () => {
  it.each([
    [{ type: 'user', userEntityRef: 'user:default/ada' }, true],
    [{ type: 'service', subject: 'plugin:catalog' }, false],
    [{ type: 'none' }, false],
    [{ type: 'user' }, false],
    [undefined, false],
    [null, false],
  ])('%j: %s', (principal, expected) => {
    expect(isUserPrincipal(principal)).toBe(expected);
  });
});

it('isGuest knows guests by any spelling', () => {
  expect(isGuest('user:development/guest', ['User:development/Guest'])).toBe(
    true,
  );
  expect(isGuest('user:default/ada', ['user:development/guest'])).toBe(false);
});

it.each([
  ['ALLOW', true],
  ['DENY', false],
  ['CONDITIONAL', false],
  ['allow', false],
  [undefined, false],
  [true, false],
])('isDefinitelyAllowed(%j) is %s', (result, expected) => {
  expect(isDefinitelyAllowed(result)).toBe(expected);
});

it.each([
  ['to look', true],
  ['     ', false],
  ['  why ', false],
  ['', false],
])('isReasonGiven(%j) is %s', (reason, expected) => {
  expect(isReasonGiven(reason)).toBe(expected);
});
