import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { PodHealthConfig } from '../config.types';
import type { KubeApi, RawObject } from '../kube/types';
import { FakeClock } from '../testing/fakeClock';
import { createEntityAccess } from './createEntityAccess';
import type { EntityAction, UserCredentials } from './types';

const ledger: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'ledger',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-label-selector': 'app=ledger',
      'backstage.io/kubernetes-namespace': 'payments',
    },
  },
  spec: { owner: 'payments' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};
const ref = 'component:default/ledger';
const pod = {
  cluster: 'one',
  namespace: 'payments',
  pod: 'ledger-1',
  uid: 'u1',
};

function podObject(metadata: RawObject['metadata'] = {}): RawObject {
  return {
    kind: 'Pod',
    metadata: {
      name: 'ledger-1',
      namespace: 'payments',
      uid: 'u1',
      labels: { app: 'ledger' },
      ...metadata,
    },
  };
}

const enabled: PodHealthConfig = {
  watch: { maxNamespaces: 200 },
  logs: { requireConsent: true },
  debug: {
    enabled: true,
    image: 'debug',
    allowedImages: ['debug'],
    maxDurationMs: 1,
    idleMs: 1,
    reauthorizeMs: 1,
    graceAfterDetachMs: 1,
    startTimeoutMs: 1,
    allowTarget: false,
    deniedNamespaces: ['kube-system'],
    guests: ['user:development/guest'],
    allowedOrigins: [],
  },
};

/** A world in which everything is in order, to take one thing out of. */
function world(
  changes: {
    entity?: Entity;
    annotations?: Record<string, string>;
    pod?: RawObject | PodHealthError;
    consent?: string;
    config?: PodHealthConfig;
    authorize?: () => Promise<unknown>;
    catalog?: () => Promise<Entity | undefined>;
  } = {},
) {
  const asked: string[] = [];
  const entity = changes.annotations
    ? {
        ...ledger,
        metadata: { ...ledger.metadata, annotations: changes.annotations },
      }
    : ledger;
  const api = {
    cluster: 'one',
    async get(kind: { resource: string }, name: string) {
      asked.push(`${kind.resource}/${name}`);
      if (kind.resource === 'namespaces') {
        const annotations =
          changes.consent === undefined
            ? undefined
            : { 'pod-health.io/debug-consent': changes.consent };
        return { kind: 'Namespace', metadata: { name, annotations } };
      }
      if (changes.pod instanceof Error) {
        throw changes.pod;
      }
      return changes.pod ?? podObject();
    },
  } as unknown as KubeApi; // only get() is reached from here
  const authorize = jest.fn(
    changes.authorize ?? (async () => [{ result: 'ALLOW' }]),
  );
  const clock = new FakeClock();
  const access = createEntityAccess({
    catalog: { getEntityByRef: changes.catalog ?? (async () => entity) },
    permissions: {
      authorize: authorize as never, // policies under test answer what the type forbids
    },
    clusters: { names: () => ['one', 'two'], cluster: () => api },
    config: changes.config ?? enabled,
    clock,
  });
  return { access, asked, authorize, clock };
}

const ada: UserCredentials = mockCredentials.user('user:default/ada');

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'ok';
  } catch (error) {
    return error instanceof PodHealthError ? error.code : String(error);
  }
}

describe('open', () => {
  it('says where the pods are', async () => {
    const { access, authorize } = world();
    await expect(access.open(ada, ref, 'debug')).resolves.toMatchObject({
      entityRef: ref,
      owners: ['group:default/payments'],
      labelSelector: 'app=ledger',
      namespace: 'payments',
      clusters: ['one', 'two'],
    });
    expect(authorize).toHaveBeenCalledWith(
      [
        {
          permission: expect.objectContaining({
            name: 'pod-health.debug.create',
          }),
          resourceRef: ref,
        },
      ],
      { credentials: ada },
    );
  });

  const selector = 'backstage.io/kubernetes-label-selector';
  it.each<[string, Record<string, string>, string]>([
    ['no annotation', {}, 'entity-has-no-selector'],
    ['an id', { 'backstage.io/kubernetes-id': 'ledger' }, 'ok'],
    [
      'an id that is no label value',
      { 'backstage.io/kubernetes-id': 'a,b!' },
      'entity-has-no-selector',
    ],
    [
      'an id that adds conditions',
      { 'backstage.io/kubernetes-id': 'x,!y' },
      'entity-has-no-selector',
    ],
    [
      'an unreadable selector',
      { [selector]: 'app>1' },
      'entity-has-no-selector',
    ],
    ['an empty selector', { [selector]: '' }, 'selector-too-wide'],
    ['a blank selector', { [selector]: '  ' }, 'selector-too-wide'],
    [
      'a negative selector',
      { [selector]: '!nosuchlabel' },
      'selector-too-wide',
    ],
    ['a selector of existence', { [selector]: 'app' }, 'selector-too-wide'],
    [
      'a bad namespace',
      { [selector]: 'a=b', 'backstage.io/kubernetes-namespace': '../x' },
      'entity-has-no-selector',
    ],
    [
      'one cluster',
      { [selector]: 'a=b', 'backstage.io/kubernetes-cluster': 'two' },
      'ok',
    ],
    [
      'an unknown cluster',
      { [selector]: 'a=b', 'backstage.io/kubernetes-cluster': 'nine' },
      'cluster-not-found',
    ],
  ])('an entity with %s: %s -> %s', async (_what, annotations, code) => {
    const { access } = world({ annotations });
    expect(await codeOf(access.open(ada, ref, 'health'))).toBe(code);
  });

  it('does not find an entity the catalog hides', async () => {
    const { access, authorize } = world({ catalog: async () => undefined });
    expect(await codeOf(access.open(ada, ref, 'health'))).toBe(
      'entity-not-found',
    );
    expect(authorize).not.toHaveBeenCalled();
  });

  it('does not wait for a catalog that never answers', async () => {
    const { access, clock } = world({ catalog: () => new Promise(() => {}) });
    const code = codeOf(access.open(ada, ref, 'health'));
    await clock.advance(5_000);
    expect(await code).toBe('internal');
  });
});

describe('the permission decision', () => {
  it.each([
    ['DENY', async () => [{ result: 'DENY' }]],
    ['CONDITIONAL', async () => [{ result: 'CONDITIONAL' }]],
    ['an unknown word', async () => [{ result: 'MAYBE' }]],
    ['nothing', async () => []],
    ['an error', async () => Promise.reject(new Error('500'))],
  ])('%s is a no', async (_what, authorize) => {
    const { access } = world({ authorize });
    expect(await codeOf(access.open(ada, ref, 'debug'))).toBe('not-allowed');
    expect(await access.isAllowed(ada, ref, 'debug')).toBe(false);
  });

  it('no answer within 5 s is a no', async () => {
    const { access, clock } = world({ authorize: () => new Promise(() => {}) });
    const code = codeOf(access.open(ada, ref, 'logs'));
    await clock.waitForTimers(1);
    await clock.advance(5_000);
    expect(await code).toBe('not-allowed');
  });

  it('names the target permission', async () => {
    const { access } = world({ authorize: async () => [{ result: 'DENY' }] });
    expect(await codeOf(access.open(ada, ref, 'target'))).toBe(
      'target-not-allowed',
    );
  });
});

describe('principals x actions', () => {
  const guest = mockCredentials.user('user:development/guest');
  // Typed as a user would have to be to get here at all.
  const service = mockCredentials.service() as unknown as UserCredentials;
  const nobody = mockCredentials.none() as unknown as UserCredentials;

  it.each<[string, UserCredentials, Record<EntityAction, string>]>([
    [
      'a user',
      ada,
      { health: 'ok', logs: 'ok', debug: 'ok', target: 'ok', admin: 'ok' },
    ],
    [
      'a guest',
      guest,
      {
        health: 'ok',
        logs: 'ok',
        debug: 'not-allowed',
        target: 'not-allowed',
        admin: 'not-allowed',
      },
    ],
    [
      'a service',
      service,
      {
        health: 'user-required',
        logs: 'user-required',
        debug: 'user-required',
        target: 'user-required',
        admin: 'user-required',
      },
    ],
    [
      'nobody',
      nobody,
      {
        health: 'user-required',
        logs: 'user-required',
        debug: 'user-required',
        target: 'user-required',
        admin: 'user-required',
      },
    ],
  ])('%s', async (_who, credentials, expected) => {
    for (const action of [
      'health',
      'logs',
      'debug',
      'target',
      'admin',
    ] as const) {
      const { access } = world();
      const code = await codeOf(access.open(credentials, ref, action));
      expect([action, code]).toEqual([action, expected[action]]);
    }
  });

  it('refuses debug, not logs, where the portal cannot guard it', async () => {
    const config: PodHealthConfig = {
      ...enabled,
      debug: {
        ...enabled.debug,
        enabled: false,
        refusedBecause: { code: 'permissions-off', sentence: 'off' },
      },
    };
    const { access } = world({ config });
    expect(await codeOf(access.open(ada, ref, 'debug'))).toBe(
      'permissions-off',
    );
    expect(await codeOf(access.open(ada, ref, 'logs'))).toBe('ok');
  });
});

describe('openPod', () => {
  it.each<[string, object, RawObject | PodHealthError | undefined, string]>([
    ['its own', {}, undefined, 'ok'],
    ['another label', {}, podObject({ labels: { app: 'x' } }), 'pod-not-found'],
    ['no labels', {}, podObject({ labels: undefined }), 'pod-not-found'],
    [
      'another namespace in the answer',
      {},
      podObject({ namespace: 'x' }),
      'pod-not-found',
    ],
    ['replaced', {}, podObject({ uid: 'u2' }), 'pod-replaced'],
    [
      'a uid of a foreign pod',
      { uid: 'u9' },
      podObject({ labels: {} }),
      'pod-not-found',
    ],
    [
      'deleted',
      {},
      new PodHealthError('pod-not-found', 'x', { status: 404 }),
      'pod-not-found',
    ],
    [
      'forbidden',
      {},
      new PodHealthError('cluster-forbidden', 'x'),
      'cluster-forbidden',
    ],
    [
      'unreachable',
      {},
      new PodHealthError('cluster-unreachable', 'x'),
      'cluster-unreachable',
    ],
    [
      'credential expired',
      {},
      new PodHealthError('cluster-unauthorized', 'x'),
      'cluster-unauthorized',
    ],
  ])('a pod: %s', async (_what, changes, answer, code) => {
    const { access } = world({ pod: answer });
    const opened = access.openPod(ada, ref, { ...pod, ...changes }, 'logs');
    expect(await codeOf(opened)).toBe(code);
  });

  it.each([
    ['a foreign namespace', { namespace: 'bank' }],
    ['an unknown cluster', { cluster: 'nine' }],
  ])('asks nothing of %s', async (_what, changes) => {
    const { access, asked } = world();
    const opened = access.openPod(ada, ref, { ...pod, ...changes }, 'logs');
    expect(await codeOf(opened)).toBe('pod-not-found');
    expect(asked).toEqual([]);
  });

  it('answers the same for a foreign pod and for none', async () => {
    const bodies = await Promise.all(
      [podObject({ labels: {} }), new PodHealthError('pod-not-found', 'y')].map(
        async answer => {
          try {
            return await world({ pod: answer }).access.openPod(
              ada,
              ref,
              pod,
              'logs',
            );
          } catch (error) {
            const { code, message, details } = error as PodHealthError; // thrown by openPod, compared whole below
            return { code, message, details };
          }
        },
      ),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ code: 'pod-not-found' });
  });
});

describe('requireConsent', () => {
  const denied: PodHealthConfig = {
    ...enabled,
    debug: { ...enabled.debug, deniedNamespaces: ['payments'] },
  };

  it.each<
    [string | undefined, PodHealthConfig, EntityAction | undefined, string]
  >([
    [undefined, enabled, undefined, 'not-consented'],
    ['group:default/payments', enabled, undefined, 'ok'],
    ['component:default/ledger', enabled, 'debug', 'ok'],
    ['group:default/other', enabled, 'logs', 'not-consented'],
    ['*', denied, undefined, 'namespace-denied'],
    ['*', denied, 'target', 'namespace-denied'],
    ['*', denied, 'logs', 'ok'],
  ])('consent %j', async (consent, config, action, code) => {
    const { access } = world({ consent, config });
    const opened = await access.openPod(ada, ref, pod, 'logs');
    expect(await codeOf(access.requireConsent(opened, action))).toBe(code);
  });
});
