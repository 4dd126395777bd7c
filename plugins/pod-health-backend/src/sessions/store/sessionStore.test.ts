import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { isWithinQuota } from '../../guards/isWithinQuota';
import { FakeClock } from '../../testing/fakeClock';
import type { SessionRow } from '../types';
import { migrateSessions } from './createDatabaseSessionStore';
import { DatabaseSessionStore } from './DatabaseSessionStore';
import { MemorySessionStore } from './MemorySessionStore';
import type { NewSession, SessionStore } from './SessionStore';

/** SQLite always; Postgres where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING names one. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

interface Subject {
  readonly store: SessionStore;
  /** Another replica's view of the same store. */
  readonly other: SessionStore;
  /** Lets the store's clock pass. */
  pass(ms: number): Promise<void>;
  knex?: Knex;
}

async function memory(): Promise<Subject> {
  const clock = new FakeClock();
  const store = new MemorySessionStore(clock);
  return { store, other: store, pass: ms => clock.advance(ms) };
}

/** A database's clock cannot be moved; that everything happened earlier is the same. */
async function database(id: 'SQLITE_3' | 'POSTGRES_15'): Promise<Subject> {
  const knex = await databases.init(id);
  await migrateSessions(knex);
  const earlier = (column: string, ms: number) =>
    knex.raw('?? - ?', [column, ms]);
  return {
    store: new DatabaseSessionStore(knex),
    other: new DatabaseSessionStore(knex),
    knex,
    async pass(ms) {
      const columns = ['created_at', 'ends_at', 'ended_at', 'heartbeat_at'];
      await knex('sessions').update(
        Object.fromEntries(columns.map(name => [name, earlier(name, ms)])),
      );
      await knex('tickets').update({ expires_at: earlier('expires_at', ms) });
    },
  };
}

const subjects: [string, () => Promise<Subject>][] = [
  ['memory', memory],
  ...databases
    .eachSupportedId()
    .map(([id]): [string, () => Promise<Subject>] => [
      id,
      () => database(id as 'SQLITE_3' | 'POSTGRES_15'), // only these two were asked for above
    ]),
];

const ada = 'user:default/ada';
const ben = 'user:default/ben';
let serial = 0;

function session(change: Partial<NewSession> = {}): NewSession {
  serial += 1;
  const id = serial.toString(16).padStart(32, '0');
  return {
    id,
    userRef: ada,
    entityRef: 'component:default/ledger',
    pod: { cluster: 'c', namespace: 'n', pod: 'p', uid: `uid-${serial}` },
    container: `ph-${id}`,
    reason: 'looking at the queue',
    image: 'toolbox',
    replica: 'r1',
    lifeMs: 60_000,
    ...change,
  };
}

describe.each(subjects)('%s', (_, create) => {
  let subject: Subject;
  let store: SessionStore;

  beforeEach(async () => {
    subject = await create();
    store = subject.store;
  });

  async function added(change?: Partial<NewSession>): Promise<SessionRow> {
    const admission = await store.add(session(change), () => undefined);
    if (!('row' in admission)) {
      throw new Error(`refused: ${admission.refused}`);
    }
    return admission.row;
  }

  async function ready(change?: Partial<NewSession>): Promise<SessionRow> {
    const { id } = await added(change);
    await store.move(id, 'creating');
    await store.move(id, 'starting');
    const row = await store.move(id, 'ready');
    if (!row) {
      throw new Error('did not become ready');
    }
    return row;
  }

  it('keeps what it was given and times it by its own clock', async () => {
    const given = session({ target: 'app' });
    const before = await store.now();
    await store.add(given, () => undefined);
    const { lifeMs, ...kept } = given;
    const row = await store.find(given.id);
    expect(row).toMatchObject({ ...kept, state: 'requested' });
    expect(row?.createdAt).toBeGreaterThanOrEqual(before);
    expect((row?.endsAt ?? 0) - (row?.createdAt ?? 0)).toBeCloseTo(lifeMs, -2);
    expect(row?.endReason).toBeUndefined();
  });

  it('finds and lists only what is in the query: the owner too', async () => {
    const mine = await added();
    await subject.pass(10);
    const hers = await added({ userRef: ben });
    await added({ entityRef: 'component:default/other' });
    expect((await store.find(mine.id, ada))?.id).toBe(mine.id);
    expect(await store.find(mine.id, ben)).toBeUndefined();
    expect(await store.find('f'.repeat(32))).toBeUndefined();
    const ids = async (limit: number, user?: string) =>
      (await store.list(mine.entityRef, limit, user)).map(row => row.id);
    expect(await ids(10)).toEqual([hers.id, mine.id]);
    expect(await ids(1)).toEqual([hers.id]);
    expect(await ids(10, ada)).toEqual([mine.id]);
  });

  it('counts for the quota what has not ended, and a pod’s for ever', async () => {
    const pod = { cluster: 'c', namespace: 'n', pod: 'p', uid: 'same' };
    const first = await added({ pod });
    await added({ pod, userRef: ben, replica: 'r2' });
    await store.move(first.id, 'ended', { endReason: 'start-failed' });
    const refuse = jest.fn().mockReturnValue('too-many-sessions');
    const refused = await store.add(session({ pod }), refuse);
    const counts = { ofUser: 0, ofReplica: 0, ofPod: 2 };
    expect(refuse).toHaveBeenCalledWith(counts);
    expect(refused).toEqual({ refused: 'too-many-sessions', counts });
    expect(await store.countOfPod('same')).toBe(2);
    expect(await store.countOfUser(ben)).toBe(1);
  });

  it('lets two in at once only as far as the quota goes', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_unused, at) =>
        (at % 2 ? store : subject.other).add(session(), isWithinQuota),
      ),
    );
    expect(all.filter(one => 'row' in one)).toHaveLength(2);
  });

  it('moves by the machine’s rules, and gives each move to one caller', async () => {
    const { id } = await added();
    expect(await store.move(id, 'ready')).toBeUndefined();
    const moves = await Promise.all(
      Array.from({ length: 10 }, (_unused, at) =>
        (at % 2 ? store : subject.other).move(id, 'creating'),
      ),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    expect((await store.find(id))?.state).toBe('creating');
  });

  it('moves only from the states and for the replica it is told', async () => {
    const { id } = await ready();
    const other = { replica: 'r2' };
    expect(await store.move(id, 'attached', {}, other)).toBeUndefined();
    await store.move(id, 'attached', { replica: 'r2' });
    const never = { from: ['ready' as const] };
    expect(await store.move(id, 'ending', {}, never)).toBeUndefined();
    expect((await store.find(id))?.replica).toBe('r2');
  });

  it('writes the reason of an end once, and never leaves ended', async () => {
    const { id } = await ready();
    await store.move(id, 'ending', { endReason: 'idle' });
    expect(await store.move(id, 'ending')).toBeUndefined();
    const change = { endReason: 'lost', exitCode: 137, note: 'x' } as const;
    const ended = await store.move(id, 'ended', change);
    expect(ended).toMatchObject({
      endReason: 'idle',
      exitCode: 137,
      note: 'x',
      endedAt: expect.any(Number),
    });
    expect(await store.move(id, 'ended')).toBeUndefined();
    expect(await store.beat(id, 'r1')).toBeUndefined();
  });

  it('keeps problem and waiting as they were given', async () => {
    const { id } = await added();
    await store.setWaiting(id, { reason: 'ignored: not starting' });
    await store.move(id, 'creating');
    await store.move(id, 'starting');
    const waiting = { reason: 'ImagePullBackOff', message: 'back-off' };
    await store.setWaiting(id, waiting);
    expect((await store.find(id))?.waiting).toEqual(waiting);
    const problem = { code: 'start-failed', details: { reason: 'x' } };
    await store.move(id, 'ended', { endReason: 'start-failed', problem });
    expect((await store.find(id))?.problem).toEqual(problem);
  });

  it('gives silent sessions to one replica, and leaves living ones', async () => {
    const silent = await ready();
    const requested = await added();
    const ending = await ready();
    await store.move(ending.id, 'ending', { endReason: 'idle' });
    await subject.pass(30_000);
    const alive = await ready();
    const beating = await ready();
    await store.beat(beating.id, 'r1');
    const claims = await Promise.all([
      store.claimSilent('r2', 30_000),
      subject.other.claimSilent('r3', 30_000),
    ]);
    const claimed = claims.flat();
    const ids = claimed.map(row => row.id).sort();
    expect(ids).toEqual([silent.id, requested.id, ending.id].sort());
    const reasons = new Map(claimed.map(row => [row.id, row]));
    expect(reasons.get(silent.id)).toMatchObject({
      state: 'ending',
      endReason: 'lost',
    });
    expect(reasons.get(requested.id)?.note).toBe('never-started');
    expect(reasons.get(ending.id)?.endReason).toBe('idle');
    expect((await store.find(alive.id))?.state).toBe('ready');
    expect(await store.beat(silent.id, 'r1')).toBeUndefined();
  });

  it('gives the audit of an end to one caller', async () => {
    const { id } = await ready();
    expect(await store.markAudited(id)).toBe(false);
    await store.move(id, 'ending', { endReason: 'idle' });
    await store.move(id, 'ended');
    await subject.pass(50_000);
    const due = await store.unaudited(45_000);
    expect(due.map(row => row.id)).toEqual([id]);
    const marks = await Promise.all([
      store.markAudited(id),
      subject.other.markAudited(id),
      store.markAudited(id),
    ]);
    expect(marks.filter(Boolean)).toHaveLength(1);
    expect(await store.unaudited(0)).toEqual([]);
  });

  describe('tickets', () => {
    const ticket = (row: SessionRow, hash: string) => ({
      hash,
      sessionId: row.id,
      userRef: row.userRef,
      takeOver: false,
    });

    it('lets exactly one of fifty at once in', async () => {
      const row = await ready();
      await store.addTicket(ticket(row, 'h1'), 30_000);
      const uses = await Promise.all(
        Array.from({ length: 50 }, (_unused, at) =>
          (at % 2 ? store : subject.other).useTicket('h1', row.id),
        ),
      );
      expect(uses.filter(Boolean)).toEqual([{ takeOver: false }]);
    });

    it('refuses one at the end of its time', async () => {
      const row = await ready();
      await store.addTicket(ticket(row, 'h1'), 30_000);
      await subject.pass(31_000);
      expect(await store.useTicket('h1', row.id)).toBeUndefined();
    });

    it('refuses one of another session, or of another user', async () => {
      const row = await ready();
      const other = await ready();
      await store.addTicket(ticket(row, 'h1'), 30_000);
      expect(await store.useTicket('h1', other.id)).toBeUndefined();
      await store.addTicket({ ...ticket(row, 'h2'), userRef: ben }, 30_000);
      expect(await store.useTicket('h2', row.id)).toBeUndefined();
      expect(await store.useTicket('h3', row.id)).toBeUndefined();
      expect(await store.useTicket('h1', row.id)).toBeDefined();
    });

    it('says until when one is good and whether it takes over', async () => {
      const row = await ready();
      const before = await store.now();
      const taking = { ...ticket(row, 'h1'), takeOver: true };
      const expires = await store.addTicket(taking, 30_000);
      expect(expires).toBeGreaterThanOrEqual(before + 30_000);
      expect(await store.useTicket('h1', row.id)).toEqual({ takeOver: true });
    });

    it('forgets old ones and keeps good ones', async () => {
      const row = await ready();
      await store.addTicket(ticket(row, 'old'), 1_000);
      await subject.pass(62_000);
      await store.addTicket(ticket(row, 'new'), 30_000);
      await store.forgetTickets(60_000);
      expect(await store.useTicket('new', row.id)).toBeDefined();
      const kept = await subject.knex?.('tickets').select('hash');
      expect(kept ?? [{ hash: 'new' }]).toEqual([{ hash: 'new' }]);
    });
  });
});

describe('a database that does not answer', () => {
  it('is store-unavailable', async () => {
    const knex = await databases.init('SQLITE_3');
    await migrateSessions(knex);
    const store = new DatabaseSessionStore(knex);
    await knex.destroy();
    await expect(store.now()).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });
});
