// `node scripts/run.mjs COMMAND [ARGS]`: installs what is missing, then runs the command under the pinned Node.
// Works on any Node >= 20 with npm: this file and toolchain.mjs use no dependency.
import { ensureInstalled, runScript, yarn } from './toolchain.mjs';

const [command, ...args] = process.argv.slice(2);

/** Each command is a script of this folder; `yarn` passes through. */
const scripts = {
  start: 'scripts/start.mjs',
  test: 'scripts/test.mjs',
  'e2e:cluster': 'scripts/e2eCluster.mjs',
  generate: 'scripts/generate.mjs',
  capture: 'scripts/capture.mjs',
  mutants: 'scripts/mutants.mjs',
  fuzz: 'scripts/fuzz.mjs',
  'bench:diagnosis': 'scripts/bench/diagnosis.mjs',
  'bench:live': 'scripts/bench/live.mjs',
  'bench:memory': 'scripts/bench/memory.mjs',
};

try {
  if (command === 'yarn') {
    yarn(args);
  } else if (Object.hasOwn(scripts, command ?? '')) {
    ensureInstalled();
    process.exitCode = await runScript([scripts[command], ...args]);
  } else {
    process.stderr.write(
      `usage: node scripts/run.mjs ${Object.keys(scripts).join(
        '|',
      )}|yarn [arguments]\n`,
    );
    process.exitCode = 2;
  }
} catch (error) {
  process.stderr.write(`pod-health: ${error.message}\n`);
  process.exitCode = 1;
}
