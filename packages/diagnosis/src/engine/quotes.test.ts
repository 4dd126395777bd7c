import { projectPod } from '../facts/project';
import { pod, snapshot } from '../testing';
import { firstQuoteOf, quoteLog, quoteOf, resolveQuote } from './quotes';

const taken = snapshot([pod()], {
  logs: { 'a.b': { previous: 'first\nsecond\r\nthird' } },
});
const projected = projectPod(pod());

describe('quoteOf', () => {
  it('takes the value from the path, so that both agree', () => {
    const quotes = quoteOf(
      'pod',
      projected,
      'status.containerStatuses.0.restartCount',
    );
    expect(quotes).toEqual([
      { from: 'pod', at: 'status.containerStatuses.0.restartCount', value: 0 },
    ]);
    expect(resolveQuote(taken, quotes[0]!)).toBe(true);
  });

  it.each([
    'status.nothing',
    'spec',
    'metadata.constructor',
    'metadata.name.length',
  ])('gives none at %s', at => {
    expect(quoteOf('pod', projected, at)).toEqual([]);
  });

  it('finds a name with dots in it', () => {
    const labelled = projectPod(
      pod(['metadata.labels', { 'a.b/c': 'x', a: 'y' }]),
    );
    expect(quoteOf('pod', labelled, 'metadata.labels.a.b/c')[0]?.value).toBe(
      'x',
    );
  });
});

it('firstQuoteOf takes the first path that resolves', () => {
  const [quote] = firstQuoteOf(
    'pod',
    projected,
    'status.reason',
    'status.phase',
  );
  expect(quote?.at).toBe('status.phase');
});

describe('resolveQuote', () => {
  it('refuses another value, a missing fact and a path that leads nowhere', () => {
    const at = 'metadata.name';
    expect(resolveQuote(taken, { from: 'pod', at, value: 'web-1' })).toBe(true);
    expect(resolveQuote(taken, { from: 'pod', at, value: 'web-2' })).toBe(
      false,
    );
    expect(resolveQuote(taken, { from: 'pod', at: 'x', value: 'web-1' })).toBe(
      false,
    );
    expect(resolveQuote(taken, { from: 'nodes', at, value: 'web-1' })).toBe(
      false,
    );
  });

  it('holds for a whole line of a log only', () => {
    const logs = { 'a.b': { previous: 'first\nsecond\r\nthird' } };
    const [quote] = quoteLog(logs, 'a.b', 'previous', 'second');
    expect(resolveQuote(taken, quote!)).toBe(true);
    expect(resolveQuote(taken, { ...quote!, value: 'secon' })).toBe(false);
    expect(quoteLog(logs, 'a.b', 'current', 'second')).toEqual([]);
  });
});
