// `npm run e2e:cluster [-- --only STEP,STEP] [--causes ID,ID] [--keep]`: everything that needs a real cluster, on the one KUBECONFIG names, whose account must be
// its administrator. The portal itself gets the account of rbac/*.yaml. `--keep` leaves the scenarios there.
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { kubectl, writeAccountKubeconfig } from './cluster/account.mjs';
import { causeScenarios } from './cluster/causeScenarios.mjs';
import { healthyWorkloads } from './cluster/healthyWorkloads.mjs';
import { startPortal } from './startPortal.mjs';
import { findChromium, howToGetChromium } from './test/chromium.mjs';
import { playwright } from './test/browser.mjs';
import { jestCounts, program, run } from './test/run.mjs';
import { stopping } from './test/stopping.mjs';
import { runSteps, say } from './test/summary.mjs';
import { root } from './toolchain.mjs';

const work = path.join(root, '.portal', 'e2e');
const account = path.join(work, 'kubeconfig');
const manifests = path.join(
  root,
  'packages',
  'demo-cluster',
  'scenarios',
  'manifests',
);

const steps = {
  contract: () =>
    jest(
      'packages/demo-cluster',
      ['--runTestsByPath', 'src/contract.test.ts'],
      {
        POD_HEALTH_CONTRACT_KUBECONFIG: process.env.KUBECONFIG,
      },
    ),
  backend: () =>
    jest('plugins/pod-health-backend', ['--testMatch', '**/*.cluster.ts']),
  causes: () => causeScenarios(say, values.causes?.split(',')),
  healthy: () => healthyWorkloads(say),
  browser: browserOnCluster,
};

/** Jest in one package, in one process: the suites share the cluster. */
async function jest(folder, args, env = {}) {
  const report = path.join(work, `${path.basename(folder)}.json`);
  const cli = program('@backstage/cli', 'bin/backstage-cli');
  const code = await run(
    [
      cli,
      'package',
      'test',
      '--watch=false',
      '--runInBand',
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    { cwd: path.join(root, folder), env },
  );
  return jestCounts(report, code);
}

async function browserOnCluster() {
  if (!findChromium()) throw new Error(howToGetChromium);
  const audit = auditLog();
  writeAccountKubeconfig(account);
  applyScenarios();
  const logFile = path.join(work, 'backend.log');
  const portal = await startPortal({
    port: 0,
    kubeconfig: account,
    configs: [path.join(root, 'e2e', 'app-config.e2e.yaml')],
    dataDir: path.join(work, 'data'),
    logFile,
    say,
    signal: stopping,
  });
  try {
    return await playwright('cluster', {
      POD_HEALTH_URL: portal.url,
      POD_HEALTH_BACKEND_PID: String(portal.pid),
      POD_HEALTH_BACKEND_LOG: logFile,
      POD_HEALTH_KUBECONFIG: account,
      ...audit,
    });
  } finally {
    await portal.stop();
    if (!values.keep) removeScenarios();
  }
}

/** The misspelt field gets past no client that validates: the server is the one to be asked here. */
function applyScenarios() {
  kubectl(['apply', '-f', path.join(manifests, 'namespaces.yaml')]);
  kubectl(['apply', '--validate=false', '-f', manifests]);
}

function removeScenarios() {
  kubectl([
    'delete',
    '--ignore-not-found',
    '--wait=false',
    '-f',
    path.join(manifests, 'namespaces.yaml'),
  ]);
}

/** Who asked what of the cluster from now on, where the cluster keeps that in a file we can read. */
function auditLog() {
  const { POD_HEALTH_AUDIT_LOG, PODCLUSTER_STATE } = process.env;
  const file =
    POD_HEALTH_AUDIT_LOG ??
    (PODCLUSTER_STATE && path.join(PODCLUSTER_STATE, 'log', 'audit.log'));
  return file && existsSync(file)
    ? {
        POD_HEALTH_AUDIT_LOG: file,
        POD_HEALTH_AUDIT_FROM: String(statSync(file).size),
      }
    : {};
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    causes: { type: 'string' },
    keep: { type: 'boolean' },
  },
});
if (!process.env.KUBECONFIG) {
  say(
    'KUBECONFIG names no cluster: set it to the kubeconfig of an administrator',
  );
  process.exit(2);
}
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const names = values.only?.split(',') ?? Object.keys(steps);
process.exitCode = (await runSteps(steps, names)) > 0 ? 1 : 0;
