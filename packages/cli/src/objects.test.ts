import { parseObjects, splitJson } from './objects';

it('splits JSON texts in a row, never inside a string', () => {
  const texts = ['{"a":"}{"}', '[1,{"b":"\\"]["}]', '{}'];
  expect(splitJson(texts.join('\n')).map(part => JSON.parse(part))).toEqual(
    texts.map(text => JSON.parse(text)),
  );
});

it('keeps what is left over, so that a cut text is an error', () => {
  expect(() => parseObjects('{}{"a":', 'x')).toThrow('x is not JSON');
});

it('splits ten megabytes at once', () => {
  const text = `{"a":"${'}{'.repeat(5_000_000)}"}`;
  expect(splitJson(text + text)).toHaveLength(2);
});
