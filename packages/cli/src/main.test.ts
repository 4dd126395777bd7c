import { stringify } from 'yaml';
import { crashingPod, healthyPod, listOf, runCommand } from './testing';

const CAUSE = 'container-exits-with-error';
const diagnosed = (out: string) =>
  (
    JSON.parse(out) as {
      subject: { name: string };
      found: { cause: string }[];
    }[]
  ).map(({ subject, found }) => [
    subject.name,
    ...found.map(({ cause }) => cause),
  ]);

describe('diagnose', () => {
  it('names the cause of each pod of a list, and exits with 1', async () => {
    const { code, out, err } = await runCommand(
      ['diagnose', '-o', 'json'],
      listOf(healthyPod, crashingPod),
    );
    expect(diagnosed(out)).toEqual([['web-1'], ['web-2', CAUSE]]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('exits with 0 when all are healthy', async () => {
    const { code, out } = await runCommand(['diagnose'], listOf(healthyPod));
    expect({ code, out }).toEqual({
      code: 0,
      out: '1 subject looked at, 0 not healthy\n',
    });
  });

  it('never calls a pod healthy whose fault it does not know', async () => {
    const odd = { ...healthyPod, status: { phase: 'Hibernating' } };
    const { code, out } = await runCommand(['diagnose'], listOf(odd));
    expect(code).toBe(1);
    expect(out).toContain('no known cause fits');
  });

  it('writes what a person needs: state, evidence, steps, what was not checked', async () => {
    const { out } = await runCommand(['diagnose'], listOf(crashingPod));
    expect(out).toContain('shop/web-2: crashing\n');
    expect(out).toContain(`(${CAUSE}, critical, container app)`);
    expect(out).toContain(
      'pod status.containerStatuses.0.lastState.terminated.exitCode = 3\n',
    );
    expect(out).toContain('    What to do:\n      1. ');
    expect(out).toContain('  Not checked (events not in the input): ');
  });

  it('speaks Chinese when asked', async () => {
    const { out } = await runCommand(
      ['diagnose', '--lang', 'zh'],
      listOf(crashingPod),
    );
    expect(out).toContain('怎么办');
    expect(out).not.toContain('What to do');
  });

  it.each([
    ['YAML', stringify(crashingPod)],
    [
      'YAML documents',
      `${stringify(healthyPod)}---\n${stringify(crashingPod)}`,
    ],
    ['a YAML list', stringify({ kind: 'List', items: [crashingPod] })],
    ['JSON texts in a row', `${listOf(healthyPod)}\n${listOf(crashingPod)}\n`],
    ['a bare JSON array', JSON.stringify([crashingPod])],
    ['a byte order mark', `\ufeff${listOf(crashingPod)}`],
  ])('reads %s', async (_, text) => {
    const { out } = await runCommand(['diagnose', '-o', 'json'], text);
    expect(diagnosed(out)).toContainEqual(['web-2', CAUSE]);
  });

  it('reads several files as one cluster, and the same pod once', async () => {
    const files = {
      a: listOf(healthyPod, crashingPod),
      b: listOf(crashingPod),
    };
    const { out } = await runCommand(
      ['diagnose', '-f', 'a', '-f', 'b', '-o', 'json'],
      '',
      files,
    );
    expect(diagnosed(out)).toEqual([['web-1'], ['web-2', CAUSE]]);
  });

  it('judges at the moment of --now: a crash of yesterday is history', async () => {
    const recovered = {
      ...crashingPod,
      status: {
        ...healthyPod.status,
        containerStatuses: [
          {
            ...crashingPod.status.containerStatuses[0],
            ready: true,
            state: { running: { startedAt: '2026-01-15T11:59:10Z' } },
          },
        ],
      },
    };
    const at = async (now: string) =>
      (await runCommand(['diagnose', '--now', now], listOf(recovered))).code;
    expect(await at('2026-01-15T11:59:30Z')).toBe(1);
    expect(await at('2026-01-16T12:00:00Z')).toBe(0);
  });

  it('shows control characters instead of obeying them', async () => {
    const name = 'web-2\u001b[2J\u202e';
    const hostile = {
      ...crashingPod,
      metadata: { ...crashingPod.metadata, name },
    };
    const { out } = await runCommand(['diagnose'], listOf(hostile));
    expect(out).toContain('web-2\\u{1b}[2J\\u{202e}');
    expect(out).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
  });
});

describe('what cannot be done is one sentence and exit code 2', () => {
  it.each([
    ['no such command', ['repair'], '', 'unknown command repair'],
    ['an unknown option', ['diagnose', '--fast'], '', '--fast'],
    ['another output', ['diagnose', '-o', 'xml'], '', 'text or json'],
    [
      'a time without a zone',
      ['diagnose', '--now', '2026-01-15T12:00:00'],
      '',
      'RFC 3339',
    ],
    ['a stray word', ['diagnose', 'pods.json'], '', 'name files with -f'],
    ['a missing file', ['diagnose', '-f', 'none'], '', 'cannot read none'],
    ['broken JSON', ['diagnose'], '{"kind":', 'standard input is not JSON'],
    ['broken YAML', ['diagnose'], 'a: [b', 'standard input is not YAML'],
    ['plain text', ['diagnose'], 'error: no cluster', 'no pod in the input'],
    ['nothing', ['diagnose'], '', 'no pod in the input'],
    ['a YAML bomb', ['diagnose'], bomb(), 'standard input is not YAML'],
  ])('%s', async (_, argv, stdin, sentence) => {
    const { code, out, err } = await runCommand(argv, stdin);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

/** "Billion laughs": ten aliases of ten aliases of … */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i += 1) {
    const alias = `*a${i - 1}`;
    lines.push(`a${i}: &a${i} [${Array(10).fill(alias).join(', ')}]`);
  }
  return lines.join('\n');
}

it('tells its usage and version', async () => {
  expect((await runCommand(['--help'])).out).toContain('Exit code');
  expect((await runCommand([])).out).toContain('Usage');
  expect(await runCommand(['--version'])).toEqual({
    code: 0,
    out: '1.2.3\n',
    err: '',
  });
});
