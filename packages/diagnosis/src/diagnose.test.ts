import { diagnose } from './diagnose';
import type { Cause } from './engine/cause';
import { defineCause, needed } from './engine/cause';
import { quoteOf } from './engine/quotes';
import { both } from './engine/text';
import type { JsonObject } from './testing';
import {
  crashingPod,
  event,
  job,
  node,
  owner,
  pod,
  snapshot,
  waitingPod,
} from './testing';

const words = both('a', '一');

/** A cause that finds every pod, by its name. */
function always(
  id: string,
  more: {
    beats?: string[];
    container?: string;
    lastResort?: boolean;
    alsoWhenHealthy?: boolean;
  } = {},
) {
  return defineCause({
    alsoWhenHealthy: true,
    ...more,
    id,
    state: 'crashing',
    title: words,
    severity: 'critical',
    since: '0.1.0',
    reads: ['pod'],
    covers: [],
    detect: ({ pod: subject }) => [
      {
        container: more.container,
        data: {},
        quotes: quoteOf('pod', subject, 'metadata.name'),
      },
    ],
    explain: () => ({ what: words, why: words }),
    steps: () => [],
  });
}

const ids = (list: readonly { cause: string }[]) => list.map(one => one.cause);

describe('diagnose', () => {
  it('asks of a healthy pod only the causes that want it', () => {
    const causes = [
      always('sick', { alsoWhenHealthy: false }),
      always('wrong', { alsoWhenHealthy: true }),
    ];
    const foundIn = (object: JsonObject) =>
      ids(diagnose(snapshot([object]), { causes }).found);
    expect(foundIn(pod())).toEqual(['wrong']);
    expect(foundIn(waitingPod('ErrImagePull'))).toEqual(['sick', 'wrong']);
  });

  it('does not blame a failed attempt of a job that has done its work', () => {
    const causes = [always('sick', { alsoWhenHealthy: false })];
    const attempt = pod(
      ['status.phase', 'Failed'],
      ['metadata.ownerReferences', [owner('batch/v1', 'Job', 'web')]],
    );
    const foundWith = (...conditions: JsonObject[]) =>
      ids(
        diagnose(snapshot([attempt, job(['status.conditions', conditions])]), {
          causes,
        }).found,
      );
    expect(foundWith({ type: 'Complete', status: 'True' })).toEqual([]);
    expect(foundWith()).toEqual(['sick']);
  });

  it('lets a last resort give way to whatever else is known', () => {
    const last = always('a-last', { lastResort: true });
    const other = always('other', { container: 'app' });
    const together = diagnose(snapshot([pod()]), { causes: [last, other] });
    expect(ids(together.found)).toEqual(['other']);
    // It says nothing that the other does not.
    expect(together.contributing).toEqual([]);
    expect(ids(diagnose(snapshot([pod()]), { causes: [last] }).found)).toEqual([
      'a-last',
    ]);
  });

  it('lets a single finding give way', () => {
    const root = always('root');
    const also: Cause = {
      ...always('also'),
      detect: reading =>
        root.detect(reading).map(one => ({ ...one, givesWay: true })),
    };
    const { found, contributing } = diagnose(snapshot([pod()]), {
      causes: [also, root],
    });
    expect(ids(found)).toEqual(['root']);
    expect(ids(contributing)).toEqual(['also']);
  });

  it('hides what a finding of its own names, and nothing by one that gives way', () => {
    const root = always('root');
    const itself: Cause = {
      ...always('itself'),
      detect: reading =>
        root.detect(reading).map(one => ({ ...one, beats: ['crashing/*'] })),
    };
    const weak: Cause = {
      ...always('weak', { beats: ['effect'] }),
      detect: reading =>
        root.detect(reading).map(one => ({ ...one, givesWay: true })),
    };
    const judge = (...causes: Cause[]) =>
      diagnose(snapshot([pod()]), { causes });
    expect(ids(judge(itself, always('effect')).found)).toEqual(['itself']);
    expect(ids(judge(weak, always('effect')).found)).toEqual(['effect']);
    expect(ids(judge(weak, always('effect')).contributing)).toEqual(['weak']);
  });

  it('hides a whole folder but those that hide it', () => {
    const causes = [
      always('root', { beats: ['crashing/*'] }),
      always('effect'),
      always('deeper', { beats: ['root'] }),
    ];
    expect(ids(diagnose(snapshot([pod()]), { causes }).found)).toEqual([
      'deeper',
    ]);
  });

  it('puts the consequence of another cause under contributing', () => {
    const causes = [always('effect'), always('root', { beats: ['effect'] })];
    const { found, contributing } = diagnose(snapshot([pod()]), { causes });
    expect(ids(found)).toEqual(['root']);
    expect(ids(contributing)).toEqual(['effect']);
  });

  it('hides nothing of another container', () => {
    const causes = [
      always('effect', { container: 'app' }),
      always('root', { beats: ['effect'], container: 'sidecar' }),
    ];
    expect(ids(diagnose(snapshot([pod()]), { causes }).found)).toEqual([
      'effect',
      'root',
    ]);
  });

  it('never ends in nothing found when causes beat each other in a circle', () => {
    const causes = [
      always('a', { beats: ['b'] }),
      always('b', { beats: ['c'] }),
      always('c', { beats: ['a'] }),
    ];
    expect(diagnose(snapshot([pod()]), { causes }).found).toHaveLength(3);
  });

  it('says unchecked, with the reason, when a required fact is missing', () => {
    const cause = { ...always('needs-events'), reads: ['events'] as const };
    const taken = snapshot([pod()], { missing: { events: 'forbidden' } });
    const { found, unchecked } = diagnose(taken, { causes: [cause] });
    expect(found).toEqual([]);
    expect(unchecked).toEqual([
      { cause: 'needs-events', fact: 'events', status: 'forbidden' },
    ]);
  });

  it('says broken when a cause throws, and goes on with the others', () => {
    const broken = {
      ...always('broken'),
      detect: () => {
        throw new Error('oops');
      },
    };
    const answer = diagnose(snapshot([pod()]), {
      causes: [broken, always('fine')],
    });
    expect(answer.broken).toEqual([{ cause: 'broken', message: 'oops' }]);
    expect(ids(answer.found)).toEqual(['fine']);
  });

  it('says unchecked when a cause cannot go on without a helpful fact', () => {
    const helped = defineCause({
      ...always('helped'),
      reads: ['pod'],
      mayRead: ['nodes'],
      detect: ({ nodes }) => {
        needed('nodes', nodes);
        return [];
      },
    });
    const answer = (objects: unknown[]) =>
      diagnose(snapshot(objects), { causes: [helped] });
    expect(answer([pod()]).unchecked).toEqual([
      { cause: 'helped', fact: 'nodes', status: 'notAsked' },
    ]);
    expect(answer([pod(), node()]).unchecked).toEqual([]);
  });

  it('gives a cause no fact that it did not declare', () => {
    const seen: string[] = [];
    const nosy = {
      ...always('nosy'),
      detect: (reading: object) => {
        seen.push(...Object.keys(reading));
        return [];
      },
    };
    diagnose(snapshot([pod(), event('Pulled', 'ok')]), { causes: [nosy] });
    expect(seen.sort()).toEqual(['now', 'pod', 'subject']);
  });

  it('calls a finding without evidence broken', () => {
    const empty = {
      ...always('empty'),
      detect: () => [{ data: {}, quotes: [] }],
    };
    expect(diagnose(snapshot([pod()]), { causes: [empty] }).broken).toEqual([
      { cause: 'empty', message: 'a finding without evidence' },
    ]);
  });

  it('tells the state whatever is found', () => {
    const states = [
      pod(),
      crashingPod({ exitCode: 1, reason: 'Error' }),
      waitingPod('ImagePullBackOff'),
      waitingPod('ContainerCreating', undefined, [
        'status.startTime',
        '2026-01-15T11:59:50Z',
      ]),
    ].map(one => diagnose(snapshot([one]), { causes: [] }).state);
    expect(states).toEqual(['running', 'crashing', 'pending', 'starting']);
  });
});
