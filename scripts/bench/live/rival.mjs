// The existing Kubernetes plugin of Backstage, on the same cluster and entity in the same run: its published backend, and viewers that ask as its page does.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { request } from 'undici';
import { childEnv, node, root } from '../../toolchain.mjs';

const PLUGIN = '@backstage/plugin-kubernetes-backend';
const VERSION = '0.21.11';
/** As its page does (useKubernetesObjects, intervalMs). */
const INTERVAL_MS = 10_000;
const TOKEN = 'bench-live-token-of-this-run';
const folder = path.join(root, '.tools', 'rival');

/** Installs the plugin, once, outside the workspace: it is measured, not used. */
function install() {
  const manifest = path.join(folder, 'node_modules', PLUGIN, 'package.json');
  if (
    existsSync(manifest) &&
    JSON.parse(readFileSync(manifest, 'utf8')).version === VERSION
  ) {
    return;
  }
  mkdirSync(folder, { recursive: true });
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
  const done = spawnSync(
    'npm',
    ['install', '--prefix', folder, ...flags, `${PLUGIN}@${VERSION}`],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (done.status !== 0) throw new Error(`${PLUGIN} cannot be installed`);
}

/** Starts a backend with the plugin, pointed at a cluster. */
export async function startRival({ kubeconfig, catalog, work, port }) {
  install();
  const config = new KubeConfig();
  config.loadFromString(readFileSync(kubeconfig, 'utf8'));
  const { server, caData } = config.getCurrentCluster();
  const settings = {
    app: { baseUrl: `http://localhost:${port}` },
    backend: {
      baseUrl: `http://localhost:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'bench' } },
        ],
      },
    },
    catalog: { locations: [{ type: 'file', target: catalog }] },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'bench',
              url: server,
              caData,
              authProvider: 'serviceAccount',
              serviceAccountToken: config.getCurrentUser().token,
            },
          ],
        },
      ],
    },
  };
  const log = openSync(path.join(work, 'rival.log'), 'w');
  const backend = path.join(
    root,
    'scripts',
    'bench',
    'live',
    'rivalBackend.cjs',
  );
  const child = spawn(
    node,
    [backend, path.join(folder, 'node_modules', PLUGIN)],
    {
      cwd: root,
      env: childEnv({
        NODE_ENV: 'production',
        RIVAL_CONFIG: JSON.stringify(settings),
      }),
      stdio: ['ignore', log, log],
    },
  );
  const url = `http://localhost:${port}`;
  await ready(url, child);
  return { url, stop: () => child.kill('SIGTERM') };
}

/** Waits until its catalog has read the entities. */
async function ready(url, child) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error('the other plugin ended');
    const found = await text(`${url}/api/catalog/entities?limit=1`).catch(
      () => '[]',
    );
    if (found !== '[]') return;
    await wait(200);
  }
  throw new Error('the other plugin does not answer');
}

const headers = { authorization: `Bearer ${TOKEN}` };

async function text(url) {
  const answer = await request(url, { headers });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}`);
  return answer.body.text();
}

/** What its page asks every ten seconds. */
export async function poll(url, entity) {
  const first = await text(`${url}/api/kubernetes/clusters`);
  const answer = await request(
    `${url}/api/kubernetes/services/${entity.metadata.name}`,
    {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ entity, auth: {} }),
    },
  );
  const body = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(body.slice(0, 300));
  return { bytes: first.length + body.length, text: body };
}

/** So many viewers for a while; they do not begin at the same moment. */
export async function pollFor(url, entity, viewers, ms) {
  const until = Date.now() + ms;
  let bytes = 0;
  await Promise.all(
    Array.from({ length: viewers }, async (_, index) => {
      await wait((INTERVAL_MS * index) / viewers);
      while (Date.now() < until) {
        bytes += (await poll(url, entity)).bytes;
        await wait(INTERVAL_MS);
      }
    }),
  );
  return bytes;
}
