import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('arguments-invalid', () => {
  it.each([
    [
      'Error: unknown flag: --prot\nUsage:\n  server [flags]\n\nFlags:\n  -h, --help   help for server',
      '--prot',
    ],
    [
      'flag provided but not defined: -prot\nUsage of /app/server:\n  -port int\n    \tport to listen on (default 8080)',
      '-prot',
    ],
    [
      'usage: main.py [-h] --config CONFIG\nmain.py: error: the following arguments are required: --config',
      '--config',
    ],
    [
      'usage: main.py [-h]\nmain.py: error: unrecognized arguments: --prot 80',
      '--prot',
    ],
    [
      "error: unexpected argument '--prot' found\n\nUsage: server [OPTIONS]\n\nFor more information, try '--help'.",
      '--prot',
    ],
    [
      "Unrecognized VM option 'UseG2GC'\nError: Could not create the Java Virtual Machine.\nError: A fatal exception has occurred. Program will exit.",
      '',
    ],
    ['node: bad option: --max-heap', '--max-heap'],
    ['Error: required flag(s) "config" not set', 'config'],
    ['Usage: server COMMAND\n\nCommands:\n  serve\n  migrate', ''],
    [
      "Usage: main.py [OPTIONS]\nTry 'main.py --help' for help.\n\nError: No such option: --prot",
      '--prot',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'Usage: server COMMAND\nERROR dial tcp 10.0.0.1:5432: connect: connection refused',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
