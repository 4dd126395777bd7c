// The lists of guards, of all packages.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../toolchain.mjs';

/** @returns {{ file: string, function: string, replaceWith: string, test: string, name: string, package: string }[]} `package`: its folder */
export function readLists() {
  const found = [];
  for (const group of ['plugins', 'packages']) {
    for (const name of readdirSync(path.join(root, group)).sort()) {
      const folder = path.join(root, group, name);
      for (const list of readdirSync(folder).filter(each =>
        /^mutants.*\.json$/.test(each),
      )) {
        const entries = JSON.parse(
          readFileSync(path.join(folder, list), 'utf8'),
        );
        found.push(...entries.map(entry => ({ ...entry, package: folder })));
      }
    }
  }
  return found;
}
