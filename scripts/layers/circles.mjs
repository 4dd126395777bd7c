// Files that import one another in a circle: none of them can be read, tested or moved alone.

/** What a module may be called in an import: itself, or the folder it is the index of. */
function callings(file) {
  const name = file.replace(/\.tsx?$/, '');
  return name.endsWith('/index')
    ? [name, name.slice(0, -'/index'.length)]
    : [name];
}

/**
 * The circles among some files, each once, by depth-first search; type imports count, since a reader follows them too.
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports path of each file -> what it imports, as `readSource` resolves it
 * @returns {string[][]} paths; each imports the next and the last the first
 */
export function circles(imports) {
  const files = new Map();
  for (const file of imports.keys())
    for (const name of callings(file)) files.set(name, file);
  const done = new Set();
  const found = [];
  const visit = (file, above) => {
    const at = above.indexOf(file);
    if (at >= 0) found.push(above.slice(at));
    if (at >= 0 || done.has(file)) return;
    for (const target of imports.get(file) ?? []) {
      const next = files.get(target);
      if (next && next !== file) visit(next, [...above, file]);
    }
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}
