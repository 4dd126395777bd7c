// `npm run generate [-- --check]`: writes every generated file of the diagnosis, or with --check tells which differ (exit 1).
// The API types come from generateApi.mjs, run from here too.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatted, writeAll } from './generate/files.mjs';
import { causeFolders, indexSource } from './generate/causeIndex.mjs';
import { causePages } from './generate/causePages.mjs';
import { catalogueSource } from './generate/catalogue.mjs';
import { loadTypeScript } from './loadTypeScript.mjs';

const check = process.argv.includes('--check');
const folders = causeFolders();

// The index first: the catalogue and the pages are read through it.
const indexDrift = writeAll([await formatted(indexSource(folders))], { check });
let drift = indexDrift;
if (!check || indexDrift.length === 0) {
  const { causes } = await loadTypeScript(
    'packages/diagnosis/src/causes/index.ts',
  );
  const { context } = await loadTypeScript(
    'packages/diagnosis/src/context/index.ts',
  );
  const rest = [
    ...(await catalogueSource(causes)),
    ...(await causePages(causes, context, folders)),
  ];
  drift = [...indexDrift, ...writeAll(rest, { check, owned: 'docs/causes' })];
}
for (const file of drift) {
  process.stdout.write(`${check ? 'differs' : 'wrote'}  ${file}\n`);
}
if (check && drift.length > 0) {
  process.stderr.write(
    'Generated files differ from their source: run `npm run generate`.\n',
  );
  process.exitCode = 1;
}

const api = fileURLToPath(new URL('generateApi.mjs', import.meta.url));
if (existsSync(api) && !process.argv.includes('--causes-only')) {
  const { status } = spawnSync(
    process.execPath,
    [api, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
