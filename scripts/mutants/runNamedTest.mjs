// One test of one file, by name, in the package's own jest.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { childEnv, node, root } from '../toolchain.mjs';

const cli = path.join(
  root,
  'node_modules',
  '@backstage',
  'cli',
  'bin',
  'backstage-cli',
);

/**
 * @param {{ package: string, test: string, name: string }} mutant `name` is a regular expression over a test's full name
 * @returns {Promise<{ matched: number, failed: number, crashed?: string }>} `crashed`: the file did not even load
 */
export async function runNamedTest(mutant) {
  const folder = mkdtempSync(path.join(tmpdir(), 'pod-health-mutant-'));
  const report = path.join(folder, 'report.json');
  try {
    const output = await jest(mutant, report);
    return existsSync(report)
      ? countsOf(JSON.parse(readFileSync(report, 'utf8')), mutant)
      : { matched: 0, failed: 0, crashed: `no report: ${output.slice(-500)}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function jest(mutant, report) {
  const args = [
    cli,
    'package',
    'test',
    '--watch=false',
    '--maxWorkers=1',
    '--json',
    `--outputFile=${report}`,
    '--testNamePattern',
    mutant.name,
    '--runTestsByPath',
    mutant.test,
  ];
  const child = spawn(node, args, {
    cwd: mutant.package,
    env: childEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', data => {
      output += data;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

function countsOf(report, { name }) {
  const pattern = new RegExp(name, 'i');
  const run = report.testResults
    .flatMap(file => file.assertionResults)
    .filter(each => pattern.test(each.fullName) && each.status !== 'pending');
  const crashed = report.testResults.find(
    file => file.assertionResults.length === 0 && file.message,
  );
  return {
    matched: run.length,
    failed: run.filter(each => each.status === 'failed').length,
    ...(crashed && {
      crashed: `the test file does not load: ${crashed.message.slice(0, 300)}`,
    }),
  };
}
