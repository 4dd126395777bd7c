// Writing generated files, or finding out that they differ.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { root } from '../loadTypeScript.mjs';

/** First line of each generated Markdown page; a page without it is written by hand and never touched. */
export const PAGE_MARK = '<!-- Written by `npm run generate`. Do not edit. -->';

/**
 * Writes files that differ from what is on disk, and removes generated pages of `owned` that are no longer made.
 * @param {{ file: string, text: string }[]} files paths from the root
 * @param {{ check: boolean, owned?: string }} options check: write nothing
 * @returns {string[]} the files that differed
 */
export function writeAll(files, { check, owned }) {
  const changed = files.filter(({ file, text }) => read(file) !== text);
  const made = new Set(files.map(({ file }) => file));
  const stale = owned
    ? generatedPages(owned).filter(file => !made.has(file))
    : [];
  if (!check) {
    for (const { file, text } of changed) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    for (const file of stale) rmSync(path.join(root, file));
  }
  return [...changed.map(({ file }) => file), ...stale];
}

function read(file) {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

function generatedPages(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder))
    .filter(name => name.endsWith('.md'))
    .map(name => `${folder}/${name}`)
    .filter(file => read(file)?.startsWith(PAGE_MARK));
}

/** The file as Prettier would leave it, so that formatting and generating never disagree. */
export async function formatted({ file, text }) {
  const filepath = path.join(root, file);
  const options = await prettier.resolveConfig(filepath);
  return { file, text: await prettier.format(text, { ...options, filepath }) };
}
