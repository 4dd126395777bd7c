// `node scripts/generate/schema.mjs`: reads which fields the API of the cluster KUBECONFIG names knows, for the kinds that make
// pods, and writes packages/diagnosis/src/facts/schema.bundled.json. Run it by hand for a new Kubernetes version.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadTypeScript, root } from '../loadTypeScript.mjs';

/** @param {string} address path of the API */
function get(address) {
  const maxBuffer = 64 * 2 ** 20;
  const text = execFileSync('kubectl', ['get', '--raw', address], {
    maxBuffer,
  });
  return JSON.parse(text.toString());
}

const { SCHEMA_GROUPS, reduceSchema } = await loadTypeScript(
  'packages/diagnosis/src/facts/schema.ts',
);
const documents = SCHEMA_GROUPS.map(group => get(`/openapi/v3/${group}`));
const { gitVersion } = get('/version');
const schema = reduceSchema(documents, gitVersion);
const file = 'packages/diagnosis/src/facts/schema.bundled.json';
const text = `${JSON.stringify({ ...schema, source: 'bundled' })}\n`;
writeFileSync(path.join(root, file), text);
process.stdout.write(`wrote  ${file} (${text.length} bytes)\n`);
