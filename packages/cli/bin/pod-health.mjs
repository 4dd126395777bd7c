#!/usr/bin/env node
// Runs the built package. In a checkout of the repository (src/ is there) it runs the sources instead: bundled first, and
// again only when one of them changed.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const inCheckout = existsSync(new URL('../src/index.ts', import.meta.url));

async function bundled() {
  const script = new URL('../../../scripts/bundleCli.mjs', import.meta.url);
  const { bundle } = await import(script.href);
  return bundle();
}

const { run } = require(inCheckout ? await bundled() : '../dist/index.cjs.js');
await run();
