// Starts the reference portal: one backend process that serves the app as well, on one port of this machine.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { childEnv, node, root } from './toolchain.mjs';
import { ensureAppBuilt } from './buildApp.mjs';

const backend = path.join(root, 'packages', 'backend');
const READY_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 10_000;
/** Output kept for an error message, and for `output()`. */
const KEPT_CHARACTERS = 2_000_000;

/**
 * Starts the portal and resolves when people can sign in.
 *
 * @param {object} options
 * @param {number} [options.port] default 3000; 0 takes a free one
 * @param {string} [options.kubeconfig] a real cluster instead of the embedded one
 * @param {string} [options.context] context of that kubeconfig; default: its current one
 * @param {string[]} [options.configs] further config files, later ones win
 * @param {Record<string, string>} [options.env] added to the backend's environment
 * @param {string} [options.dataDir] where a real cluster's portal keeps its database
 * @param {string} [options.logFile] the backend's whole output, written there
 * @param {AbortSignal} [options.signal] ends the start, and what it has started
 * @param {(text: string) => void} [options.say] told of progress
 * @param {(text: string) => void} [options.onOutput] told of the backend's output
 * @returns {Promise<{ url: string, pid: number, output(): string, exited: Promise<number | string>, stop(): Promise<void> }>}
 *   `pid` is the one process of the portal; `stop` ends it and whatever it started
 */
export async function startPortal(options = {}) {
  const say = options.say ?? (() => {});
  const port = await freePort(options.port ?? 3000);
  await ensureAppBuilt(say, options.signal);
  say('starting the backend …');
  const url = `http://localhost:${port}`;
  const portal = spawnBackend(port, url, options);
  try {
    await readiness(portal, url, options);
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return portal;
}

function spawnBackend(port, url, options) {
  const require = createRequire(path.join(backend, 'package.json'));
  const args = [
    '--enable-source-maps',
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    'src/index.ts',
    ...configFiles(options).flatMap(file => ['--config', file]),
  ];
  const child = spawn(node, args, {
    cwd: backend,
    env: backendEnv(port, url, options),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, so that `stop` ends all of it
  });
  const output = keepOutput(child, options);
  const exited = new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  return {
    url,
    pid: child.pid,
    output,
    exited,
    stop: () => stop(child, exited),
  };
}

function configFiles({ kubeconfig, configs = [] }) {
  const cluster = kubeconfig ? 'cluster' : 'embedded';
  return [
    path.join(root, 'app-config.yaml'),
    path.join(root, `app-config.${cluster}.yaml`),
    ...configs.map(file => path.resolve(file)),
  ];
}

function backendEnv(port, url, options) {
  const { kubeconfig, context, env = {} } = options;
  return childEnv({
    NODE_ENV: 'development',
    FORCE_COLOR: '0',
    APP_CONFIG_app_baseUrl: url,
    APP_CONFIG_backend_baseUrl: url,
    APP_CONFIG_backend_listen_port: String(port),
    ...(kubeconfig && {
      PORTAL_KUBECONFIG: path.resolve(kubeconfig),
      PORTAL_DATA: dataDirectory(options),
    }),
    ...(context && { PORTAL_CONTEXT: context }),
    ...env,
  });
}

/** One per cluster, so that a portal's sessions outlive it and no cluster's entities show up in another's catalog. */
function dataDirectory({ kubeconfig, context = '', dataDir }) {
  const key = createHash('sha256').update(
    `${path.resolve(kubeconfig)}\n${context}`,
  );
  const directory =
    dataDir ??
    path.join(root, '.portal', `data-${key.digest('hex').slice(0, 12)}`);
  mkdirSync(directory, { recursive: true });
  return path.resolve(directory);
}

function keepOutput(child, { logFile, onOutput }) {
  let kept = '';
  const file = logFile && createWriteStream(logFile, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', text => {
      kept = (kept + text).slice(-KEPT_CHARACTERS);
      file?.write(text);
      onOutput?.(text);
    });
  }
  child.once('close', () => file?.end());
  return () => kept;
}

async function readiness(portal, url, { kubeconfig, signal }) {
  const questions = [isReady, canSignIn, ...(kubeconfig ? [] : [hasServices])];
  const over = new AbortController();
  const tooLate = after(READY_WITHIN_MS, undefined, { signal: over.signal });
  const failed = Promise.race([
    portal.exited.then(code => `the backend ended (${code}) while starting`),
    tooLate.then(() => `not ready after ${READY_WITHIN_MS / 1000} s`),
    aborted(signal),
  ]).then(reason => {
    throw new Error(`${reason}\n${lastLines(portal.output())}`);
  });
  try {
    for (const question of questions) {
      while (!(await Promise.race([question(url), failed]))) {
        await Promise.race([after(200), failed]);
      }
    }
  } finally {
    failed.catch(() => {}); // cancelled by the next line, or thrown above already
    over.abort();
  }
}

function aborted(signal) {
  return new Promise(resolve => {
    if (signal?.aborted) resolve('stopped');
    signal?.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

async function isReady(url) {
  return (await get(`${url}/.backstage/health/v1/readiness`))?.ok === true;
}

/** The people are in the catalog a moment after the backend is ready. */
async function canSignIn(url) {
  return (await signIn(url)) !== undefined;
}

async function hasServices(url) {
  const token = await signIn(url);
  const answer = await get(
    `${url}/api/catalog/entities/by-query?filter=kind=component&limit=1`,
    { authorization: `Bearer ${token}` },
  );
  return answer?.ok === true && (await answer.json()).items.length > 0;
}

async function signIn(url) {
  const answer = await get(`${url}/api/auth/demo/refresh`, {
    'x-demo-person': 'user:default/pia',
    'x-requested-with': 'XMLHttpRequest',
  });
  return answer?.ok ? (await answer.json()).backstageIdentity.token : undefined;
}

/** The answer; undefined while nothing listens yet. */
async function get(url, headers = {}) {
  try {
    return await fetch(url, { headers });
  } catch (error) {
    if (error instanceof TypeError) return undefined; // what fetch throws when it could not connect
    throw error;
  }
}

async function stop(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child, 'SIGTERM');
  const patience = new AbortController();
  const late = after(STOPPED_WITHIN_MS, 'late', { signal: patience.signal });
  if ((await Promise.race([exited, late])) === 'late') {
    signalGroup(child, 'SIGKILL');
    await exited;
  } else {
    late.catch(() => {}); // cancelled on the next line
    patience.abort();
  }
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // gone already
  }
}

/** `wanted` if it is free, or any free port for 0. Throws a sentence when it is taken. */
async function freePort(wanted) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', error =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `port ${wanted} is taken by another program; choose one with --port`,
            )
          : error,
      ),
    );
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

function lastLines(text) {
  return text.split('\n').slice(-30).join('\n');
}

/** A kubeconfig must be there before anything is built or started. */
export function checkKubeconfig(file) {
  if (!existsSync(file)) {
    throw new Error(`there is no kubeconfig at ${file}`);
  }
}
