import type { Metrics } from '../metrics/metrics';
import type { Clock } from '../time/clock';
import { reviewAccess } from './access';
import { attachContainer } from './attach/attachContainer';
import { patchEphemeralContainer } from './ephemeral';
import { openLog } from './log';
import { getObject, listObjects } from './objects';
import { readOpenApi, readOpenApiIndex } from './openApi';
import { requireVerifiedTls } from './requireVerifiedTls';
import type { CredentialSource } from './transport/credentials';
import { Transport } from './transport/transport';
import type { KubeApi } from './types';
import { userAgent } from './userAgent';
import { readVersion } from './version';
import { watchObjects } from './watch';

/** What is needed to talk to one cluster. */
export interface KubeApiOptions {
  /** Name of the cluster, from configuration. */
  readonly cluster: string;
  /** Base address of its API. */
  readonly server: string;
  readonly credentials: CredentialSource;
  readonly clock: Clock;
  /** True: its certificate is not checked (`skipTLSVerify`). Reading works; patch and attach are refused. */
  readonly insecure?: boolean;
  readonly metrics?: Metrics;
}

/** A {@link KubeApi} and its connections. */
export interface ClosableKubeApi extends KubeApi {
  /** Breaks every connection; for shutdown and tests. */
  close(): Promise<void>;
}

/** Connects nothing yet: the first call does. */
export function createKubeApi(options: KubeApiOptions): ClosableKubeApi {
  const { cluster, insecure = false } = options;
  const transport = new Transport({
    server: new URL(options.server),
    credentials: options.credentials,
    clock: options.clock,
    userAgent: userAgent(),
    metrics: options.metrics,
  });
  return {
    cluster,
    insecure,
    get: (kind, name, more) => getObject(transport, cluster, kind, name, more),
    list: (selection, more) =>
      listObjects(transport, cluster, selection, object => object, more),
    listProjected: (selection, project, more) =>
      listObjects(transport, cluster, selection, project, more),
    watch: (selection, more) =>
      watchObjects(transport, cluster, selection, more),
    log: (container, more) => openLog(transport, cluster, container, more),
    canI: (question, more) => reviewAccess(transport, cluster, question, more),
    version: more => readVersion(transport, cluster, more?.signal),
    openApiIndex: more => readOpenApiIndex(transport, cluster, more?.signal),
    openApi: (group, more) =>
      readOpenApi(transport, cluster, group, more?.signal),
    async addEphemeralContainer(pod, container, more) {
      requireVerifiedTls(cluster, insecure);
      return patchEphemeralContainer(transport, cluster, pod, container, more);
    },
    async attach(container, more) {
      requireVerifiedTls(cluster, insecure);
      return attachContainer(transport, cluster, container, more);
    },
    close: () => transport.close(),
  };
}
