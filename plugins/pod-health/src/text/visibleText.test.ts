import { visibleText } from './visibleText';

describe('visibleText', () => {
  it.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\u241b[2Jb'],
    ['a direction override', 'a\u202egnp.exe', 'a\u27e6U+202E\u27e7gnp.exe'],
    ['NUL and DEL', '\u0000\u007f', '\u2400\u2421'],
    ['a C1 control', '\u009b31m', '\u27e6U+009B\u27e731m'],
    ['a zero-width space', 'pay\u200bpal', 'pay\u27e6U+200B\u27e7pal'],
    ['a line separator', 'a\u2028b', 'a\u27e6U+2028\u27e7b'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves layout and every language alone', () => {
    const text = 'one\ttwo\nthree – 你好 – עברית – 👩\u200d💻';
    expect(visibleText(text)).toBe(text);
  });
});
