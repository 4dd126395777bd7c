import { exitCodeInWords } from './exitCode';
import { isUnspecified, windowsStatus } from './windowsStatus';

describe('exit codes of Windows', () => {
  it.each([
    [-2147467259, 'an unspecified failure (E_FAIL)'],
    [2147500037, '(Windows 0x80004005)'],
    [-532462766, 'an error of .NET that nobody caught'],
    [-2147450730, 'the .NET runtime it needs is not in the image'],
    [-1073741819, 'a bad memory access (Windows 0xC0000005)'],
    [-1073741510, 'told to stop'],
    [-2147023895, 'of Windows, whose meaning is in'],
    [-1, 'a code of the program itself'],
    [3, 'a code of the program itself'],
    [137, 'signal 9 (KILL)'],
  ])('knows %d', (code, words) => {
    expect(exitCodeInWords(code).en).toContain(words);
  });

  it('tells crashes and unspecified failures from other ends', () => {
    expect(windowsStatus(-2147467259)).toBeUndefined();
    expect(windowsStatus(-1073740940)).toBeDefined();
    expect(isUnspecified(-2147467259)).toBe(true);
    expect(isUnspecified(1)).toBe(false);
  });
});
