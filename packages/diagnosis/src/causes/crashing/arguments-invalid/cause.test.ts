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

  it.each([
    [
      "Error: Cannot specify multiple server options. Choose one of: '--gunicorn-opts', '--waitress-opts', or '--uvicorn-opts'.",
      ['--gunicorn-opts', '--waitress-opts', '--uvicorn-opts'],
    ],
    [
      'error: argument --quiet: not allowed with argument --verbose',
      ['--quiet', '--verbose'],
    ],
    [
      "error: the argument '--dev' cannot be used with '--config <FILE>'",
      ['--dev', '--config'],
    ],
    [
      'Error: options --cert and --cert-dir are mutually exclusive',
      ['--cert', '--cert-dir'],
    ],
    [
      'Error: if any flags in the group [token token-file] are set none of the others can be; [token token-file] were all set',
      ['--token', '--token-file'],
    ],
    [
      'fatal: --bind=10.0.0.1 and --bind-socket=/run/x cannot be used together',
      ['--bind', '--bind-socket'],
    ],
    [
      'Error: you may not specify both --a-file and --b-file',
      ['--a-file', '--b-file'],
    ],
    [
      'Error: --replicas conflicts with --autoscale',
      ['--replicas', '--autoscale'],
    ],
  ])('names options that exclude each other: %s', (log, options) => {
    const [found] = said(log);
    for (const option of options)
      expect(found?.what.en).toContain(`“${option}”`);
    expect(found?.what.zh).toContain('只接受一个');
    expect(JSON.stringify([found?.what, found?.steps])).not.toContain(
      '10.0.0.1',
    );
  });

  it.each([
    'Error: user and group are mutually exclusive',
    'error: your changes conflict with the remote, use --force',
    'Error: this version is not compatible with the schema of the database',
    'Error: choose one of the profiles in config.yaml',
  ])('does not take for options that exclude each other: %s', log => {
    expect(said(log)).toEqual([]);
  });
});
