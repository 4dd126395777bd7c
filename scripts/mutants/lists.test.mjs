// A guard that was renamed or moved leaves its mutant behind: told at once, not when somebody runs them all.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readLists } from './lists.mjs';
import { mutated } from './mutate.mjs';

for (const mutant of readLists()) {
  test(`there is a ${mutant.function} in ${mutant.file}, and a test for it`, () => {
    const source = readFileSync(path.join(mutant.package, mutant.file), 'utf8');
    assert.notEqual(mutated(source, mutant), source);
    assert.ok(existsSync(path.join(mutant.package, mutant.test)));
  });
}
