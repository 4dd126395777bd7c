import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const said = (previous: string, exitCode = 127) =>
  findings(cause, [crashingPod({ exitCode, reason: 'Error' })], {
    logs: { app: { previous } },
  });

describe('missing-command, by a shell', () => {
  it.each([
    ['dash', '/bin/sh: 1: celery: not found', 'celery'],
    ['dash, exec', 'sh: 1: exec: gunicorn: not found', 'gunicorn'],
    ['busybox', 'sh: next: not found', 'next'],
    ['ash, of a script', '/entrypoint.sh: line 12: aws: not found', 'aws'],
    ['ash, exec', '/entrypoint.sh: exec: line 3: tini: not found', 'tini'],
    ['bash', 'bash: line 1: uvicorn: command not found', 'uvicorn'],
    ['bash, of a script', './run.sh: line 4: java: command not found', 'java'],
    ['bash, exec', '/run.sh: line 9: exec: php-fpm: not found', 'php-fpm'],
    ['zsh', 'zsh:1: command not found: node', 'node'],
    ['mksh', '/bin/sh: foo: inaccessible or not found', 'foo'],
    ['ksh', 'ksh: foo: not found [No such file or directory]', 'foo'],
    ['env', '/usr/bin/env: ‘python’: No such file or directory\n', 'python'],
    [
      'env of busybox',
      "env: can't execute 'bash': No such file or directory",
      'bash',
    ],
    [
      'timeout',
      "timeout: failed to run command 'nc': No such file or directory",
      'nc',
    ],
    [
      'tini',
      '[FATAL tini (7)] exec server failed: No such file or directory',
      'server',
    ],
    [
      'npm, which says more',
      'sh: 1: nest: not found\nnpm ERR! code 127\nnpm ERR! command failed',
      'nest',
    ],
    [
      'after ordinary work',
      'Successfully installed psycopg2\nWARNING: You are using pip version 21\n/bin/sh: 1: celery: not found',
      'celery',
    ],
  ])('knows %s', (_, log, program) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toContain(`command “${program}”`);
    expect(found?.what.zh).toContain(`“${program}”`);
    expect(log).toContain(String(found?.quotes[0]?.value));
  });

  it('believes a runner that says how its shell ended', () => {
    const log = 'sh: vite: not found\nerror Command failed with exit code 127.';
    expect(said(log, 1)[0]?.what.en).toContain('“vite”');
    expect(
      said('make: tsc: No such file or directory\nmake: *** [b] Error 127', 2),
    ).toHaveLength(1);
  });

  it.each([
    ['another end', '/start.sh: line 3: ps: command not found\nready', 1],
    ['a file', 'bash: /app/run.sh: No such file or directory', 127],
    [
      'a program that may lack its C library',
      'sh: 1: ./server: not found',
      127,
    ],
    ['what is no command', 'Error: user alice: not found in realm', 127],
    ['a word of bash', '/start.sh: 3: source: not found', 127],
    ['a test of bash', 'sh: 11: [[: not found', 127],
    [
      'a library',
      'app: error while loading shared libraries: libpq.so.5: cannot open',
      127,
    ],
  ])('does not take %s for it', (_, log, exitCode) => {
    expect(said(log, exitCode)).toEqual([]);
  });
});
