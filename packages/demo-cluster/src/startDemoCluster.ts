import { Authorizer } from './auth/rbac';
import { Tokens } from './auth/Tokens';
import { systemClock } from './clock';
import { Faults } from './faults/Faults';
import { LogStore } from './logs/LogStore';
import { RunningCluster } from './RunningCluster';
import { Containers } from './runtime/Containers';
import { DemoServer } from './server/DemoServer';
import type { ServerContext } from './server/context';
import { ObjectStore } from './store/ObjectStore';
import { makeCertificate } from './tls/certificate';
import type { DemoCluster, DemoClusterOptions } from './types';

function createContext(options: DemoClusterOptions): ServerContext {
  const store = new ObjectStore(options.historyLength ?? 5000);
  const logs = new LogStore();
  const clock = options.clock ?? systemClock;
  const faults = new Faults();
  options.faults?.forEach(script => faults.add(script));
  const containers = new Containers({
    store,
    logs,
    clock,
    containerStartMs: options.containerStartMs ?? 800,
    pullable: options.pullable ?? (() => true),
  });
  return {
    store,
    logs,
    authorizer: new Authorizer(store),
    tokens: new Tokens(),
    clock,
    faults,
    containers,
    bookmarkMs: options.bookmarkMs ?? 60_000,
  };
}

/**
 * Starts a Kubernetes API double on loopback: HTTPS with a certificate of its own, bearer tokens, RBAC. Resolves when it
 * listens. It runs no process and writes no file.
 */
export async function startDemoCluster(
  options: DemoClusterOptions = {},
): Promise<DemoCluster> {
  const host = options.host ?? '127.0.0.1';
  const certificate = await makeCertificate(host);
  const context = createContext(options);
  const server = new DemoServer(context, certificate);
  const port = await server.listen(options.port ?? 0, host);
  const shown = host.includes(':') ? `[${host}]` : host;
  const cluster = new RunningCluster(
    context,
    server,
    `https://${shown}:${port}`,
    certificate.ca,
  );
  options.objects?.forEach(object => cluster.apply(object));
  options.recordings?.forEach(recording => cluster.play(recording));
  return cluster;
}
