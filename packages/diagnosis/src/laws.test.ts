/**
 * What holds for every cause, whoever writes it. A new cause is judged by these without a line added here.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { causes } from './causes';
import { causeCatalogue } from './catalogue.generated';
import { diagnose } from './diagnose';
import type { Cause } from './engine/cause';
import type { Diagnosis, Finding } from './engine/diagnosis';
import { resolveQuote } from './engine/quotes';
import { beatsCycle, beatsOf } from './engine/rank';
import { own } from './facts/read';
import type { FactName, Snapshot } from './facts/snapshot';
import type { Fixture } from './testing/fixture';
import {
  causeFolders,
  loadFixtures,
  seenBy,
  snapshotOfFixture,
} from './testing/fixture';
import { changeAt, frozen, pathsOf, reordered } from './testing/mutations';

const folders = causeFolders();
const fixtures = loadFixtures().map(fixture => ({
  ...fixture,
  snapshot: frozen(snapshotOfFixture(fixture)),
}));
const byId = new Map(causes.map(cause => [cause.id, cause]));

function causeOf(id: string): Cause {
  const cause = byId.get(id);
  if (!cause) throw new Error(`no cause ${id} in the index`);
  return cause;
}

const foundFixtures = fixtures.filter(({ name }) => name.startsWith('found-'));
const ids = (list: readonly { readonly cause: string }[]) =>
  [...new Set(list.map(({ cause }) => cause))].sort();
const all = ({ found, contributing }: Diagnosis) => [...found, ...contributing];
const alone = (cause: Cause, snapshot: Snapshot) =>
  diagnose(snapshot, { causes: [cause] });

/** A snapshot without one fact. */
function without(snapshot: Snapshot, fact: FactName): Snapshot {
  const facts = { ...snapshot.facts, [fact]: { status: 'forbidden' } };
  return { ...snapshot, facts };
}

/** Paths into the first two objects of each kind, and into the first two of each list inside: others are alike. */
function typicalPaths(objects: readonly unknown[]): string[][] {
  const kinds = objects.map(object => String(own(object, 'kind')));
  const isTypical = (at: readonly string[]) => {
    const before = kinds.slice(0, Number(at[0]));
    const alike = before.filter(kind => kind === kinds[Number(at[0])]);
    return (
      alike.length < 2 && at.slice(1).every(key => !/^([2-9]|\d\d+)$/.test(key))
    );
  };
  return pathsOf(objects).filter(at => at.length > 1 && isTypical(at));
}

/** Whether a name in `beats` stands for all causes of a state. */
function isFolder(name: string): boolean {
  return /^(?:pending|waiting|terminating|running-but-wrong|crashing|not-ready|failed|workload)\/\*$/.test(
    name,
  );
}

/** What is said, apart from the order of lists in the evidence. */
function said({ cause, container, title, what, why, quotes }: Finding) {
  const values = quotes.map(({ value }) => String(value)).sort();
  return JSON.stringify({ cause, container, title, what, why, values });
}

describe('the index', () => {
  it('lists each folder by its name and state, and nothing else', () => {
    expect(causes.map(({ id, state }) => `${state}/${id}`)).toEqual(
      folders.map(({ id, state }) => `${state}/${id}`),
    );
    expect(causeCatalogue.map(({ id }) => id)).toEqual(
      causes.map(({ id }) => id),
    );
  });

  it('has no circle in beats, and no beats of an unknown cause', () => {
    expect(beatsCycle(beatsOf(causes))).toBeUndefined();
    const unknown = causes
      .flatMap(({ beats = [] }) => beats)
      .filter(id => !byId.has(id) && !isFolder(id));
    expect(unknown).toEqual([]);
  });
});

describe.each(folders)('$id: its folder', ({ id, folder, files }) => {
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

  it('has found and absent fixtures and no stray file', () => {
    const inFixtures = files.filter(file => file.startsWith('fixtures/'));
    const stray = inFixtures.filter(
      file => !/^fixtures\/(found|absent)-[a-z0-9-]+\.json$/.test(file),
    );
    expect(stray).toEqual([]);
    expect(inFixtures.some(file => file.includes('/found-'))).toBe(true);
    expect(inFixtures.some(file => file.includes('/absent-'))).toBe(true);
  });

  it('has a scenario, or a reason why not', () => {
    const excuses = readFileSync(
      path.join(__dirname, '../../../docs/causes/not-reproducible.md'),
      'utf8',
    );
    const excused = new RegExp(`^\\| *\`?${id}\`? *\\|`, 'm').test(excuses);
    expect(files.includes('scenario.yaml') || excused).toBe(true);
  });

  it('explains itself under the five headings', () => {
    const headings = read('cause.md').match(/^## .*$/gm) ?? [];
    expect(headings.map(heading => heading.slice(3))).toEqual([
      'What you see',
      'Why it happens',
      'How we know',
      'What to do',
      'When this is wrong',
    ]);
  });
});

describe.each(fixtures)('$cause: fixture $name', fixture => {
  const { snapshot, expect: expected, name, cause } = fixture;
  const diagnosis = diagnose(snapshot);

  it('gives the expected state and causes', () => {
    expect({
      state: diagnosis.state,
      found: ids(diagnosis.found),
      contributing: ids(diagnosis.contributing),
    }).toEqual({
      state: expected.state,
      found: [...expected.found].sort(),
      contributing: [...(expected.contributing ?? [])].sort(),
    });
    expect(diagnosis.broken).toEqual([]);
  });

  it('is named after what it shows', () => {
    const shown = ids(all(diagnosis)).includes(cause);
    expect(shown).toBe(name.startsWith('found-'));
  });

  it('quotes only what stands in the snapshot', () => {
    const quotes = all(diagnosis).flatMap(finding => [
      ...finding.quotes,
      ...finding.contradictions,
    ]);
    expect(quotes.filter(quote => !resolveQuote(snapshot, quote))).toEqual([]);
  });

  it('says the same whatever the order of containers and events', () => {
    const turned = diagnose(snapshotOfFixture(reordered(fixture) as Fixture)); // only lists were turned
    expect(all(turned).map(said).sort()).toEqual(
      all(diagnosis).map(said).sort(),
    );
  });

  it('holds no value of an environment variable and no secret', () => {
    const text = JSON.stringify(fixture.objects);
    expect(text).not.toMatch(/"kind": ?"Secret"/);
    for (const { spec } of fixture.objects as { spec?: unknown }[]) {
      for (const at of pathsOf(spec)) {
        const inEnv = at[at.length - 3] === 'env';
        expect(inEnv ? at[at.length - 1] : '').not.toBe('value');
      }
    }
  });
});

it('fires where it should and nowhere else', () => {
  const lines = fixtures.map(({ cause, name, snapshot }) => {
    const { state, found, contributing } = diagnose(snapshot);
    const also = ids(contributing).map(id => `(${id})`);
    const fired = [...ids(found), ...also].join(' ') || '-';
    return `${cause}/${name}: ${state}: ${fired}`;
  });
  expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
});

describe.each(foundFixtures)('$cause: robust on $name', fixture => {
  const { snapshot } = fixture;
  const cause = causeOf(fixture.cause);

  it('is unchecked without a fact that it needs', () => {
    for (const fact of cause.reads) {
      const { found, unchecked } = alone(cause, without(snapshot, fact));
      expect(found).toEqual([]);
      expect(unchecked).toEqual([
        { cause: cause.id, fact, status: 'forbidden' },
      ]);
    }
  });

  it('is found, or unchecked, without a fact that helps, but never looks absent', () => {
    for (const fact of cause.mayRead ?? []) {
      const { found, broken, unchecked } = alone(
        cause,
        without(snapshot, fact),
      );
      expect(broken).toEqual([]);
      expect([...ids(found), ...unchecked.map(one => one.fact)]).toEqual(
        found.length > 0 ? [cause.id] : [fact],
      );
    }
  });

  it('never breaks when a field is missing or of a wrong type', () => {
    const broken = new Set<string>();
    const seen = seenBy(cause, fixture);
    const tryWith = (objects: unknown, what: string) => {
      const changed = { ...seen, objects: objects as unknown[] }; // indexObjects takes anything
      const answer = alone(cause, snapshotOfFixture(changed));
      for (const { message } of answer.broken)
        broken.add(`${what}: ${message}`);
    };
    for (const at of typicalPaths(seen.objects)) {
      tryWith(changeAt(seen.objects, at), at.join('.'));
      tryWith(changeAt(seen.objects, at, { by: [{}] }), `${at.join('.')}=[{}]`);
    }
    expect([...broken]).toEqual([]);
  });
});
