import { demandIn, demandSteps } from './demand';

describe('what a program asks for', () => {
  it.each([
    [
      'No key found. Please run `tool init` first.',
      'Please run `tool init` first.',
    ],
    ['The database is new. You must migrate it.', 'You must migrate it.'],
    ['data_dir must be set', 'data_dir must be set'],
    ['It is old; to fix this, remove it.', 'to fix this, remove it.'],
    [
      'Consider defining a bean of type A.',
      'Consider defining a bean of type A.',
    ],
  ])('%j', (words, demand) => {
    expect(demandIn(words)).toBe(demand);
    expect(demandSteps(demand)).toHaveLength(1);
  });

  it.each([
    'Please see the log for more.',
    'Please contact the vendor.',
    'connection refused',
    'the set must hold 3 rows',
    '',
  ])('nothing in %j', words => {
    expect(demandIn(words)).toBeUndefined();
    expect(demandSteps(demandIn(words))).toEqual([]);
  });
});
