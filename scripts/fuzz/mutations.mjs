// Changes of a recorded case. Each returns the changed case and a few words that say what was done, and leaves the original alone.

const HOSTILE_VALUES = [
  undefined,
  null,
  true,
  0,
  -1,
  Infinity,
  '',
  'x',
  [],
  {},
  [{}],
  [null],
  { a: { b: {} } },
  '__proto__',
  'constructor',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-13-45T99:99:99Z',
  '99999999999999999999999Gi',
  '\u0000\u202e\ud800',
];

const LONG_PARTS = [
  'a',
  ' ',
  '0/3 nodes are available: ',
  'rpc error: code = Unknown desc = ',
  '("[{',
  '1 Insufficient cpu, ',
  'x\n',
];

const MEGABYTE = 1_000_000;
const MANY_EVENTS = 10_000;
const MANY_CONTAINERS = 300;

/** Paths of everything inside, as lists of keys. */
function pathsOf(value, before = [], found = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    const at = [...before, key];
    found.push(at);
    pathsOf(value[key], at, found);
  }
  return found;
}

const known = new WeakMap();

function pathsIn(fixture) {
  const paths = known.get(fixture) ?? pathsOf(fixture.objects);
  known.set(fixture, paths);
  return paths;
}

const valueAt = (value, at) => at.reduce((inner, key) => inner?.[key], value);

/** A copy with the value at a path replaced; `undefined` takes it away. */
function changed(value, [key, ...rest], by) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length > 0) copy[key] = changed(copy[key], rest, by);
  else if (by !== undefined) copy[key] = by;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

function withValue(fixture, draw) {
  const at = draw.one(pathsIn(fixture));
  const by = draw.one(HOSTILE_VALUES);
  return {
    mutant: { ...fixture, objects: changed(fixture.objects, at, by) },
    what: `${at.join('.')} = ${JSON.stringify(by) ?? 'gone'}`,
  };
}

function swapped(fixture, draw) {
  const paths = pathsIn(fixture);
  const [to, from] = [draw.one(paths), draw.one(paths)];
  const by = valueAt(fixture.objects, from);
  return {
    mutant: { ...fixture, objects: changed(fixture.objects, to, by) },
    what: `${to.join('.')} = the value of ${from.join('.')}`,
  };
}

const isText = fixture => at =>
  typeof valueAt(fixture.objects, at) === 'string';

function longText(fixture, draw) {
  const at = draw.one(pathsIn(fixture).filter(isText(fixture)));
  const part = draw.one([...LONG_PARTS, valueAt(fixture.objects, at) || 'a']);
  const by = part.repeat(Math.ceil(MEGABYTE / part.length));
  return {
    mutant: { ...fixture, objects: changed(fixture.objects, at, by) },
    what: `${at.join('.')} = a megabyte of ${JSON.stringify(
      part.slice(0, 40),
    )}`,
  };
}

function ofKind(fixture, kind) {
  return fixture.objects.filter(object => object?.kind === kind);
}

function manyEvents(fixture, draw) {
  const events = ofKind(fixture, 'Event');
  if (events.length === 0) return withValue(fixture, draw);
  const copies = Array.from({ length: MANY_EVENTS }, (_, i) => {
    const event = events[i % events.length];
    return { ...event, metadata: { ...event.metadata, name: `e-${i}` } };
  });
  return {
    mutant: { ...fixture, objects: [...fixture.objects, ...copies] },
    what: `${MANY_EVENTS} events`,
  };
}

function manyContainers(fixture) {
  const multiplied = list =>
    Array.from({ length: list?.length ? MANY_CONTAINERS : 0 }, (_, i) => ({
      ...list[i % list.length],
      name: `c-${i}`,
    }));
  const objects = fixture.objects.map(object =>
    object?.kind === 'Pod'
      ? {
          ...object,
          spec: {
            ...object.spec,
            containers: multiplied(object.spec?.containers),
          },
          status: {
            ...object.status,
            containerStatuses: multiplied(object.status?.containerStatuses),
          },
        }
      : object,
  );
  return {
    mutant: { ...fixture, objects },
    what: `${MANY_CONTAINERS} containers`,
  };
}

/** A change that a hostile or broken cluster could make. Most are small: the large ones cost more than they find. */
export function hostile(fixture, draw) {
  const dice = draw.below(1000);
  if (dice < 4) return longText(fixture, draw);
  if (dice < 6) return manyEvents(fixture, draw);
  if (dice < 10) return manyContainers(fixture);
  if (dice < 200) return swapped(fixture, draw);
  if (dice < 400) {
    const once = withValue(fixture, draw);
    const twice = withValue({ ...once.mutant }, draw);
    return { mutant: twice.mutant, what: `${once.what}, ${twice.what}` };
  }
  return withValue(fixture, draw);
}

const FIVE_MINUTES_MS = 300_000;

function shifted({ now, ...fixture }, draw) {
  const ms = draw.below(2 * FIVE_MINUTES_MS) - FIVE_MINUTES_MS;
  const moved = new Date(Date.parse(now) + ms).toISOString();
  return { mutant: { ...fixture, now: moved }, what: `a clock ${ms} ms off` };
}

function reordered(fixture, draw) {
  return {
    mutant: { ...fixture, objects: draw.shuffled(fixture.objects) },
    what: 'another order',
  };
}

function withUnknown(fixture, draw) {
  const i = draw.below(fixture.objects.length);
  const at = draw.one([
    [`${i}`, 'spec', 'fromTheFuture'],
    [`${i}`, 'status', 'fromTheFuture'],
    [`${i}`, 'metadata', 'annotations', 'example.com/note'],
  ]);
  const by = draw.one(['x', { a: 1 }, [1, 2]]);
  return {
    mutant: { ...fixture, objects: changed(fixture.objects, at, by) },
    what: `${at.join('.')} is new`,
  };
}

/** A change that means nothing. */
export function benign(fixture, draw) {
  return draw.one([shifted, reordered, withUnknown])(fixture, draw);
}
