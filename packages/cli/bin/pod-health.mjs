#!/usr/bin/env node
// Runs the built package; in a checkout of the repository (src/ is there) it bundles the sources first, kept in
// node_modules/.cache until one of them changes.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = new URL('../src/index.ts', import.meta.url);
const require = createRequire(import.meta.url);

const { run } = existsSync(source)
  ? require(await (await import('./bundle.mjs')).bundle())
  : require('../dist/index.cjs.js');
await run();
