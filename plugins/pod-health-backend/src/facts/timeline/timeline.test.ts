import * as fc from 'fast-check';
import type { Rows, TimelineEntry } from 'backstage-plugin-pod-health-common';
import type { Seen } from './ClusterTimeline';
import {
  at,
  condition,
  container,
  deployment,
  ended,
  eventAt,
  msAt,
  nodeAt,
  podAt,
  replicaSet,
  seenAt,
} from '../../testing/timelineObjects';
import { Historian, joinHistories, type Timeline } from './timeline';

/** What is told after these states; pods of `sick` are not well in the last. */
function told(
  states: readonly Seen[],
  sick: readonly string[] = [],
  rows: Rows = 'first',
): Timeline {
  const historian = new Historian('c');
  states.forEach((seen, i) => {
    historian.observe(seen);
    const isLast = i === states.length - 1;
    historian.tell(seen.now, new Set(isLast ? sick : []));
  });
  const now = states.at(-1)?.now ?? 0;
  return joinHistories([historian.tell(now, new Set(sick))], rows);
}

const kinds = ({ timeline }: Timeline) => timeline.map(({ kind }) => kind);
const only = ({ timeline }: Timeline, kind: TimelineEntry['kind']) =>
  timeline.filter(each => each.kind === kind);

const crashing = (name: string, restartCount: number, set = 'web-2') =>
  podAt(name, {
    set,
    metadata: { creationTimestamp: at('10:00:10') },
    status: {
      startTime: at('10:00:11'),
      conditions: [condition('Ready', 'False', '10:00:11')],
      containerStatuses: [
        container(
          { waiting: { reason: 'CrashLoopBackOff' } },
          {
            lastState: ended(
              `10:0${restartCount + 1}:00`,
              `10:0${restartCount + 1}:30`,
            ),
            restartCount,
          },
        ),
      ],
    },
  });

const workloads = [
  deployment(),
  replicaSet(1, '09:00:00'),
  replicaSet(2, '10:00:00'),
];

it('tells each thing once, whoever says it, newest first', () => {
  const events = [
    eventAt('10:00:02', 'Scheduled', { type: 'Normal' }),
    eventAt('10:00:02', 'Pulled', { type: 'Normal', message: 'image "web:1"' }),
    eventAt('10:09:02', 'Pulled', { type: 'Normal', message: 'image "web:1"' }),
    eventAt('10:00:04', 'Started', { type: 'Normal' }),
  ];
  const pods = [podAt('web-1-aaaaa')];
  const timeline = told([seenAt('10:30:00', { pods, events })]);
  expect(kinds(timeline)).toEqual([
    'ready',
    'started',
    'started',
    'pulled',
    'scheduled',
    'created',
  ]);
});

it('tells the same thing fifty times as one, with its first and last time', () => {
  const pods = [podAt('web-1-aaaaa')];
  const states = Array.from({ length: 50 }, (_, i) =>
    seenAt('10:30:00', {
      pods,
      events: [
        eventAt('10:01:00', 'Unhealthy', {
          message: 'Readiness probe failed: refused',
          count: i + 1,
          lastTimestamp: at(`10:${String(i + 10)}:00`),
        }),
      ],
    }),
  );
  expect(only(told(states), 'probe-failed')).toMatchObject([
    { count: 50, at: at('10:01:00.000'), until: at('10:59:00.000') },
  ]);
});

it('remembers the ends and restarts of a container that it forgets itself', () => {
  const states = [0, 1, 2].map(restarts =>
    seenAt(`10:0${restarts + 2}:00`, { pods: [crashing('a', restarts)] }),
  );
  const timeline = told(states);
  expect(only(timeline, 'failed')).toMatchObject([
    {
      count: 3,
      at: at('10:01:30.000'),
      until: at('10:03:30.000'),
      details: { exitCode: 1, reason: 'Error' },
    },
  ]);
  expect(only(timeline, 'restarted')).toMatchObject([
    { count: 2, at: at('10:02:00.000'), until: at('10:03:00.000') },
  ]);
});

it('tells a pod that went and one that came as one that was replaced', () => {
  const come = podAt('b', { metadata: { creationTimestamp: at('11:00:02') } });
  const timeline = told([
    seenAt('10:30:00', { pods: [podAt('a')] }),
    seenAt('11:00:01', { pods: [] }),
    seenAt('11:00:02', { pods: [come] }),
  ]);
  expect(only(timeline, 'replaced')).toMatchObject([
    { pod: { pod: 'a' }, at: at('11:00:01.000'), details: { by: 'b' } },
  ]);
  expect(only(timeline, 'deleted')).toEqual([]);
  expect(only(timeline, 'created')).toMatchObject([{ pod: { pod: 'a' } }]);
});

it('does not call two pods that went together each other’s successors', () => {
  const young = podAt('b', { metadata: { creationTimestamp: at('11:00:02') } });
  const timeline = told([
    seenAt('11:00:00', { pods: [podAt('a')] }),
    seenAt('11:00:02', { pods: [podAt('a'), young] }),
    seenAt('11:00:03', { pods: [] }),
  ]);
  expect(only(timeline, 'replaced')).toEqual([]);
  expect(only(timeline, 'deleted')).toHaveLength(2);
});

it('does not take a pod that a rollout took and one that a rollback brought for one replaced', () => {
  const come = podAt('b', { metadata: { creationTimestamp: at('10:00:50') } });
  const back = replicaSet(3, '09:00:00', {
    annotations: { 'deployment.kubernetes.io/revision-history': '1' },
  });
  const again = {
    ...back,
    metadata: { ...back.metadata, name: 'web-1', uid: 'uid-web-1' },
  };
  const timeline = told([
    seenAt('10:00:10', { pods: [podAt('a')], workloads }),
    seenAt('10:00:20', { pods: [], workloads }),
    seenAt('10:00:50', {
      pods: [],
      workloads: [workloads[0], again, workloads[2]],
    }),
    seenAt('10:00:51', {
      pods: [come],
      workloads: [workloads[0], again, workloads[2]],
    }),
  ]);
  expect(kinds(timeline)).toContain('deleted');
  expect(only(timeline, 'replaced')).toEqual([]);
  expect(only(timeline, 'rolled-out').at(0)).toMatchObject({
    at: at('10:00:50.000'),
    details: { revision: '3' },
  });
});

it('says between when a pod was deleted that nobody saw go', () => {
  const timeline = told([
    seenAt('10:30:00', { pods: [podAt('a')] }),
    seenAt('10:40:00', {
      pods: [podAt('a')],
      isLive: false,
      podsAsOf: msAt('10:31:00'),
    }),
    seenAt('10:50:00'),
  ]);
  expect(only(timeline, 'deleted')).toMatchObject([
    { at: at('10:50:00.000'), notBefore: at('10:31:00.000') },
  ]);
});

it('does not take pods that cannot be read for deleted ones', () => {
  const timeline = told([
    seenAt('10:30:00', { pods: [podAt('a')] }),
    seenAt('10:40:00', { podsAsOf: undefined }),
  ]);
  expect(only(timeline, 'deleted')).toEqual([]);
});

it('tells what happened to many pods of one controller together', () => {
  const pods = ['a', 'b', 'c', 'd', 'e'].map(name => podAt(name));
  const timeline = told([seenAt('10:30:00', { pods })]);
  expect(only(timeline, 'created')).toMatchObject([
    { pods: 5, workload: { kind: 'ReplicaSet', name: 'web-1' } },
  ]);
  expect(timeline.timeline).toHaveLength(4);
});

it('knows pods of the entity that were gone before, and no stranger’s', () => {
  const evicted = (pod: string) => eventAt('10:00:00', 'Evicted', { pod });
  const of = (pod: string) =>
    told([seenAt('10:30:00', { workloads, events: [evicted(pod)] })]);
  expect(only(of('web-2-xk2p4'), 'evicted')).toHaveLength(1);
  expect(only(of('web-2-other-xk2p4'), 'evicted')).toEqual([]);
  expect(only(of('web-xk2p4'), 'evicted')).toEqual([]);
});

it('puts nothing before the creation of its pod, whatever the node’s clock says', () => {
  const pod = podAt('a', {
    metadata: { creationTimestamp: at('10:02:00') },
  });
  const { timeline } = told([seenAt('10:30:00', { pods: [pod] })]);
  expect(timeline.map(({ at: time }) => time)).toEqual(
    timeline.map(() => at('10:02:00.000')),
  );
  expect(timeline.map(({ kind }) => kind)).toEqual([
    'ready',
    'started',
    'scheduled',
    'created',
  ]);
});

it('says where events are gone or could not be read', () => {
  const context = (seen: Partial<Seen>) =>
    told([seenAt('10:30:00', { pods: [podAt('a')], ...seen })]).timelineContext;
  expect(context({})).toMatchObject({
    eventsGone: [],
    watchedSince: at('10:30:00.000'),
  });
  expect(context({ now: msAt('11:30:00') }).eventsGone).toEqual(['c']);
  expect(context({ areEventsRead: false }).eventsUnread).toEqual(['c']);
});

describe('bounds', () => {
  it('tells 60 entries at first, 200 at most, and what is news first', () => {
    const sets = Array.from({ length: 400 }, (_, i) => `set-${i}`);
    const pods = sets.map(set => podAt(`pod-${set}`, { set }));
    const seen = seenAt('10:30:00', { pods, workloads });
    expect(told([seen], [], 'all').timeline).toHaveLength(200);
    const timeline = told([seen]);
    expect(timeline.timeline).toHaveLength(60);
    expect(only(timeline, 'rolled-out')).toHaveLength(2);
  });

  it('forgets whole what it cannot keep, so that no number is a part of the truth', () => {
    const pods = Array.from({ length: 3_000 }, (_, i) => podAt(`p${i}`));
    const late = podAt('late', {
      metadata: { creationTimestamp: at('10:20:00') },
    });
    const { timeline } = told([seenAt('10:30:00', { pods: [...pods, late] })]);
    expect(timeline.every(({ pods: many = 0 }) => many === 0)).toBe(true);
    expect(timeline.map(({ pod }) => pod?.pod)).toContain('late');
  });
});

describe('what changed before it broke', () => {
  const sick = ['uid-web-2-bbbbb'];
  const bad = crashing('web-2-bbbbb', 1);

  it('is the rollout, with what differs', () => {
    const timeline = told(
      [seenAt('10:05:00', { pods: [bad, podAt('web-1-aaaaa')], workloads })],
      sick,
    );
    const { trigger } = timeline.timelineContext;
    expect(trigger).toMatchObject({
      changedAt: at('10:00:00.000'),
      failedAt: at('10:02:30.000'),
    });
    const change = timeline.timeline.find(({ id }) => id === trigger?.change);
    expect(change).toMatchObject({
      kind: 'rolled-out',
      details: { revision: '2', changes: [{ after: 'web:2' }] },
    });
  });

  it('is told also long after, of a pod that never was ready', () => {
    const later = podAt('web-2-bbbbb', {
      set: 'web-2',
      metadata: { creationTimestamp: at('10:00:10') },
      status: {
        startTime: at('10:00:11'),
        conditions: [condition('Ready', 'False', '10:00:11')],
        containerStatuses: [
          container(
            { waiting: {} },
            { lastState: ended('14:00:00', '14:00:20'), restartCount: 40 },
          ),
        ],
      },
    });
    const seen = seenAt('14:01:00', { pods: [later], workloads });
    expect(told([seen], sick).timelineContext.trigger).toMatchObject({
      changedAt: at('10:00:00.000'),
    });
  });

  it.each<[string, Seen[], string[]]>([
    ['all is well', [seenAt('10:05:00', { pods: [bad], workloads })], []],
    [
      'the change is of another workload',
      [seenAt('10:05:00', { pods: [crashing('x', 1, 'other')], workloads })],
      ['uid-x'],
    ],
    [
      'the change came after',
      [
        seenAt('10:05:00', {
          pods: [crashing('web-1-aaaaa', 1, 'web-1')],
          workloads: [deployment(), replicaSet(2, '10:04:00')],
        }),
      ],
      ['uid-web-1-aaaaa'],
    ],
    [
      'the pod was well for long after it',
      [
        seenAt('12:00:00', {
          pods: [podAt('web-2-bbbbb', { set: 'web-2' })],
          workloads,
        }),
        seenAt('12:20:00', {
          pods: [podAt('web-2-bbbbb', { set: 'web-2' })],
          workloads,
        }),
        seenAt('12:31:00', {
          workloads,
          pods: [
            podAt('web-2-bbbbb', {
              set: 'web-2',
              status: {
                conditions: [condition('Ready', 'False', '12:30:00')],
                containerStatuses: [container(ended('10:00:03', '12:30:00'))],
              },
            }),
          ],
        }),
      ],
      sick,
    ],
  ])('is nothing when %s', (_, states, uids) => {
    expect(told(states, uids).timelineContext.trigger).toBeUndefined();
  });

  it('is the node that went away', () => {
    const pod = podAt('web-2-bbbbb', {
      set: 'web-2',
      status: { conditions: [condition('Ready', 'False', '12:30:00')] },
    });
    const nodes = [
      nodeAt('Ready', 'Unknown', '12:29:00'),
      nodeAt('Ready', 'Unknown', '12:29:30', 'n2'),
    ];
    const timeline = told(
      [seenAt('12:31:00', { pods: [pod], nodes, workloads })],
      sick,
    );
    expect(timeline.timelineContext.trigger).toMatchObject({
      changedAt: at('12:29:00.000'),
    });
    expect(only(timeline, 'node')).toHaveLength(1);
  });
});

it('tells the same in whatever order pods, workloads, events and nodes come', () => {
  const pods = [
    crashing('web-2-bbbbb', 1),
    ...['a', 'b', 'c', 'd', 'e'].map(name => podAt(name)),
  ];
  const gone = pods.slice(0, 2);
  const events = [
    ...['10:01:00', '10:02:00', '10:03:00'].map(time =>
      eventAt(time, 'FailedMount', { pod: 'a', message: time }),
    ),
    eventAt('10:00:01', 'Pulled', { pod: 'b', message: 'image "web:1"' }),
    eventAt('10:04:00', 'Evicted', { pod: 'web-2-zzzzz' }),
    eventAt('10:00:00', 'ScalingReplicaSet', {
      about: { kind: 'Deployment', name: 'web', uid: 'uid-web' },
      message: 'Scaled up replica set web-2 from 1 to 2',
    }),
  ];
  const nodes = [nodeAt('Ready', 'False', '10:03:00')];
  const states = (shuffle: <T>(list: readonly T[]) => T[]) =>
    [pods, gone].map((some, i) =>
      seenAt(`10:1${i}:00`, {
        pods: shuffle(some),
        workloads: shuffle(workloads),
        events: shuffle(events),
        nodes,
      }),
    );
  const expected = told(
    states(list => [...list]),
    ['uid-web-2-bbbbb'],
  );
  expect(expected.timelineContext.trigger).toBeDefined();
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      weights => {
        const shuffle = <T>(list: readonly T[]) =>
          list
            .map((item, i) => [weights[i], item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        expect(told(states(shuffle), ['uid-web-2-bbbbb'])).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
