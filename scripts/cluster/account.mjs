// The account an adopter gives Pod Health: rbac/*.yaml applied, and a kubeconfig that holds a token of it and nothing else.
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../toolchain.mjs';

const RBAC = path.join(root, 'plugins', 'pod-health-backend', 'rbac');

/** kubectl as whoever KUBECONFIG names; what it says on failure is in the error. */
export function kubectl(args, input) {
  return execFileSync('kubectl', args, {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/**
 * Applies both roles and writes a kubeconfig for their service account. The token lives for two hours: longer than any run.
 *
 * @param {string} file where to write it, readable by us only
 */
export function writeAccountKubeconfig(file) {
  kubectl([
    'apply',
    '-f',
    path.join(RBAC, 'read.yaml'),
    '-f',
    path.join(RBAC, 'debug.yaml'),
  ]);
  const token = kubectl([
    'create',
    'token',
    'pod-health',
    '--namespace',
    'pod-health',
    '--duration',
    '2h',
  ]).trim();
  const admin = JSON.parse(
    kubectl(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json']),
  );
  const { cluster, name } = admin.clusters[0];
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'pod-health',
    clusters: [{ name, cluster }],
    users: [{ name: 'pod-health', user: { token } }],
    contexts: [
      { name: 'pod-health', context: { cluster: name, user: 'pod-health' } },
    ],
  };
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 }); // JSON is YAML
  chmodSync(file, 0o600); // also when the file was there before
}
