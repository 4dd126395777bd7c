// The command line as people use it: the installed program, a pipe, and what comes out.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../toolchain.mjs';
import { runAndRead } from './run.mjs';

const bin = path.join(root, 'node_modules', '.bin', 'pod-health');
const causes = path.join(root, 'packages', 'diagnosis', 'src', 'causes');

/** Each cause's first `found-*.json`, which is one line of the batch command's input. */
function foundFixtures() {
  return readdirSync(causes, { recursive: true })
    .filter(file =>
      /fixtures\/found-[^/]*\.json$/.test(file.split(path.sep).join('/')),
    )
    .map(file => ({
      file,
      fixture: JSON.parse(readFileSync(path.join(causes, file), 'utf8')),
    }));
}

/**
 * Sends every captured fixture, and one line that is no JSON in their midst, through `pod-health diagnose --batch`. One passes per line
 * that names the expected root cause first; the malformed line passes when it is answered with an error and the rest goes on.
 */
export async function cliSmoke() {
  const cases = foundFixtures();
  const lines = cases.map(({ fixture }) => JSON.stringify(fixture));
  const { output } = await runAndRead([bin, 'diagnose', '--batch'], {
    stdin: ['this is not JSON', ...lines].join('\n'),
  });
  const [malformed, ...answers] = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  let failed = 0;
  if (!malformed.error) {
    failed += 1;
    process.stdout.write('a malformed line is not answered with an error\n');
  }
  cases.forEach(({ file, fixture }, index) => {
    const named = answers[index]?.findings?.[0]?.cause;
    if (!fixture.expect.found.includes(named)) {
      failed += 1;
      process.stdout.write(
        `${file}: named ${named}, expected ${fixture.expect.found.join(
          ' or ',
        )}\n`,
      );
    }
  });
  return {
    passed: cases.length + 1 - failed,
    failed: cases.length === 0 ? 1 : failed,
  };
}
