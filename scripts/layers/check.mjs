// Which of the rules some files break. Pure: the files are given.
import path from 'node:path';
import { circles } from './circles.mjs';
import { readSource } from './imports.mjs';

/**
 * @param {readonly { path: string, text: string }[]} files
 * @param {object} law as exported by rules.mjs
 * @param {ReadonlyMap<string, string>} packages name of each workspace package -> its src folder
 * @returns {string[]} one sentence a violation, with the file's path first
 */
export function violations(files, law, packages) {
  const shipped = files.filter(file => !isTest(file.path, law));
  const found = files.flatMap(file => shape(file, law));
  const imports = new Map();
  for (const file of shipped.filter(({ path: name }) => /\.tsx?$/.test(name))) {
    const source = readSource(file.path, file.text, packages);
    imports.set(
      file.path,
      source.imports.map(({ target }) => target),
    );
    found.push(
      ...law.rules.flatMap(rule => breaches(file.path, source, rule)),
      ...causeBreaches(file.path, source, law),
      ...testingBreaches(file.path, source, law),
      ...longFunctions(file.path, source, law),
    );
  }
  return [...found, ...sharedSize(files, law), ...circleBreaches(imports)];
}

function circleBreaches(imports) {
  return circles(imports).map(
    ([first, ...rest]) =>
      `${first}: imports itself by way of ${rest.join(', ')} (no circles)`,
  );
}

function isTest(name, { TESTS }) {
  return matches(name, TESTS);
}

function breaches(name, { imports, used }, rule) {
  if (!matches(name, rule.in) || matches(name, rule.except ?? [])) return [];
  const found = [];
  for (const { target, names } of imports) {
    const own = matches(target, rule.in);
    if (
      matches(target, rule.never ?? []) ||
      (rule.may && !own && !matches(target, rule.may))
    ) {
      found.push(`${name}: imports ${target} (${rule.name})`);
    }
    for (const each of names.filter(imported =>
      rule.neverNamed?.includes(imported),
    )) {
      found.push(`${name}: imports ${each} of ${target} (${rule.name})`);
    }
  }
  for (const each of rule.neverUsed ?? []) {
    if (used.has(each)) found.push(`${name}: uses ${each} (${rule.name})`);
  }
  return found;
}

/** A cause may import the engine, the facts' types, what causes share, and the files of its own folder. */
function causeBreaches(name, { imports }, { causes }) {
  const cause = folderOfCause(name, causes);
  if (!cause) return [];
  const may = [...causes.may, `${causes.shared}/**`, `${cause}/**`];
  return imports
    .filter(({ target }) => !matches(target, may))
    .map(
      ({ target }) => `${name}: imports ${target} (each cause stands alone)`,
    );
}

function folderOfCause(name, { folder, shared }) {
  if (!name.startsWith(`${folder}/`) || name.startsWith(`${shared}/`))
    return undefined;
  const [state, id, file] = name.slice(folder.length + 1).split('/');
  return file ? `${folder}/${state}/${id}` : undefined;
}

function testingBreaches(name, { imports }, law) {
  return imports
    .filter(
      ({ target }) =>
        isTest(`${target}.ts`, law) && !/(^|\/)node_modules\//.test(target),
    )
    .map(
      ({ target }) =>
        `${name}: imports ${target} (shipped code imports no test code)`,
    );
}

function longFunctions(name, { functions }, { limits }) {
  const most = limits.function;
  return functions
    .filter(each => each.lines > most)
    .map(
      each => `${name}: ${each.name} has ${each.lines} lines (at most ${most})`,
    );
}

function shape({ path: name, text }, law) {
  const { limits, bannedFileNames } = law;
  const most = isTest(name, law) ? limits.testFile : limits.file;
  // Nobody reads or writes a generated list by hand.
  const isGenerated = text.startsWith('// Written by `npm run generate`');
  const found = [];
  const lines = text.split('\n').length - 1;
  if (lines > most && !isGenerated) {
    found.push(`${name}: ${lines} lines (at most ${most})`);
  }
  if (bannedFileNames.test(path.posix.basename(name))) {
    found.push(`${name}: a name that says nothing of what is in the file`);
  }
  text.split('\n').forEach((line, index) => {
    if (isBareSuppression(line)) {
      found.push(
        `${name}:${
          index + 1
        }: a lint or type suppression without its reason (-- reason)`,
      );
    }
  });
  return found;
}

function isBareSuppression(line) {
  const comment =
    /\/[/*]\s*(eslint-disable\S*|@ts-(ignore|expect-error|nocheck))(.*)/.exec(
      line,
    );
  return comment !== null && !/(--|:)\s*\S/.test(comment[3]);
}

function sharedSize(files, { causes }) {
  return files
    .filter(
      file =>
        file.path.startsWith(`${causes.shared}/`) &&
        !file.path.endsWith('.test.ts') &&
        Buffer.byteLength(file.text) > causes.sharedBytes,
    )
    .map(
      file =>
        `${file.path}: what causes share stays under ${causes.sharedBytes} bytes a module`,
    );
}

function matches(name, patterns) {
  return patterns.some(pattern => path.posix.matchesGlob(name, pattern));
}
