import {
  createBackendModule,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { KubeConfig, loadAllYaml } from '@kubernetes/client-node';
import {
  clusterSourceExtensionPoint,
  redactorExtensionPoint,
  type Redactor,
} from 'backstage-plugin-pod-health-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from 'node:http';
import {
  startDemoCluster,
  type DemoCluster,
  type KubeObject,
} from 'pod-health-demo-cluster';
import { podHealthPlugin } from '../plugin';

/** Real servers with new certificates take seconds to start on a busy machine. */
jest.setTimeout(60_000);

/** The account of rbac/*.yaml, which all tests run with: what it may not do, the plugin cannot do. */
export const ACCOUNT = 'system:serviceaccount:pod-health:pod-health';

/** A portal with the plugin, its clusters doubles. */
export interface TestPortal {
  readonly server: Server;
  readonly clusters: Readonly<Record<string, DemoCluster>>;
  /** What may be done, by permission name; the rest is refused. Change it at any time. */
  readonly allowed: Set<string>;
  /** References of entities with which nothing may be done. Change it at any time. */
  readonly closed: Set<string>;
  /** Lines the plugin logged. */
  readonly logged: readonly string[];
  stop(): Promise<void>;
}

/** How to start one. */
export interface TestPortalOptions {
  readonly entities?: readonly Entity[];
  /** Objects by cluster; a cluster `demo` with nothing in it when absent. */
  readonly clusters?: Readonly<Record<string, readonly KubeObject[]>>;
  /** Kubeconfigs of clusters that do not exist, by name. */
  readonly unreachable?: readonly string[];
  /** Real clusters, by name. */
  readonly real?: Readonly<Record<string, () => Promise<KubeConfig>>>;
  readonly config?: object;
  readonly redactors?: readonly Redactor[];
  /** The backend's metrics service; OpenTelemetry's silent one when absent. */
  readonly metrics?: MetricsService;
}

/** All permissions of the plugin. */
export const ALL_PERMISSIONS = [
  'pod-health.health.read',
  'pod-health.logs.read',
  'pod-health.debug.create',
  'pod-health.debug.target',
  'pod-health.session.admin',
  'pod-health.status.read',
];

/** The shipped roles, as objects for a double. */
export function shippedRoles(): KubeObject[] {
  return ['read.yaml', 'debug.yaml'].flatMap(file =>
    loadAllYaml(
      readFileSync(join(__dirname, '../../rbac', file), 'utf8'), // eslint-disable-line no-restricted-syntax -- test support, never bundled
    ).filter(object => object?.kind),
  );
}

/** Starts a backend with the plugin as an adopter's would have it: real router, real validation, real transport. */
export async function startTestPortal(
  options: TestPortalOptions = {},
): Promise<TestPortal> {
  const clusters: Record<string, DemoCluster> = {};
  for (const [name, objects] of Object.entries(
    options.clusters ?? { demo: [] },
  )) {
    clusters[name] = await startDemoCluster({
      objects: [...shippedRoles(), ...objects],
    });
  }
  const allowed = new Set(ALL_PERMISSIONS);
  const closed = new Set<string>();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      podHealthPlugin,
      extensionsModule(clusters, options),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          permission: { enabled: true },
          ...options.config,
        },
      }),
      mockServices.logger.mock({ child: () => logger }).factory,
      mockServices.permissions.mock({ authorize: policy(allowed, closed) })
        .factory,
      catalogServiceMock.factory({ entities: [...(options.entities ?? [])] }),
      ...metricsFeatures(options),
    ],
  });
  return {
    server: backend.server,
    clusters,
    allowed,
    closed,
    get logged() {
      return [logger.error, logger.warn, logger.info, logger.debug].flatMap(
        each => each.mock.calls.map(call => JSON.stringify(call)),
      );
    },
    async stop() {
      await backend.stop();
      await Promise.all(Object.values(clusters).map(each => each.close()));
    },
  };
}

function metricsFeatures({ metrics }: TestPortalOptions) {
  const service = metricsServiceRef;
  return metrics
    ? [createServiceFactory({ service, deps: {}, factory: () => metrics })]
    : [];
}

function policy(
  allowed: ReadonlySet<string>,
  closed: ReadonlySet<string>,
): PermissionsService['authorize'] {
  return async requests =>
    requests.map(request => {
      const ref = 'resourceRef' in request ? request.resourceRef : undefined;
      const isOpen = ref === undefined || !closed.has(ref);
      const may = isOpen && allowed.has(request.permission.name);
      return { result: (may ? 'ALLOW' : 'DENY') as never }; // the enum's two words
    });
}

function extensionsModule(
  clusters: Readonly<Record<string, DemoCluster>>,
  { unreachable = [], redactors = [], real = {} }: TestPortalOptions,
) {
  return createBackendModule({
    pluginId: 'pod-health',
    moduleId: 'test',
    register(env) {
      env.registerInit({
        deps: {
          sources: clusterSourceExtensionPoint,
          redaction: redactorExtensionPoint,
        },
        async init({ sources, redaction }) {
          redactors.forEach(each => redaction.addRedactor(each));
          sources.addClusterSource({
            async clusters() {
              return [
                ...Object.entries(clusters).map(([name, cluster]) => ({
                  name,
                  loadKubeConfig: async () =>
                    parsed(cluster.kubeconfig({ user: ACCOUNT })),
                })),
                ...Object.entries(real).map(([name, loadKubeConfig]) => ({
                  name,
                  loadKubeConfig,
                })),
                ...unreachable.map(name => ({
                  name,
                  loadKubeConfig: async () => nowhere(),
                })),
              ];
            },
          });
        },
      });
    },
  });
}

function parsed(text: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(text);
  return config;
}

/** A cluster whose port nobody listens on. */
function nowhere(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'gone', server: 'https://127.0.0.1:9', skipTLSVerify: false },
    { name: 'nobody', token: 'x' },
  );
  return config;
}
