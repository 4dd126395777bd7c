import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { DebugPolicy } from 'backstage-plugin-pod-health-node';
import type { DebugConfig } from '../config.types';
import type {
  EntityAccess,
  EntityAction,
  EntityPod,
  UserCredentials,
} from '../entity/types';
import type { RawObject } from '../kube/types';
import { createSessionService } from '../sessions/createSessionService';
import { MemorySessionStore } from '../sessions/store/MemorySessionStore';
import { FakeClock } from './fakeClock';
import { FakeKube } from './fakeKube';

/** Settings of the session tests: the defaults, and a target allowed. */
export const debugConfig: DebugConfig = {
  enabled: true,
  image: 'registry.example/toolbox',
  allowedImages: ['registry.example/'],
  maxDurationMs: 3_600_000,
  idleMs: 600_000,
  reauthorizeMs: 60_000,
  graceAfterDetachMs: 30_000,
  startTimeoutMs: 60_000,
  allowTarget: true,
  deniedNamespaces: [],
  allowedOrigins: ['http://localhost:3000'],
};

export const ada: UserCredentials = mockCredentials.user('user:default/ada');
export const ben: UserCredentials = mockCredentials.user('user:default/ben');

/** What is asked for unless a test asks otherwise. */
export const wish = {
  entityRef: 'component:default/ledger',
  pod: { cluster: 'c', namespace: 'n', pod: 'p', uid: 'u' },
  reason: 'looking at the queue',
};

/** A running pod with one container `app`. */
export function appPod(spec: object = {}, metadata: object = {}) {
  return {
    metadata: { name: 'p', namespace: 'n', uid: 'u', ...metadata },
    spec: {
      nodeName: 'node',
      containers: [{ name: 'app', securityContext: { runAsUser: 1000 } }],
      ...spec,
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'app', state: { running: {} } }],
    },
  };
}

/** A session service whose time, cluster, rights and store a test holds in its hands. */
export function createWorld({
  pod = appPod() as RawObject,
  config = {} as Partial<DebugConfig>,
  policies = [] as readonly DebugPolicy[],
} = {}) {
  const clock = new FakeClock();
  const kube = new FakeKube(pod);
  const store = new MemorySessionStore(clock);
  const refused = new Map<EntityAction | 'consent', PodHealthError>();
  const auditor = fakeAuditor();
  const options = {
    store,
    entities: fakeEntities(kube, refused),
    clusters: kube.clusters(),
    config: { ...debugConfig, ...config },
    auditor: auditor.service,
    auth: mockServices.auth(),
    policies,
    clock,
    random: () => 0,
    logger: mockServices.logger.mock(),
  };
  const replica = (name: string) =>
    createSessionService({
      ...options,
      replica: name,
      randomBytes: unlikely(name),
    });
  return {
    clock,
    kube,
    store,
    refused,
    audits: auditor.audits,
    auditor: auditor.service,
    logger: options.logger,
    sessions: replica('r1'),
    replica,
  };
}

/** Different each time, the same in each run. */
function unlikely(seed: string) {
  let count = 0;
  return (bytes: number) => {
    count += 1;
    return createHash('sha256')
      .update(`${seed} ${count}`)
      .digest()
      .subarray(0, bytes);
  };
}

function fakeAuditor() {
  const audits: string[] = [];
  const meta: object[] = [];
  const service = mockServices.auditor.mock({
    createEvent: async event => {
      audits.push(`${event.eventId} ${event.severityLevel}`);
      meta.push(event.meta ?? {});
      return {
        success: async () => {
          audits.push(`${event.eventId} succeeded`);
        },
        fail: async () => {
          audits.push(`${event.eventId} failed`);
        },
      };
    },
  });
  return { audits, meta, service };
}

function fakeEntities(
  kube: FakeKube,
  refused: ReadonlyMap<EntityAction | 'consent', PodHealthError>,
): EntityAccess {
  const ask = (action: EntityAction | 'consent') => {
    const error = refused.get(action);
    if (error) {
      throw error;
    }
  };
  const open = async (
    _: UserCredentials,
    entityRef: string,
    action: EntityAction,
  ) => {
    ask(action);
    return {
      entity: { apiVersion: '', kind: 'Component', metadata: { name: 'x' } },
      entityRef,
      owners: [],
      labelSelector: 'app=p',
      clusters: ['c'],
    };
  };
  return {
    open,
    openPod: async (
      credentials,
      entityRef,
      ref,
      action,
    ): Promise<EntityPod> => ({
      ...(await open(credentials, entityRef, action)),
      api: kube.api(),
      ref,
      pod: kube.pod ?? {},
    }),
    isAllowed: async (_, __, action) => !refused.has(action),
    requireConsent: async () => ask('consent'),
  };
}
