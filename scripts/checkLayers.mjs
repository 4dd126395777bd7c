// Checks who imports what, and how long files and functions are: layers/rules.mjs says why. Exit 1 when a rule is broken.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { violations } from './layers/check.mjs';
import * as law from './layers/rules.mjs';
import { root } from './toolchain.mjs';

const SOURCE = /\.(m?[jt]s|tsx)$/;
const NOT_OURS =
  /(^|\/)(node_modules|dist|dist-types|recordings|fixtures|test-results)\/|\.generated\./;

function sourcesBelow(folder) {
  return readdirSync(path.join(root, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile() && SOURCE.test(entry.name))
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)))
    .map(file => file.split(path.sep).join('/'))
    .filter(file => !NOT_OURS.test(file));
}

function workspacePackages() {
  const found = new Map();
  for (const group of ['packages', 'plugins']) {
    for (const name of readdirSync(path.join(root, group))) {
      const manifest = path.join(root, group, name, 'package.json');
      found.set(
        JSON.parse(readFileSync(manifest, 'utf8')).name,
        `${group}/${name}/src`,
      );
    }
  }
  return found;
}

const files = ['packages', 'plugins', 'scripts', 'e2e']
  .flatMap(sourcesBelow)
  .map(file => ({
    path: file,
    text: readFileSync(path.join(root, file), 'utf8'),
  }));
const broken = violations(files, law, workspacePackages());
for (const sentence of broken) {
  process.stdout.write(`${sentence}\n`);
}
process.stdout.write(
  `layers: ${files.length} files, ${law.rules.length + 2} rules, ${
    broken.length
  } violations\n`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
