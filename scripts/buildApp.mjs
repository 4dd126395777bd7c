// The app's bundle, built when the sources it is made of have changed since the last build.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { node, root, spawnYarn } from './toolchain.mjs';

/** What the bundle is made of, relative to the repository. */
const SOURCES = [
  'packages/app/public',
  'packages/app/src',
  'packages/app/package.json',
  'plugins/pod-health/src',
  'plugins/pod-health/package.json',
  'plugins/pod-health-common/src',
  'app-config.yaml',
  'yarn.lock',
];

const STAMP = path.join(root, '.portal', 'app-bundle.stamp');
const INDEX = path.join(root, 'packages', 'app', 'dist', 'index.html');

/**
 * Makes sure packages/app/dist is the bundle of the present sources. `say` is told when a build begins; its output goes to `say` only when
 * it fails; `signal` ends it. Returns whether it built.
 */
export async function ensureAppBuilt(say, signal) {
  const hash = hashOf(SOURCES);
  const built = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
  if (built && existsSync(INDEX)) {
    return false;
  }
  say('building the app (only after its sources have changed; 20 to 60 s) …');
  const output = [];
  const child = spawnYarn(['workspace', 'app', 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', data => output.push(data));
  child.stderr.on('data', data => output.push(data));
  const end = () => process.kill(-child.pid, 'SIGTERM');
  signal?.addEventListener('abort', end, { once: true });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal?.removeEventListener('abort', end);
  if (signal?.aborted) {
    throw new Error('stopped');
  }
  if (code !== 0) {
    say(Buffer.concat(output).toString());
    throw new Error('the app does not build');
  }
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, hash);
  return true;
}

function hashOf(sources) {
  const hash = createHash('sha256').update(path.basename(node));
  for (const file of sources.flatMap(filesBelow).sort()) {
    hash.update(file).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function filesBelow(source) {
  if (!path.extname(source) || !existsSync(path.join(root, source))) {
    return readdirSync(path.join(root, source), {
      recursive: true,
      withFileTypes: true,
    })
      .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map(entry =>
        path.relative(root, path.join(entry.parentPath, entry.name)),
      );
  }
  return [source];
}
