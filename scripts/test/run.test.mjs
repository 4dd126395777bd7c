import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../toolchain.mjs';
import { jestCounts, playwrightCounts, tapCounts } from './run.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'pod-health-counts-'));
const report = (name, content) => {
  const file = path.join(folder, name);
  writeFileSync(
    file,
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return file;
};
const jest = {
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
};

const suite = (file, status, assertionResults) => ({
  name: path.join(root, file),
  status,
  assertionResults,
});

test('jest: failures and suites that do not load both count', () => {
  assert.deepEqual(jestCounts(report('a', jest), 0), {
    passed: 3,
    failed: 0,
    skipped: 0,
    failures: [],
  });
  const bad = {
    ...jest,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    testResults: [
      suite('a.test.ts', 'failed', [{ status: 'failed', fullName: 'adds' }]),
      suite('b.test.ts', 'failed', []),
      suite('c.test.ts', 'passed', [{ status: 'passed', fullName: 'is' }]),
    ],
  };
  const { failed, failures } = jestCounts(report('b', bad), 1);
  assert.equal(failed, 3);
  assert.deepEqual(failures, ['a.test.ts: adds', 'b.test.ts']);
});

test('a program that fails without naming a failure is a failure', () => {
  assert.equal(jestCounts(report('c', jest), 1).failed, 1);
  assert.equal(jestCounts(path.join(folder, 'nothing'), 0).failed, 1);
  assert.equal(tapCounts(report('d', '# pass 0\n# fail 0\n'), 0).failed, 1);
});

test('Playwright: a flaky test is a failure', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 1, skipped: 0 };
  const spec = (title, status) => ({
    file: 'logs.spec.ts',
    title,
    tests: [{ status }],
  });
  const suites = [
    {
      specs: [spec('follows', 'expected')],
      suites: [{ specs: [spec('searches', 'flaky')] }],
    },
  ];
  const all = { stats, errors: [], suites };
  assert.deepEqual(playwrightCounts(report('e', all), 0), {
    passed: 5,
    failed: 1,
    skipped: 0,
    failures: ['logs.spec.ts: searches'],
  });
});

test('node --test', () => {
  const text = 'TAP version 13\n# tests 4\n# pass 3\n# fail 1\n# skipped 0\n';
  assert.deepEqual(tapCounts(report('f', text), 1), {
    passed: 3,
    failed: 1,
    skipped: 0,
  });
});
