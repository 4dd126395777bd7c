// `npm test [-- --only STEP,STEP]`: everything that needs no cluster. The last line says how many passed and failed.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { browserSuite } from './test/browser.mjs';
import { cliSmoke } from './test/cliSmoke.mjs';
import { startPostgres } from './test/postgres.mjs';
import { jestCounts, program, run, tapCounts, yesOrNo } from './test/run.mjs';
import { runSteps, say } from './test/summary.mjs';
import { root } from './toolchain.mjs';

const results = path.join(root, '.portal', 'results');
const backstage = program('@backstage/cli', 'bin/backstage-cli');

const check = args => async () => yesOrNo(await run(args));

/** Each step resolves to `{ passed, failed, skipped?, notRun? }`. */
const steps = {
  lint,
  format: check([
    program('prettier', 'bin-prettier.js'),
    '--check',
    '--loglevel',
    'warn',
    '.',
  ]),
  types: check([program('typescript', 'bin/tsc')]),
  layers: check(['scripts/checkLayers.mjs']),
  generated: check(['scripts/generate.mjs', '--check']),
  scripts: scriptTests,
  unit: unitTests,
  cli: cliSmoke,
  browser: () => browserSuite(say),
};

/** Backstage's own rules for the packages, then those of the scripts and the suites, which are no packages to it. */
async function lint() {
  const eslint = program('eslint', 'bin/eslint');
  const codes = [
    await run([backstage, 'repo', 'lint']),
    await run([eslint, '--ext', '.mjs,.ts', 'scripts', 'e2e']),
  ];
  return yesOrNo(Math.max(...codes));
}

async function scriptTests() {
  const report = path.join(results, 'scripts.tap');
  const code = await run([
    '--test',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    'scripts/**/*.test.mjs',
  ]);
  return tapCounts(report, code);
}

/** Unit and integration tests of all packages; with Postgres where there is one. */
async function unitTests() {
  const report = path.join(results, 'jest.json');
  const postgres = await startPostgres();
  if (!postgres) {
    say(
      'no Postgres found: the session store is tested on SQLite only (`apt-get install postgresql`)',
    );
  }
  try {
    const code = await run(
      [
        backstage,
        'repo',
        'test',
        '--watch=false',
        '--json',
        `--outputFile=${report}`,
      ],
      {
        // only the name of the variable matters; the store's SQL is that of any Postgres since 12
        env: postgres
          ? {
              BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
                postgres.url,
            }
          : {},
      },
    );
    return jestCounts(report, code);
  } finally {
    postgres?.stop();
  }
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = values.only?.split(',') ?? Object.keys(steps);
const unknown = names.filter(name => !Object.hasOwn(steps, name));
if (unknown.length > 0) {
  say(
    `no step is called ${unknown.join(', ')}; steps: ${Object.keys(steps).join(
      ', ',
    )}`,
  );
  process.exit(2);
}
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
process.exitCode = (await runSteps(steps, names)) > 0 ? 1 : 0;
