// `node scripts/generateApi.mjs [--check]`: from plugins/pod-health-common/src/openapi/openapi.yaml, the contract, makes the
// TypeScript types (schema.generated.ts) and the document as a constant (spec.generated.ts) beside it. With --check writes
// nothing and exits with 1 when a file differs from what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const HEAD =
  '// Generated from openapi.yaml by `npm run generate`. Do not edit.\n';
const folder = new URL(
  '../plugins/pod-health-common/src/openapi/',
  import.meta.url,
);

/** The document as TypeScript types. */
async function schemaFile(document) {
  return HEAD + astToString(await openapiTS(document));
}

/** The document as a constant, for the validating router. */
function specFile(document) {
  return [
    HEAD,
    '/** The OpenAPI document of the backend. */\n',
    `export const openApiSpec = ${JSON.stringify(
      document,
      null,
      2,
    )} as const;\n`,
  ].join('');
}

/** Writes a file, or with `check` only says whether it holds this text. */
function settle(name, text, check) {
  const path = fileURLToPath(new URL(name, folder));
  let current = '';
  try {
    current = readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
  if (current === text) {
    return true;
  }
  if (!check) {
    writeFileSync(path, text);
    process.stdout.write(`wrote ${basename(path)}\n`);
    return true;
  }
  process.stderr.write(
    `${basename(path)} is not what openapi.yaml says: run npm run generate\n`,
  );
  return false;
}

const check = process.argv.includes('--check');
const document = parse(readFileSync(new URL('openapi.yaml', folder), 'utf8'));
const same = [
  settle('schema.generated.ts', await schemaFile(document), check),
  settle('spec.generated.ts', specFile(document), check),
];
process.exitCode = same.every(Boolean) ? 0 : 1;
