import { readFileSync } from 'node:fs';
import path from 'node:path';

const EXPECTED = path.resolve(
  __dirname,
  '../../packages/demo-cluster/scenarios/expected.json',
);

/** The demo's services and the cause each shows; null for the healthy one. See packages/demo-cluster/scenarios. */
export const expectedCauses: Readonly<Record<string, string | null>> =
  JSON.parse(readFileSync(EXPECTED, 'utf8'));

/** Healthy, of team checkout, writes a log line each second. */
export const HEALTHY = { name: 'storefront' };

/** Runs though something is wrong with it, of team checkout. */
export const RUNNING_BUT_WRONG = { name: 'session' };
