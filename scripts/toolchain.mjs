// The pinned Node and Yarn of this repository, fetched from the package registry as ordinary npm packages into .tools/.
// The platform package of Node is taken directly: the `node` package would fetch it in an install script.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.18.1';
const tools = path.join(
  root,
  '.tools',
  `node-${NODE_VERSION}-yarn-${YARN_VERSION}`,
);
const nodePackage = `node-${
  process.platform === 'win32' ? 'win' : process.platform
}-${process.arch}`;
const nodeDir = path.join(tools, 'node_modules', nodePackage, 'bin');
const yarnJs = path.join(
  tools,
  'node_modules',
  '@yarnpkg',
  'cli-dist',
  'bin',
  'yarn.js',
);
/** The pinned Node binary. */
export const node = path.join(
  nodeDir,
  process.platform === 'win32' ? 'node.exe' : 'node',
);

function say(text) {
  process.stderr.write(`pod-health: ${text}\n`);
}

function run(command, args, options) {
  const done = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    throw new Error(
      `${path.basename(command)} ${args[0]} failed (exit ${
        done.status ?? done.signal
      })`,
    );
  }
}

let registryEnv;

/** Tells Yarn which registry npm is set up for; where npm does not say, Yarn's own default holds. */
function registrySettings() {
  if (registryEnv) return registryEnv;
  const asked = spawnSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const url = asked.stdout?.trim();
  registryEnv = {
    ...(url && { YARN_NPM_REGISTRY_SERVER: url }),
    ...(url?.startsWith('http:') && {
      YARN_UNSAFE_HTTP_WHITELIST: new URL(url).hostname,
    }),
  };
  return registryEnv;
}

/** Environment of every child: the pinned Node first on PATH, nothing inherited from the npm that started us. */
export function childEnv(extra = {}) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.toLowerCase().startsWith('npm_')) env[name] = value;
  }
  return {
    ...env,
    ...registrySettings(),
    PATH: `${nodeDir}${path.delimiter}${env.PATH ?? ''}`,
    YARN_IGNORE_PATH: '1',
    ...extra,
  };
}

function installTools() {
  if (existsSync(node) && existsSync(yarnJs)) return;
  say(
    `fetching Node ${NODE_VERSION} and Yarn ${YARN_VERSION} from the package registry (once, about 200 MB) …`,
  );
  mkdirSync(tools, { recursive: true });
  writeFileSync(path.join(tools, 'package.json'), '{"private":true}\n');
  run(
    'npm',
    [
      'install',
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${nodePackage}@${NODE_VERSION}`,
      `@yarnpkg/cli-dist@${YARN_VERSION}`,
    ],
    { cwd: tools, shell: process.platform === 'win32' },
  );
}

/** Hash of everything an install depends on. */
function installStamp() {
  const hash = createHash('sha256')
    .update(NODE_VERSION)
    .update(readFileSync(path.join(root, 'yarn.lock')));
  const manifests = ['package.json', 'e2e/package.json'];
  for (const group of ['packages', 'plugins']) {
    for (const name of readdirSync(path.join(root, group)).sort())
      manifests.push(`${group}/${name}/package.json`);
  }
  for (const file of manifests) {
    if (existsSync(path.join(root, file)))
      hash.update(file).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Makes sure the pinned tools and the locked dependencies are there; says what it does only when there is something to do. */
export function ensureInstalled() {
  installTools();
  const stampFile = path.join(root, 'node_modules', '.install-stamp');
  const stamp = installStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return;
  say(
    'installing dependencies from yarn.lock (about two minutes the first time) …',
  );
  run(node, [yarnJs, 'install', '--immutable'], { cwd: root, env: childEnv() });
  writeFileSync(stampFile, stamp);
}

/** Runs yarn in the foreground; throws when it fails. */
export function yarn(args, { env = {}, cwd = root } = {}) {
  installTools();
  run(node, [yarnJs, ...args], { cwd, env: childEnv(env) });
}

/** Runs a script of ours, or a package's program, under the pinned Node; throws when it fails. */
export function runNode(args, { env = {}, cwd = root } = {}) {
  run(node, args, { cwd, env: childEnv(env) });
}

/**
 * Runs a script of ours under the pinned Node and resolves to its exit code. Signals go to the script, which ends what it started; we
 * end when it has.
 */
export function runScript(args) {
  const child = spawn(node, args, {
    cwd: root,
    env: childEnv(),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Starts yarn in the background in its own process group and returns the child. */
export function spawnYarn(
  args,
  { env = {}, cwd = root, stdio = 'inherit' } = {},
) {
  return spawn(node, [yarnJs, ...args], {
    cwd,
    env: childEnv(env),
    stdio,
    detached: process.platform !== 'win32',
  });
}
