import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Recording } from '../types';

/** The recordings that ship with this package: thirteen broken services, one that is well, and the cluster they ran on. */
export function loadRecordings(): Recording[] {
  const root = dirname(require.resolve('pod-health-demo-cluster/package.json'));
  const folder = join(root, 'recordings');
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}
