// Lets plain Node scripts use the packages' TypeScript: bundles an entry with esbuild and imports the result. What comes from the registry stays outside.
import { build } from 'esbuild';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

let loads = 0;

/** Packages of this repository are bundled, since Node cannot read their TypeScript; those of others are imported as they are. */
const onlyOurs = {
  name: 'only-ours',
  setup(build_) {
    build_.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
      const ours =
        kind === 'entry-point' ||
        /^(backstage-plugin-pod-health|pod-)/.test(name);
      return ours ? undefined : { external: true };
    });
  },
};

/**
 * Imports a TypeScript module of this repository as it is on disk now.
 * @param {string} entry path from the root
 * @returns the module's exports
 */
export async function loadTypeScript(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [onlyOurs],
  });
  const folder = path.join(root, 'node_modules', '.cache', 'pod-health');
  mkdirSync(folder, { recursive: true });
  // A name of its own for each load: Node never imports a changed file twice.
  const name = `${path.basename(entry, '.ts')}-${process.pid}-${loads++}.mjs`;
  const file = path.join(folder, name);
  writeFileSync(file, outputFiles[0].text);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file);
  }
}
