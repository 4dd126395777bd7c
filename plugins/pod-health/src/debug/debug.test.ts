import {
  PodHealthError,
  type PreflightRow,
  type Session,
} from 'backstage-plugin-pod-health-common';
import { waitFor } from '@testing-library/react';
import { FakePace } from '../testing/FakePace';
import { GOOD_PREFLIGHT, session } from '../testing/FakePodHealthApi';
import { sayEnglish } from '../testing/say';
import {
  checklistRow,
  reasonFault,
  refusalOf,
  startObstacle,
} from './checklist';
import { followStart, type DebugFlow } from './debugFlow';

describe('checklistRow', () => {
  it('says what is refused and who can change it', () => {
    const row: PreflightRow = {
      check: 'consent',
      status: 'refused',
      problem: { code: 'not-consented', details: { namespace: 'shop' } },
    };
    expect(checklistRow(row, sayEnglish)).toEqual({
      title: 'Consent of the namespace',
      status: 'refused',
      statusWord: 'Refused',
      text: 'There is no consent for this in shop: its annotation pod-health.io/debug-consent names neither this service nor its owner.',
      fixer: 'Your platform team can fix this.',
    });
  });

  it('fills a note with its details', () => {
    const row: PreflightRow = {
      check: 'blast-radius',
      status: 'warning',
      note: 'memory-near-limit',
      details: { percent: 91 },
    };
    expect(checklistRow(row, sayEnglish).text).toContain('91 %');
  });

  it('shows notes and checks of a newer server in general words', () => {
    const row = {
      check: 'quantum-state' as PreflightRow['check'], // a check this page does not know yet
      status: 'unknown',
      note: 'constructor',
      details: { spin: 'up' },
    } as const;
    expect(checklistRow(row, sayEnglish)).toMatchObject({
      title: 'Another check',
      text: 'See the details: constructor, spin: up',
    });
  });

  it('names nobody for what is good', () => {
    const row = { check: 'image', status: 'good', fixedBy: 'you' } as const;
    expect(checklistRow(row, sayEnglish).fixer).toBeUndefined();
  });
});

describe('reasonFault', () => {
  it.each([
    ['1234', 'debug.reasonShort'],
    ['   1234   ', 'debug.reasonShort'],
    ['x'.repeat(501), 'debug.reasonLong'],
  ])('finds fault with %j', (reason, key) => {
    expect(reasonFault(reason)).toMatchObject({ key, values: { count: 1 } });
  });

  it.each(['12345', 'x'.repeat(500), ` ${'x'.repeat(500)} `])(
    'accepts %j',
    reason => {
      expect(reasonFault(reason)).toBeUndefined();
    },
  );
});

describe('startObstacle', () => {
  it('lets a good reason and a good checklist pass, and nothing else', () => {
    const good = 'checking DNS';
    expect(startObstacle(GOOD_PREFLIGHT, good)).toBeUndefined();
    expect(startObstacle(undefined, good)?.key).toBe('debug.startChecking');
    const refused = { ...GOOD_PREFLIGHT, possible: false };
    expect(startObstacle(refused, good)?.key).toBe('debug.startImpossible');
    expect(startObstacle(GOOD_PREFLIGHT, ' ')?.key).toBe('debug.startNotYet');
    expect(startObstacle(GOOD_PREFLIGHT, 'abc')?.key).toBe('debug.reasonShort');
  });
});

describe('refusalOf', () => {
  it('counts not knowing as refused', () => {
    expect(refusalOf(undefined, sayEnglish)).toBe(
      'Checking whether you may do this…',
    );
  });

  it('refuses without a reason too', () => {
    expect(refusalOf({ allowed: false }, sayEnglish)).toContain(
      'You do not have permission',
    );
    expect(refusalOf({ allowed: true }, sayEnglish)).toBeUndefined();
  });
});

describe('followStart', () => {
  function follow(answers: (Session | Error)[]) {
    const pace = new FakePace();
    const leave = new AbortController();
    const flows: DebugFlow[] = [];
    const waits: unknown[] = [];
    const done = followStart({
      session: session({ state: 'requested' }),
      api: {
        getSession: async (_, options) => {
          waits.push(options?.wait);
          const answer = answers.shift();
          if (!answer || answer instanceof Error) {
            throw answer ?? new Error('asked too often');
          }
          return answer;
        },
      },
      pace,
      signal: leave.signal,
      onFlow: flow => flows.push(flow),
    });
    return { pace, leave, flows, waits, done };
  }

  it('goes from state to state until the terminal can be opened', async () => {
    const { flows, waits, done } = follow([
      session({ state: 'creating' }),
      session({ state: 'starting', waiting: { reason: 'ErrImagePull' } }),
      session({ state: 'ready' }),
    ]);
    await done;
    expect(flows.map(({ phase }) => phase)).toEqual([
      'starting',
      'starting',
      'starting',
      'terminal',
    ]);
    expect(waits).toEqual(['requested', 'creating', 'starting']);
  });

  it('fails with the session’s own problem', async () => {
    const problem = { code: 'admission-denied', details: { message: 'no' } };
    const { flows, done } = follow([session({ state: 'ended', problem })]);
    await done;
    expect(flows.at(-1)).toMatchObject({ phase: 'failed', problem });
  });

  it('asks again after a passing failure, and fails at a lasting one', async () => {
    const { pace, flows, done } = follow([
      new PodHealthError('portal-unreachable', 'cut'),
      new PodHealthError('session-not-found', 'gone'),
    ]);
    await waitFor(() => expect(pace.waiting).toHaveLength(1));
    pace.pass(60_000);
    await waitFor(() => expect(pace.waiting).toHaveLength(1));
    pace.pass(60_000);
    await done;
    expect(flows.at(-1)).toMatchObject({
      phase: 'failed',
      problem: { code: 'session-not-found' },
    });
  });
});
