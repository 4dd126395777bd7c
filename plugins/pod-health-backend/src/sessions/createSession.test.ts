import { LIMITS, PodHealthError } from 'backstage-plugin-pod-health-common';
import { ada, appPod, createWorld, wish } from '../testing/sessionWorld';

function refusal(code: ConstructorParameters<typeof PodHealthError>[0]) {
  return new PodHealthError(code, 'refused by the test');
}

it('writes the row, then the audit event, then asks the cluster', async () => {
  const world = createWorld();
  const { sessions, kube, audits, store } = world;
  const add = jest.spyOn(store, 'add');
  const order: string[] = [];
  add.mockImplementationOnce(async (...args) => {
    order.push(`row, ${audits.length} audits, ${kube.count('patch')} patches`);
    add.mockRestore();
    return store.add(...args);
  });
  jest.spyOn(store, 'move').mockImplementationOnce(async (id, to) => {
    order.push(`${audits.length} audits, ${kube.count('patch')} patches`);
    jest.mocked(store.move).mockRestore();
    return store.move(id, to);
  });
  const session = await sessions.create(ada, wish);
  expect(order).toEqual(['row, 0 audits, 0 patches', '1 audits, 0 patches']);
  expect(kube.count('patch')).toBe(1);
  expect(audits).toEqual(['session-create medium', 'session-create succeeded']);
  expect(session).toMatchObject({
    state: 'starting',
    user: 'user:default/ada',
    container: `ph-${session.id}`,
  });
  await sessions.shutdown();
});

it('asks no cluster when the audit log cannot be written', async () => {
  const { sessions, kube, auditor, store } = createWorld();
  auditor.createEvent.mockRejectedValueOnce(new Error('down'));
  await expect(sessions.create(ada, wish)).rejects.toMatchObject({
    code: 'audit-unavailable',
  });
  expect(kube.count('patch')).toBe(0);
  const [row] = await store.list(wish.entityRef, 1);
  expect(row).toMatchObject({
    state: 'ended',
    endReason: 'audit-failed',
    note: 'never-started',
  });
});

it('asks no cluster when the row cannot be written', async () => {
  const { sessions, kube, store, audits } = createWorld();
  jest.spyOn(store, 'add').mockRejectedValue(refusal('store-unavailable'));
  await expect(sessions.create(ada, wish)).rejects.toMatchObject({
    code: 'store-unavailable',
  });
  expect(kube.count('patch')).toBe(0);
  expect(audits).toEqual([]);
});

it('ends a shell whose making could not be written down', async () => {
  const { sessions, kube, auditor, clock } = createWorld();
  auditor.createEvent.mockResolvedValueOnce({
    success: async () => {
      kube.setContainer({ running: {} });
      throw new Error('down');
    },
    fail: async () => {},
  });
  await expect(sessions.create(ada, wish)).rejects.toMatchObject({
    code: 'audit-unavailable',
  });
  await clock.advance(0);
  expect(kube.attaches[0].sizes).toContainEqual([7, 2]);
});

describe('refuses before any row', () => {
  it.each([
    ['debug is disabled', { config: { enabled: false } }, 'debug-disabled'],
    [
      'the image is not allowed',
      { config: { image: 'evil.io/box' } },
      'image-not-allowed',
    ],
    [
      'the pod is terminating',
      { pod: appPod({}, { deletionTimestamp: 'x' }) },
      'pod-terminating',
    ],
    [
      'the pod is on no node',
      { pod: appPod({ nodeName: undefined }) },
      'pod-not-scheduled',
    ],
    [
      'the pod is static',
      {
        pod: appPod(
          {},
          { annotations: { 'kubernetes.io/config.mirror': 'x' } },
        ),
      },
      'pod-static',
    ],
    [
      'the pod runs Windows',
      { pod: appPod({ os: { name: 'windows' } }) },
      'pod-windows',
    ],
  ])('%s', async (_, world, code) => {
    const { sessions, kube, store } = createWorld(world);
    await expect(sessions.create(ada, wish)).rejects.toMatchObject({ code });
    expect(kube.calls).toEqual([]);
    expect(await store.list(wish.entityRef, 1)).toEqual([]);
  });

  it.each([
    ['debug', 'not-allowed', {}],
    ['consent', 'not-consented', {}],
    ['target', 'target-not-allowed', { target: 'app' }],
  ] as const)('whoever lacks %s', async (what, code, more) => {
    const { sessions, kube, store, refused } = createWorld();
    refused.set(what, refusal(code));
    await expect(
      sessions.create(ada, { ...wish, ...more }),
    ).rejects.toMatchObject({ code });
    expect(kube.calls).toEqual([]);
    expect(await store.list(wish.entityRef, 1)).toEqual([]);
  });

  it.each([
    ['target-not-allowed', 'app', { allowTarget: false }],
    ['container-not-found', 'none', {}],
  ])('%s', async (code, target, config) => {
    const { sessions, kube } = createWorld({ config });
    await expect(
      sessions.create(ada, { ...wish, target }),
    ).rejects.toMatchObject({ code });
    expect(kube.calls).toEqual([]);
  });

  it.each(['', '    ', ' abcd '])('the reason %j', async reason => {
    const { sessions } = createWorld();
    await expect(
      sessions.create(ada, { ...wish, reason }),
    ).rejects.toMatchObject({ code: 'reason-required' });
  });

  it.each([
    ['refuses', async () => ({ allowed: false, reason: 'freeze' } as const)],
    ['fails', async () => Promise.reject(new Error('x'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('what a policy %s', async (_, decide) => {
    const { sessions, kube, clock } = createWorld({ policies: [{ decide }] });
    const refused = sessions.create(ada, wish).catch(error => error);
    await clock.advance(5_000);
    expect(await refused).toMatchObject({ code: 'not-allowed' });
    expect(kube.calls).toEqual([]);
  });
});

it('gives the shell the target and its user, and says so louder', async () => {
  const { sessions, kube, audits } = createWorld();
  await sessions.create(ada, { ...wish, target: 'app' });
  expect(audits[0]).toBe('session-create high');
  expect(kube.pod?.spec).toMatchObject({
    ephemeralContainers: [
      {
        targetContainerName: 'app',
        securityContext: { runAsUser: 1000, runAsNonRoot: true },
      },
    ],
  });
  await sessions.shutdown();
});

describe('limits', () => {
  it('lets a user have two sessions at once', async () => {
    const { sessions } = createWorld();
    await sessions.create(ada, wish);
    await sessions.create(ada, wish);
    await expect(sessions.create(ada, wish)).rejects.toMatchObject({
      code: 'too-many-sessions',
    });
    await sessions.shutdown();
  });

  it('counts debug containers that only the pod knows of', async () => {
    const ephemeralContainers = ['ph-a', 'ph-b', 'ph-c', 'other'].map(name => ({
      name,
    }));
    const { sessions, kube } = createWorld({
      pod: appPod({ ephemeralContainers }),
    });
    await expect(sessions.create(ada, wish)).rejects.toMatchObject({
      code: 'too-many-debug-containers',
      details: { count: 3, limit: LIMITS.debugContainersPerPod },
    });
    expect(kube.count('patch')).toBe(0);
  });

  it('does not count what the cluster refused', async () => {
    const { sessions, kube, audits, store } = createWorld();
    for (let at = 0; at < 4; at += 1) {
      kube.failures.set('patch', refusal('admission-denied'));
      await expect(sessions.create(ada, wish)).rejects.toMatchObject({
        code: 'admission-denied',
      });
    }
    expect(await store.countOfPod('u')).toBe(0);
    expect(audits.slice(0, 4)).toEqual([
      'session-create medium',
      'session-create failed',
      'session-end medium',
      'session-end succeeded',
    ]);
  });
});
