// One program in the foreground, and what it counted.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { childEnv, node, root } from '../toolchain.mjs';
import { endWithUs } from './stopping.mjs';

/**
 * Runs a program under the pinned Node with our terminal and resolves to its exit code (1 when a signal ended it). Signals to us reach it.
 */
export function run(args, { env = {}, cwd = root, stdin } = {}) {
  const child = spawn(node, args, {
    cwd,
    env: childEnv(env),
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'inherit', 'inherit'],
  });
  child.stdin?.end(stdin);
  const forget = endWithUs(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  }).finally(forget);
}

/** Like {@link run}, resolving to the exit code and all it wrote to its standard output. */
export async function runAndRead(args, { env = {}, cwd = root, stdin } = {}) {
  const child = spawn(node, args, {
    cwd,
    env: childEnv(env),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', text => {
    output += text;
  });
  child.stdin.end(stdin);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', each => resolve(each ?? 1));
  });
  return { code, output };
}

/** Path of a package's program. */
export function program(name, script) {
  return path.join(root, 'node_modules', name, script);
}

/** Counts of a check that only says yes or no. */
export function yesOrNo(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Counts from jest's `--json` report. A suite that does not load counts as a failure. */
export function jestCounts(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const {
    numPassedTests,
    numFailedTests,
    numRuntimeErrorTestSuites,
    numPendingTests,
    testResults = [],
  } = JSON.parse(readFileSync(report, 'utf8'));
  return atLeastOne(code, {
    passed: numPassedTests,
    failed: numFailedTests + numRuntimeErrorTestSuites,
    skipped: numPendingTests,
    failures: testResults.flatMap(failuresOfSuite),
  });
}

/** Names of the tests of one suite that failed; the suite's own name when it did not load. */
function failuresOfSuite({ name, status, assertionResults }) {
  const file = path.relative(root, name);
  const failed = assertionResults.filter(each => each.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [file];
  return failed.map(({ fullName }) => `${file}: ${fullName}`);
}

/** Counts from Playwright's JSON report. A test that passed only at the second try is a failure. */
export function playwrightCounts(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats, errors, suites } = JSON.parse(readFileSync(report, 'utf8'));
  return atLeastOne(code, {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...failuresOfSpecs(suites), ...errors.map(each => each.message)],
  });
}

/** Suites nest: a file, then its groups. */
function failuresOfSpecs(suites = []) {
  return suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs
      .filter(({ tests }) =>
        tests.some(({ status }) => ['unexpected', 'flaky'].includes(status)),
      )
      .map(({ file, title }) => `${file}: ${title}`),
    ...failuresOfSpecs(inner),
  ]);
}

/** Counts from the TAP report of `node --test`. */
export function tapCounts(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const text = readFileSync(report, 'utf8');
  const number = word =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return atLeastOne(code, {
    passed: number('pass'),
    failed: number('fail'),
    skipped: number('skipped'),
  });
}

/** A run that failed without naming a failure, or ran nothing at all, is one failure. */
function atLeastOne(code, counts) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}
