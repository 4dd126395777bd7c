import { sentenceOf } from './tellingLine';

const LONG = 'The server cannot be started on this node of the cluster because';

describe('the sentence of a line', () => {
  it.each<[string, string, readonly string[]]>([
    ['one line', 'a\nno rows in it.\nb', ['no rows in it.']],
    [
      'a line that was full',
      `${LONG}es\nno key was given to it.\nBye.`,
      [`${LONG}es`, 'no key was given to it.'],
    ],
    [
      'a line that ends within a sentence',
      'It needs the name of the\nServer. And\nmore',
      ['It needs the name of the', 'Server. And'],
    ],
    [
      'a block below an error',
      'Error: there is no password here.\n       You must give PASSWORD to it.\n\n       Or set it elsewhere by hand.',
      [
        'Error: there is no password here.',
        '       You must give PASSWORD to it.',
      ],
    ],
    [
      'what a colon announces, after an empty line',
      'ERROR it does not start:\n\n- no connector is set\nINFO bye',
      ['ERROR it does not start:', '- no connector is set'],
    ],
    [
      'what an entry of a log announces, further in',
      '2026-01-15 12:00:00 ERROR [boot] What it requires is not available:\n    cache.repl; Possible places:\n2026-01-15 12:00:01 INFO bye',
      [
        '2026-01-15 12:00:00 ERROR [boot] What it requires is not available:',
        '    cache.repl; Possible places:',
      ],
    ],
    [
      'a banner over what it speaks of',
      '*** CONFIG ERROR (v 6) ***\nReading the file, at line 12\n>>> odd\nBad word\nmore\n',
      [
        '*** CONFIG ERROR (v 6) ***',
        'Reading the file, at line 12',
        '>>> odd',
        'Bad word',
      ],
    ],
  ])('of %s', (_, log, lines) => {
    const from = log.split('\n').find(line => line === lines[0]) ?? '';
    expect(sentenceOf(log, from)).toEqual(lines);
    const isBanner = from.startsWith('***');
    const other = isBanner ? from : lines[lines.length - 1] ?? '';
    expect(sentenceOf(log, other)).toEqual(lines);
  });

  it.each([
    ['a time', `${LONG}\n2026-01-15 12:00:00 it failed`],
    ['a level', `${LONG}\nINFO: it failed`],
    ['a panic', `WARN ${LONG}es\nthread 'a' panicked at src/a.rs:1:1:`],
    ['what a log with levels is followed by', `WARN ${LONG}es\nodd rows`],
    ['an exception', `${LONG}\njava.lang.IllegalStateException: odd`],
    ['a frame', `${LONG}\n    at start (/app/a.js:1:1)`],
    ['an empty line', `${LONG}es it\n\nit failed`],
    ['a list', 'There are flags for it\n  -h, --help   help for it'],
    ['short lines', 'starting worker\nconnecting to db\nloading config'],
  ])('ends before %s', (_, log) => {
    const [first = ''] = log.split('\n');
    expect(sentenceOf(log, first)).toEqual([first]);
  });

  it('is not longer than four lines and 600 characters', () => {
    const line = `${LONG}es so`;
    const log = Array.from({ length: 9 }, (_, i) => `x${i} ${line}`).join('\n');
    expect(sentenceOf(log, `x0 ${line}`)).toHaveLength(4);
    const wide = 'w '.repeat(200).trim();
    expect(sentenceOf(`a${wide}\nb${wide}`, `a${wide}`)).toHaveLength(1);
  });
});
