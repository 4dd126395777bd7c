import { memo, memoLast } from './memo';

function counted() {
  const answer = jest.fn((key: { readonly name: string }, end?: unknown) =>
    key.name === '' ? undefined : `${key.name}${String(end)}`,
  );
  return { answer, remembered: memo(answer) };
}

it('asks once for each key, also when the answer is undefined', () => {
  const { answer, remembered } = counted();
  const [a, none] = [{ name: 'a' }, { name: '' }];
  expect([remembered(a, 1), remembered(a, 1)]).toEqual(['a1', 'a1']);
  expect([remembered(none), remembered(none)]).toEqual([undefined, undefined]);
  expect(answer).toHaveBeenCalledTimes(2);
});

it('tells equal keys apart, and asks anew when another argument differs', () => {
  const { answer, remembered } = counted();
  const a = { name: 'a' };
  expect(remembered({ name: 'a' }, Number.NaN)).toBe('aNaN');
  expect(remembered(a, Number.NaN)).toBe('aNaN');
  expect(remembered(a, Number.NaN)).toBe('aNaN');
  expect(answer).toHaveBeenCalledTimes(2);
  expect(remembered(a, 2)).toBe('a2');
  expect(remembered(a, Number.NaN)).toBe('aNaN');
  expect(answer).toHaveBeenCalledTimes(4);
});

it('does not remember what failed', () => {
  const fails = jest.fn((_: object) => {
    throw new Error('no');
  });
  const remembered = memo(fails);
  const key = {};
  expect(() => remembered(key)).toThrow('no');
  expect(() => remembered(key)).toThrow('no');
  expect(fails).toHaveBeenCalledTimes(2);
});

it('memoLast remembers one answer, by the identity of all arguments', () => {
  const answer = jest.fn((key: object, end: number) => ({ key, end }));
  const remembered = memoLast(answer);
  const [a, b] = [{}, {}];
  expect(remembered(a, Number.NaN)).toBe(remembered(a, Number.NaN));
  expect(answer).toHaveBeenCalledTimes(1);
  remembered(a, 1);
  remembered(b, 1);
  expect(remembered(a, 1)).toEqual({ key: a, end: 1 });
  expect(answer).toHaveBeenCalledTimes(4);
});
