/**
 * What holds for every cause's words, and for the time it takes, whoever writes it.
 */
import { cpuMs, explodes } from 'pod-health-testing';
import { causes } from './causes';
import { context } from './context';
import { diagnose } from './diagnose';
import type { Finding } from './engine/diagnosis';
import type { Text } from './engine/text';
import reasons from './reasons.json';
import { loadFixtures, seenBy, snapshotOfFixture } from './testing/fixture';
import { changeAt, pathsOf } from './testing/mutations';

const fixtures = loadFixtures().filter(({ name }) => name.startsWith('found-'));
const findings = fixtures.flatMap(fixture => {
  const { found, contributing } = diagnose(snapshotOfFixture(fixture));
  return [...found, ...contributing].map(finding => ({
    where: `${finding.cause} in ${fixture.cause}/${fixture.name}`,
    finding,
  }));
});

/** Verbs a step may begin with. Add one when it is one. */
const VERBS = new Set(
  `Accept Add Adjust Allow Annotate Apply Approve Ask Attach Authenticate Bind Bring Build Call Change Check Choose Clean Clear Collect Compare Configure Confirm Connect Convert Copy Cordon Correct Count Create Decide Declare Decode Delete Deploy Detach Drain Enable End Evict Expand Export Extend Find Fix Force Format Free Get Give Go Grant Import Increase Inspect Install Keep Label Leave Let Limit List Look Lower Make Mark Match Measure Migrate Mirror Mount Move Name Open Order Patch Pause Pin Place Point Prefix Prepare Publish Pull Push Put Quote Raise Read Rebuild Recreate Reduce Register Release Remove Rename Renew Repair Replace Report Request Reserve Resize Restart Restore Resume Retry Return Roll Rotate Run Save Scale See Send Set Shorten Show Shut Spread Start Stop Switch Tag Taint Take Tell Test Tolerate Treat Trust Try Turn Uncordon Undo Unmount Unset Unsuspend Update Upgrade Use Verify Wait Warm Watch Write`.split(
    /\s+/,
  ),
);
const KUBERNETES = 'https://kubernetes.io/';
const CHINESE = /\p{Script=Han}/u;
/** What a template leaves behind when the data did not fill it. */
const UNFILLED =
  /undefined|(?<!:)null|NaN|\[object |<[a-z-]+>|\$\{|\{\{|\bTODO\b/;

function textsOf({ title, what, why, steps }: Finding): Text[] {
  return [title, what, why, ...steps.map(step => step.text)];
}

describe.each(causes.map(cause => ({ id: cause.id, cause })))(
  '$id',
  ({ cause }) => {
    it('has a short title in both languages', () => {
      const { en, zh } = cause.title;
      expect(en.length).toBeLessThan(60);
      expect(en).not.toMatch(/[.!]$/);
      expect(zh).toMatch(CHINESE);
      expect(zh).not.toMatch(/[。！]$/);
    });

    it('covers only reasons that exist', () => {
      const known = new Set<string>(
        Object.values(reasons).flatMap(group => Object.values(group).flat()),
      );
      expect(cause.covers.filter(id => !known.has(id))).toEqual([]);
      expect(new Set(cause.covers).size).toBe(cause.covers.length);
    });
  },
);

describe.each(findings)('$where', ({ finding }) => {
  it('says everything in both languages, with nothing left unfilled', () => {
    for (const { en, zh } of textsOf(finding)) {
      expect(en).not.toBe('');
      expect(zh).toMatch(CHINESE);
      expect(en).not.toMatch(UNFILLED);
      expect(zh).not.toMatch(UNFILLED);
    }
  });

  it('ends what and why as sentences', () => {
    for (const { en, zh } of [finding.what, finding.why]) {
      expect(en).toMatch(/[.?!]["”’)]?$/);
      expect(zh).toMatch(/[。？！.?!]["”’)）]?$/);
    }
  });

  it('has steps that begin with a verb and link to kubernetes.io', () => {
    expect(finding.steps.length).toBeGreaterThan(0);
    for (const { text, link, command, action } of finding.steps) {
      expect(VERBS).toContain(text.en.split(/\W/, 1)[0]);
      expect(link ?? KUBERNETES).toContain(KUBERNETES);
      expect(command !== undefined && action !== undefined).toBe(false);
    }
  });

  it('has commands that can be pasted as they are', () => {
    for (const { command = '' } of finding.steps) {
      expect(command).not.toMatch(UNFILLED);
      expect(command).not.toMatch(/[<>…]|\.\.\./);
    }
  });
});

/** Texts of some length that make a careless regular expression or loop take quadratic time. */
const HOSTILE = {
  'one letter': size => 'a'.repeat(size),
  spaces: size => ' '.repeat(size),
  digits: size => '0'.repeat(size),
  'open brackets': size => '("[{'.repeat(size / 4),
  lines: size => 'x\n'.repeat(size / 2),
  itself: (size, message) => message.repeat(Math.ceil(size / message.length)),
  'itself, cut': (size, message) =>
    `${message.slice(0, -1)}${' a'.repeat(size / 2)}`,
  'its words': (size, message) =>
    message.replace(/[^a-z]+/gi, ' ').repeat(Math.ceil(size / message.length)),
} satisfies Record<string, (size: number, message: string) => string>;

describe.each(causes.map(cause => ({ id: cause.id, cause })))(
  '$id: a megabyte of hostile text',
  ({ id, cause }) => {
    const own = fixtures.filter(fixture => fixture.cause === id);

    it.each(Object.entries(HOSTILE))(
      'of %s costs as much as it is long',
      (_, make) => {
        const slow: string[] = [];
        const [fixture] = own;
        if (!fixture) throw new Error(`no found fixture of ${id}`);
        const { objects, logs } = seenBy(cause, fixture);
        const input = { objects, logs };
        const messages = pathsOf(input).filter(at =>
          ['message', 'note', 'current', 'previous'].includes(
            at[at.length - 1] ?? '',
          ),
        );
        for (const at of messages) {
          const message = at.reduce<unknown>(
            (inner, key) => (inner as Record<string, unknown>)[key], // pathsOf found it there
            input,
          );
          if (typeof message !== 'string' || message === '') continue;
          const cost = (size: number) => {
            const changed = changeAt(input, at, {
              by: make(size, message),
            }) as typeof input; // a text became a text
            const snapshot = snapshotOfFixture({ ...fixture, ...changed });
            return cpuMs(() => diagnose(snapshot, { causes: [cause] }));
          };
          if (explodes(cost)) slow.push(at.join('.'));
        }
        expect(slow).toEqual([]);
      },
    );
  },
);

const faults: readonly string[] = [
  ...reasons.core.error,
  ...reasons.core.warning,
];
const covered = new Set(causes.flatMap(cause => cause.covers));

it('gives a reason for each report that is no cause by itself, and claims none twice', () => {
  const known = new Set<string>(
    Object.values(reasons).flatMap(group => Object.values(group).flat()),
  );
  for (const [id, why] of Object.entries(context)) {
    expect(known).toContain(id);
    expect(why).toMatch(/^[A-Z].{20,}\.$/s);
    expect(covered).not.toContain(id);
  }
});

it('has a cause or a reason for every error and warning that Kubernetes can report', () => {
  const open = faults.filter(id => !covered.has(id) && !(id in context));
  const done = faults.length - open.length;
  process.stdout.write(
    `covers ${done} of ${faults.length} core errors and warnings\n`,
  );
  expect(open).toEqual([]);
});
