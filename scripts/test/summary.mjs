// Runs named steps one after the other and says what they counted.

import { stopping } from './stopping.mjs';

/** One line of progress. */
export function say(text) {
  process.stdout.write(`pod-health: ${text}\n`);
}

/**
 * Runs each step, also after a failed one but not after we were told to end, and prints what failed by name, the table and the closing line
 * `N passed, N failed`.
 *
 * @param {Record<string, () => Promise<{ passed: number, failed: number, failures?: string[], skipped?: number, notRun?: string }>>} steps
 * @param {readonly string[]} names which, and in which order
 * @returns {Promise<number>} how many failed
 */
export async function runSteps(steps, names) {
  const done = [];
  for (const name of names) {
    if (stopping.aborted) break;
    const started = Date.now();
    say(`${name} …`);
    const counts = await steps[name]().catch(error => {
      say(`${name}: ${error.stack}`);
      return { passed: 0, failed: 1, failures: [error.message] };
    });
    const seconds = Math.round((Date.now() - started) / 1000);
    done.push({ name, ...counts, seconds });
  }
  const failed = summary(done);
  return stopping.aborted ? failed + 1 : failed;
}

function summary(done) {
  const sum = key => done.reduce((total, each) => total + (each[key] ?? 0), 0);
  // A long run's output is cut at its head: what failed is told again where it is read.
  for (const { name, failures = [] } of done) {
    for (const failure of failures) say(`failed: ${name}: ${failure}`);
  }
  process.stdout.write('\n');
  for (const { name, seconds, ...counts } of done) {
    process.stdout.write(
      `${name.padEnd(10)} ${String(seconds).padStart(4)} s  ${words(counts)}\n`,
    );
  }
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed');
}

function words({ passed, failed, skipped, notRun }) {
  if (notRun) return `not run: ${notRun}`;
  return `${passed} passed, ${failed} failed${
    skipped ? `, ${skipped} skipped` : ''
  }`;
}
