// For packages/cli/bin in a checkout: one CommonJS file of the command and the engine, made anew when a source is newer.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = path.join(root, 'packages');
const cache = path.join(root, 'node_modules', '.cache', 'pod-health');

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'fixtures')
    .map(entry => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? newest(full) : statSync(full).mtimeMs;
    })
    .reduce((latest, time) => Math.max(latest, time), statSync(folder).mtimeMs);
}

/** Path of the bundle, up to date. */
export async function bundle() {
  const file = path.join(cache, 'cli.cjs');
  const changed = Math.max(
    newest(path.join(packages, 'cli', 'src')),
    newest(path.join(packages, 'diagnosis', 'src')),
  );
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made > changed) return file;
  mkdirSync(cache, { recursive: true });
  // Written aside and moved into place: two commands may start at once.
  const draft = `${file}.${process.pid}`;
  await build({
    entryPoints: [path.join(packages, 'cli', 'src', 'index.ts')],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  renameSync(draft, file);
  return file;
}
