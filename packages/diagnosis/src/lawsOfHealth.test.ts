/**
 * What holds for every healthy subject: nothing is found. Recorded on a real cluster by scripts/captureHealthy.mjs.
 */
import { diagnose } from './diagnose';
import { loadHealthy, snapshotOfFixture } from './testing/fixture';
import type { Fixture } from './testing/fixture';
import { changeAt, pathsOf, reordered } from './testing/mutations';

const healthy = loadHealthy();
const foundIn = (fixture: Fixture) => {
  const { found, contributing, broken } = diagnose(snapshotOfFixture(fixture));
  return [
    ...[...found, ...contributing].map(({ cause }) => cause),
    ...broken.map(({ cause, message }) => `${cause} broke: ${message}`),
  ];
};

it('there are healthy subjects to try, of each kind', () => {
  const kinds = new Set(healthy.map(({ subject }) => subject.kind));
  expect(healthy.length).toBeGreaterThanOrEqual(30);
  expect([...kinds].sort()).toEqual([
    'CronJob',
    'DaemonSet',
    'Deployment',
    'Job',
    'Pod',
    'Service',
    'StatefulSet',
  ]);
});

describe.each(healthy)('$name', fixture => {
  it('has no finding', () => {
    expect(foundIn(fixture)).toEqual([]);
  });

  it('has none in another order, or some minutes later', () => {
    expect(foundIn(reordered(fixture) as Fixture)).toEqual([]); // only lists were turned
    const later = new Date(Date.parse(fixture.now) + 240_000).toISOString();
    const running = !['pending', 'starting'].includes(fixture.expect.state);
    expect(running ? foundIn({ ...fixture, now: later }) : []).toEqual([]);
  });

  it('has none when anything but itself is gone', () => {
    const { name } = fixture.subject;
    const alone = fixture.objects.filter(object =>
      JSON.stringify(object).includes(`"name":"${name}"`),
    );
    expect(foundIn({ ...fixture, objects: alone, asked: [] })).toEqual([]);
  });

  it('never breaks without one of its fields', () => {
    const i = fixture.objects.findIndex(
      object =>
        (object as { kind?: string }).kind === fixture.subject.kind &&
        JSON.stringify(object).includes(`"name":"${fixture.subject.name}"`),
    );
    const broken = pathsOf(fixture.objects[i])
      .map(at => changeAt(fixture.objects, [`${i}`, ...at]) as unknown[]) // a list stays one
      .flatMap(
        objects => diagnose(snapshotOfFixture({ ...fixture, objects })).broken,
      );
    expect(broken).toEqual([]);
  });
});
