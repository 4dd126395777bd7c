import { mockCredentials } from '@backstage/backend-test-utils';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { settle } from '../testing/fakeClock';
import { ada, ben, createWorld, wish } from '../testing/sessionWorld';
import type { PodSessions } from './PodSessions';
import type { SessionTerminal } from './types';

type World = ReturnType<typeof createWorld>;

async function ready(world: World, sessions: PodSessions = world.sessions) {
  const { id } = await sessions.create(ada, wish);
  world.kube.setContainer({ running: {} });
  await settle();
  expect(await world.store.find(id)).toMatchObject({ state: 'ready' });
  return id;
}

async function attached(
  world: World,
  sessions: PodSessions = world.sessions,
): Promise<{ readonly id: string; readonly terminal: SessionTerminal }> {
  const id = await ready(world, sessions);
  const { ticket } = await sessions.ticket(ada, id);
  return { id, terminal: await sessions.redeem(id, ticket) };
}

function ends(world: World): number {
  return world.audits.filter(one => one === 'session-end succeeded').length;
}

/** Keeps a person typing for some minutes. */
async function type(
  { clock }: World,
  terminal: SessionTerminal,
  minutes: number,
) {
  for (let at = 0; at < minutes; at += 1) {
    await clock.advance(60_000);
    terminal.onInput(1);
  }
}

describe('each end is told once, ends the shell, and leaves no timer', () => {
  const token = (ref: string) => mockCredentials.user.token(ref);

  it.each<
    [string, (world: World, terminal: SessionTerminal) => Promise<unknown>]
  >([
    ['idle', ({ clock }) => clock.advance(600_000)],
    ['max-duration', (world, terminal) => type(world, terminal, 60)],
    [
      'identity-changed',
      (_, terminal) => terminal.onToken(token('user:default/ben')),
    ],
    [
      'permission-revoked',
      world => {
        world.refused.set(
          'debug',
          new PodHealthError('not-allowed', 'revoked'),
        );
        return world.clock.advance(60_000);
      },
    ],
    [
      'permission-revoked',
      world => {
        world.refused.set(
          'consent',
          new PodHealthError('not-consented', 'removed'),
        );
        return world.clock.advance(60_000);
      },
    ],
    [
      'user-closed',
      async (world, terminal) => {
        terminal.onDetached();
        await world.clock.advance(30_000);
      },
    ],
    [
      'user-closed',
      async ({ sessions }, terminal) => sessions.end(ada, terminal.session.id),
    ],
    ['server-restart', ({ sessions }) => sessions.shutdown()],
    [
      'cluster-disconnected',
      ({ kube, clock }) => {
        kube.attaches[0].finish(
          new PodHealthError('cluster-unreachable', 'reset'),
        );
        return clock.advance(3_000);
      },
    ],
    [
      'protocol-error',
      async ({ kube }) =>
        kube.attaches[0].finish(
          new PodHealthError('protocol-error', 'channel 9'),
        ),
    ],
  ])('%s', async (reason, act) => {
    const world = createWorld();
    const { id, terminal } = await attached(world);
    await act(world, terminal);
    await world.clock.advance(2_000);
    expect(await world.store.find(id)).toMatchObject({
      state: 'ended',
      endReason: reason,
      exitCode: 137,
    });
    expect(world.kube.attaches.at(-1)?.sizes).toContainEqual([7, 2]);
    expect(ends(world)).toBe(1);
    expect(world.clock.timers).toBe(0);
    expect(terminal.endReason() ?? 'user-closed').toBe(reason);
  });

  it.each<[string, object, (world: World) => void]>([
    [
      'user-exit',
      { exitCode: 3 },
      ({ kube }) => kube.setContainer({ terminated: { exitCode: 3 } }),
    ],
    ['pod-gone', { note: 'deleted' }, ({ kube }) => kube.set(undefined)],
    [
      'pod-replaced',
      {},
      ({ kube }) => kube.set({ ...kube.pod, metadata: { uid: 'v' } }),
    ],
  ])('%s, of a shell that is gone already', async (reason, more, act) => {
    const world = createWorld();
    const { id, terminal } = await attached(world);
    act(world);
    await world.clock.advance(0);
    expect(await world.store.find(id)).toMatchObject({
      state: 'ended',
      endReason: reason,
      ...more,
    });
    expect(world.kube.attaches[0].sizes).not.toContainEqual([7, 2]);
    expect(terminal.endReason()).toBe(reason);
    expect(ends(world)).toBe(1);
    expect(world.clock.timers).toBe(0);
  });
});

it('says when a shell did not obey', async () => {
  const world = createWorld();
  const { id } = await attached(world);
  world.kube.obeys = false;
  await world.sessions.end(ada, id);
  await world.clock.advance(10_000);
  expect(await world.store.find(id)).toMatchObject({
    state: 'ended',
    note: 'still-running',
  });
});

it('keeps a session whose user sends a fresh token, and ignores a bad one', async () => {
  const world = createWorld();
  const { id, terminal } = await attached(world);
  await terminal.onToken('garbage');
  await terminal.onToken(mockCredentials.user.token('user:default/ada'));
  await type(world, terminal, 3);
  expect((await world.store.find(id))?.state).toBe('attached');
  expect(JSON.stringify(world.logger)).not.toContain('garbage');
  await world.sessions.shutdown();
});

describe('a start', () => {
  it('fails at once when the image is not there, with the reason', async () => {
    const world = createWorld();
    const { id } = await world.sessions.create(ada, wish);
    const waiting = { reason: 'ErrImagePull', message: 'x: not found' };
    world.kube.setContainer({ waiting });
    await settle();
    const session = await world.sessions.get(ada, id);
    expect(session).toMatchObject({
      state: 'ended',
      endReason: 'start-failed',
      problem: { code: 'start-failed', details: waiting },
    });
    expect(ends(world)).toBe(1);
  });

  it('fails after a minute, and shows meanwhile what it waits for', async () => {
    const world = createWorld();
    const { id } = await world.sessions.create(ada, wish);
    const answer = world.sessions.get(ada, id, 'starting');
    const waiting = { reason: 'ContainerCreating' };
    await settle();
    world.kube.setContainer({ waiting });
    await world.clock.advance(2_000);
    expect(await answer).toMatchObject({ state: 'starting', waiting });
    await world.clock.advance(60_000);
    expect(await world.sessions.get(ada, id)).toMatchObject({
      endReason: 'start-failed',
      problem: { details: { reason: 'ContainerCreating' } },
    });
    expect(world.clock.timers).toBe(0);
  });

  it('holds an answer for twenty seconds at most, and lets an impatient caller go', async () => {
    const world = createWorld();
    const { id } = await world.sessions.create(ada, wish);
    const done = jest.fn();
    const patient = world.sessions.get(ada, id, 'starting').then(done);
    const leave = new AbortController();
    const leaving = world.sessions.get(ada, id, 'starting', leave.signal);
    await world.clock.advance(19_999);
    expect(done).not.toHaveBeenCalled();
    leave.abort();
    expect((await leaving).state).toBe('starting');
    await world.clock.advance(1);
    await patient;
    expect(done).toHaveBeenCalled();
    await world.sessions.shutdown();
  });
});

describe('a pod swapped under its name', () => {
  it('is never attached to', async () => {
    const world = createWorld();
    const id = await ready(world);
    const { ticket } = await world.sessions.ticket(ada, id);
    world.kube.swapSilently('v');
    await expect(world.sessions.redeem(id, ticket)).rejects.toMatchObject({
      code: 'pod-replaced',
    });
    await settle();
    expect(world.kube.count('attach')).toBe(0);
    expect((await world.store.find(id))?.endReason).toBe('pod-replaced');
  });
});

describe('another person', () => {
  it('sees, ends and opens nothing without being an administrator', async () => {
    const world = createWorld();
    const id = await ready(world);
    world.refused.set('admin', new PodHealthError('not-allowed', 'no'));
    const { sessions } = world;
    for (const act of [
      () => sessions.get(ben, id),
      () => sessions.end(ben, id),
      () => sessions.ticket(ben, id),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'session-not-found' });
    }
    expect(await sessions.list(ben, wish.entityRef)).toEqual([]);
    expect(await sessions.list(ada, wish.entityRef)).toHaveLength(1);
    await sessions.shutdown();
  });

  it('who is an administrator sees and ends, but never opens', async () => {
    const world = createWorld();
    const id = await ready(world);
    const { sessions } = world;
    expect((await sessions.get(ben, id)).user).toBe('user:default/ada');
    await expect(sessions.ticket(ben, id)).rejects.toMatchObject({
      code: 'session-not-found',
    });
    expect((await sessions.end(ben, id)).endReason).toBe('user-closed');
    await world.clock.advance(1_000);
    expect((await world.store.find(id))?.note).toBe('ended-by-admin');
  });
});

describe('tickets', () => {
  it('are not for a session that is not ready, has ended, or is taken', async () => {
    const world = createWorld();
    const { sessions } = world;
    const { id } = await sessions.create(ada, wish);
    const code = (expected: string) => ({ code: expected });
    await expect(sessions.ticket(ada, id)).rejects.toMatchObject(
      code('session-not-ready'),
    );
    world.kube.setContainer({ running: {} });
    await settle();
    const { ticket } = await sessions.ticket(ada, id);
    await sessions.redeem(id, ticket);
    await expect(sessions.ticket(ada, id)).rejects.toMatchObject(
      code('session-taken'),
    );
    await sessions.end(ada, id);
    await expect(sessions.ticket(ada, id)).rejects.toMatchObject(
      code('session-ended'),
    );
    await sessions.shutdown();
  });

  it('are refused when the right is gone', async () => {
    const world = createWorld();
    const id = await ready(world);
    world.refused.set('debug', new PodHealthError('not-allowed', 'revoked'));
    await expect(world.sessions.ticket(ada, id)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await world.sessions.shutdown();
  });

  it('give the terminal to the page that takes over, and nothing to the other', async () => {
    const world = createWorld();
    const { id, terminal: first } = await attached(world);
    const { ticket } = await world.sessions.ticket(ada, id, { takeOver: true });
    const second = await world.sessions.redeem(id, ticket);
    expect(first.endReason()).toBe('taken-over');
    first.attach.write(Buffer.from('old'));
    second.attach.write(Buffer.from('new'));
    expect(world.kube.attaches).toHaveLength(1);
    expect(world.kube.attaches[0].written).toEqual(['new']);
    first.onDetached();
    await settle();
    expect((await world.store.find(id))?.state).toBe('attached');
    await world.sessions.shutdown();
  });
});

describe('two replicas', () => {
  it('let a ready session be opened in the other one, which needs the user’s token', async () => {
    const world = createWorld();
    const other = world.replica('r2');
    const id = await ready(world);
    const { ticket } = await world.sessions.ticket(ada, id);
    const terminal = await other.redeem(id, ticket);
    await terminal.onToken(mockCredentials.user.token('user:default/ada'));
    await world.clock.advance(60_000);
    expect(await world.store.find(id)).toMatchObject({
      state: 'attached',
      replica: 'r2',
    });
    expect(terminal.ended.aborted).toBe(false);
    await Promise.all([other.shutdown(), world.sessions.shutdown()]);
    expect(ends(world)).toBe(1);
  });

  it('end such a session when no token comes', async () => {
    const world = createWorld();
    const other = world.replica('r2');
    const id = await ready(world);
    const { ticket } = await world.sessions.ticket(ada, id);
    await other.redeem(id, ticket);
    await world.clock.advance(12_000);
    expect((await world.store.find(id))?.endReason).toBe('credential-expired');
  });

  it('end an attached session that the other one takes over', async () => {
    const world = createWorld();
    const other = world.replica('r2');
    const { id, terminal } = await attached(world);
    const { ticket } = await other.ticket(ada, id, { takeOver: true });
    await expect(other.redeem(id, ticket)).rejects.toMatchObject({
      code: 'session-ended',
    });
    await world.clock.advance(10_000);
    expect(await world.store.find(id)).toMatchObject({
      state: 'ended',
      endReason: 'taken-over',
      exitCode: 137,
    });
    expect(terminal.endReason()).toBe('taken-over');
    expect(ends(world)).toBe(1);
    expect(world.clock.timers).toBe(0);
  });

  it('end what a dead one left within 45 seconds, and free its quota', async () => {
    const world = createWorld();
    const { id } = await attached(world);
    jest
      .spyOn(world.store, 'beat')
      .mockImplementation(async (one, replica) =>
        replica === 'r1' ? new Promise<never>(() => {}) : world.store.find(one),
      );
    const other = world.replica('r2');
    other.start();
    await world.clock.advance(45_000);
    expect(await world.store.find(id)).toMatchObject({
      state: 'ended',
      endReason: 'lost',
      replica: 'r2',
      exitCode: 137,
    });
    expect(await world.store.countOfUser('user:default/ada')).toBe(0);
    expect(ends(world)).toBe(1);
    await other.shutdown();
  });

  it('tell of a session whose replica died before it asked the cluster', async () => {
    const world = createWorld();
    const row = {
      ...wish,
      id: '0'.repeat(32),
      userRef: 'user:default/ada',
      container: 'ph-0',
      image: 'x',
      replica: 'dead',
      lifeMs: 1_000,
    };
    await world.store.add(row, () => undefined);
    await world.clock.advance(40_000);
    world.sessions.start();
    await world.clock.advance(0);
    expect(await world.store.find(row.id)).toMatchObject({
      state: 'ended',
      endReason: 'lost',
      note: 'never-started',
    });
    expect(world.kube.count('attach')).toBe(0);
    expect(ends(world)).toBe(1);
    await world.sessions.shutdown();
  });
});

it('ends a live shell when the store has been down for a minute', async () => {
  const world = createWorld();
  const { terminal } = await attached(world);
  const down = new PodHealthError('store-unavailable', 'down');
  for (const call of ['beat', 'move', 'find'] as const) {
    jest.spyOn(world.store, call).mockRejectedValue(down);
  }
  await world.clock.advance(72_000);
  expect(terminal.endReason()).toBe('audit-failed');
  expect(world.kube.attaches[0].sizes).toContainEqual([7, 2]);
  expect(world.clock.timers).toBe(0);
});

it('refuses new sessions and tickets while it stops', async () => {
  const world = createWorld();
  const id = await ready(world);
  const { ticket } = await world.sessions.ticket(ada, id);
  const stopping = world.sessions.shutdown();
  for (const act of [
    () => world.sessions.create(ada, wish),
    () => world.sessions.redeem(id, ticket),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'shutting-down' });
  }
  await stopping;
  expect(world.clock.timers).toBe(0);
});
