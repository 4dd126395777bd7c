// A throw-away Postgres from the programs Debian installs, for the tests of the session store.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** Where Debian keeps one folder per version of Postgres; its programs are not on the PATH. */
const DEBIAN = path.join(path.sep, 'usr', 'lib', 'postgresql');

function findPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const newest = versions
    .map(Number)
    .filter(Boolean)
    .sort((a, b) => b - a)[0];
  const folders = [
    ...(newest ? [path.join(DEBIAN, String(newest), 'bin')] : []),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return folders.find(folder =>
    ['initdb', 'pg_ctl'].every(name => existsSync(path.join(folder, name))),
  );
}

/**
 * Starts a Postgres on a free port of this machine, without durability.
 *
 * @returns {Promise<{ url: string, stop(): void } | undefined>} undefined where there is no Postgres, or root cannot become its user
 */
export async function startPostgres() {
  const programs = findPrograms();
  const asRoot = userInfo().uid === 0;
  if (!programs || (asRoot && spawnSync('id', ['postgres']).status !== 0)) {
    return undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'pod-health-postgres-'));
  // Postgres refuses to run as root
  const call = (name, args) =>
    asRoot
      ? execFileSync(
          'runuser',
          ['-u', 'postgres', '--', path.join(programs, name), ...args],
          { stdio: 'pipe' },
        )
      : execFileSync(path.join(programs, name), args, { stdio: 'pipe' });
  chmodSync(folder, 0o700);
  if (asRoot) execFileSync('chown', ['postgres', folder]);
  const data = path.join(folder, 'data');
  const port = await freePort();
  call('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres']);
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  call('pg_ctl', [
    '-D',
    data,
    '-o',
    settings,
    '-l',
    path.join(folder, 'log'),
    '-w',
    'start',
  ]);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}`,
    stop() {
      call('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}
