// causes/index.ts: one static import for each cause folder.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../loadTypeScript.mjs';

/** Folder of the causes, from the root. */
export const CAUSES = 'packages/diagnosis/src/causes';

/** Every folder with a cause.ts, sorted by state and id. */
export function causeFolders() {
  const full = path.join(root, CAUSES);
  const folders = name =>
    readdirSync(path.join(full, name), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort();
  return folders('.')
    .filter(state => state !== 'shared')
    .flatMap(state =>
      folders(state).map(id => ({
        state,
        id,
        folder: `${CAUSES}/${state}/${id}`,
      })),
    )
    .filter(({ folder }) => existsSync(path.join(root, folder, 'cause.ts')));
}

const variable = id => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** The index that lists them. */
export function indexSource(folders) {
  const imports = folders.map(
    ({ state, id }) => `import ${variable(id)} from './${state}/${id}/cause';`,
  );
  const list = folders.map(({ id }) => `  ${variable(id)},`);
  const text = [
    '// Written by `npm run generate`. Do not edit.',
    "import type { Cause } from '../engine/cause';",
    ...imports,
    '',
    '/** Every cause, by state and id. */',
    ...(list.length > 0
      ? ['export const causes: readonly Cause[] = [', ...list, '];']
      : ['export const causes: readonly Cause[] = [];']),
    '',
  ].join('\n');
  return { file: `${CAUSES}/index.ts`, text };
}
