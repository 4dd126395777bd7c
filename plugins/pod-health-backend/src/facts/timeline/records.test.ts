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
} from '../../testing/timelineObjects';
import { eventRecords } from './eventRecords';
import { podRecords } from './podRecords';
import { podSubject, type TimelineRecord } from './record';
import { seenOfPods, seenOfWorkloads } from './seenRecords';
import { nodeRecords, rolloutRecords } from './workloadRecords';

/** "ready 10:00:05", with what else matters. */
function short(records: readonly TimelineRecord[]): string[] {
  return records.map(({ kind, at: time, container: name, details = {} }) =>
    [
      kind,
      new Date(time).toISOString().slice(11, 19),
      name,
      details.exitCode,
      details.reason,
    ]
      .filter(each => each !== undefined)
      .join(' '),
  );
}

describe('a pod', () => {
  const start = ['created 10:00:00', 'scheduled 10:00:01'];
  const crashed = (state: object, lastState: object, restartCount: number) => ({
    status: {
      conditions: [
        condition('PodScheduled', 'True', '10:00:01'),
        condition('Ready', 'False', '10:09:01', 'ContainersNotReady'),
      ],
      containerStatuses: [container(state, { lastState, restartCount })],
    },
  });

  it.each([
    [
      'that runs',
      podAt('a'),
      [...start, 'ready 10:00:05', 'started 10:00:03 app'],
    ],
    [
      'that waits to be started again: its last run is its third',
      podAt(
        'a',
        crashed(
          { waiting: { reason: 'CrashLoopBackOff' } },
          ended('10:08:00', '10:09:00'),
          2,
        ),
      ),
      [
        ...start,
        'not-ready 10:09:01',
        'restarted 10:08:00 app',
        'failed 10:09:00 app 1 Error',
      ],
    ],
    [
      'that was restarted once, and still knows its first start',
      podAt(
        'a',
        crashed(
          { running: { startedAt: at('10:09:30') } },
          ended('10:00:03', '10:09:00', 0),
          1,
        ),
      ),
      [
        ...start,
        'not-ready 10:09:01',
        'started 10:00:03 app',
        'restarted 10:09:30 app',
        'finished 10:09:00 app 0 Completed',
      ],
    ],
    [
      'that is not ready yet: no news',
      podAt('a', {
        status: {
          conditions: [condition('Ready', 'False', '10:00:02')],
          containerStatuses: [],
        },
      }),
      ['created 10:00:00'],
    ],
    [
      'that is asked to go, 30 s before it has to be gone',
      podAt('a', {
        metadata: {
          deletionTimestamp: at('11:00:30'),
          deletionGracePeriodSeconds: 30,
        },
        status: {
          conditions: [
            condition('DisruptionTarget', 'True', '10:59:00', 'Evicted'),
          ],
          containerStatuses: [],
        },
      }),
      ['created 10:00:00', 'evicted 10:59:00 Evicted', 'deleted 11:00:00'],
    ],
    [
      'with a debug container, and an init container that ended well',
      podAt('a', {
        spec: { initContainers: [{ name: 'init' }] },
        status: {
          conditions: [],
          containerStatuses: [],
          initContainerStatuses: [
            { ...container(ended('10:00:01', '10:00:02', 0)), name: 'init' },
          ],
          ephemeralContainerStatuses: [
            {
              ...container({ running: { startedAt: at('10:05:00') } }),
              name: 'ph-1',
            },
          ],
        },
      }),
      ['created 10:00:00', 'started 10:00:01 init', 'debugged 10:05:00 ph-1'],
    ],
    [
      'that could not be started, and says it was in 1970',
      podAt('a', {
        status: {
          conditions: [],
          containerStatuses: [
            container({
              terminated: {
                exitCode: 128,
                reason: 'StartError',
                startedAt: '1970-01-01T00:00:00Z',
                finishedAt: at('10:00:03'),
              },
            }),
          ],
        },
      }),
      ['created 10:00:00', 'failed 10:00:03 app 128 StartError'],
    ],
    [
      'whose times are none',
      podAt('a', {
        metadata: { creationTimestamp: 'yesterday' },
        status: {
          startTime: undefined,
          conditions: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [container({ running: {} })],
        },
      }),
      [],
    ],
  ])('%s', (_, pod, told) => {
    expect(short(podRecords('c', pod))).toEqual(told);
  });
});

describe('an event', () => {
  const subject = podSubject('c', podAt('web-1-aaaaa'));
  const inApp = { about: { fieldPath: 'spec.containers{app}' } };

  it.each([
    [
      'a probe, again and again',
      eventAt('10:01:00', 'Unhealthy', {
        ...inApp,
        message: 'Liveness probe failed: HTTP 503',
        count: 50,
        lastTimestamp: at('10:20:00'),
      }),
      {
        kind: 'probe-failed',
        container: 'app',
        count: 50,
        at: msAt('10:01:00'),
        until: msAt('10:20:00'),
        details: { probe: 'liveness' },
      },
    ],
    [
      'an image',
      eventAt('10:01:00', 'Pulled', {
        ...inApp,
        type: 'Normal',
        message: 'Successfully pulled image "web:1" in 2s',
      }),
      { kind: 'pulled', details: { image: 'web:1' } },
    ],
    [
      'any other warning, by its reason',
      eventAt('10:01:00', 'FailedMount', { message: 'x'.repeat(9_999) }),
      {
        kind: 'warning',
        details: { reason: 'FailedMount', message: `${'x'.repeat(200)}…` },
      },
    ],
    [
      'trouble of its node',
      eventAt('10:01:00', 'NodeNotReady'),
      {
        kind: 'node',
        subject: { node: { cluster: 'c', name: 'n1' } },
        details: { reason: 'NotReady' },
      },
    ],
    [
      'a series of events.k8s.io',
      eventAt('10:01:00', 'FailedScheduling', {
        firstTimestamp: undefined,
        lastTimestamp: undefined,
        eventTime: at('10:01:00.123456'),
        series: { count: 7, lastObservedTime: at('10:05:00.5') },
        note: '0/3 nodes are available',
      }),
      {
        kind: 'warning',
        count: 7,
        until: msAt('10:05:00.5'),
        details: { message: '0/3 nodes are available' },
      },
    ],
  ])('%s', (_, event, told) => {
    expect(eventRecords(event, subject)).toMatchObject([told]);
  });

  it.each([
    ['Scaled up replica set web-1 from 3 to 5', { from: 3, to: 5 }],
    ['Scaled down replica set web-1 to 1 from 2', { from: 2, to: 1 }],
  ])('a change of size: %s', (message, details) => {
    const event = eventAt('10:01:00', 'ScalingReplicaSet', { message });
    expect(eventRecords(event, subject)).toMatchObject([
      { kind: 'scaled', details },
    ]);
  });

  it.each([
    ['BackOff', 'Back-off restarting failed container'],
    ['Failed', 'Error: ErrImagePull'],
    ['ScalingReplicaSet', 'Scaled up replica set web-1 to 3'],
  ])('%s that says nothing new (%s) is not told', (reason, message) => {
    expect(
      eventRecords(eventAt('10:01:00', reason, { message }), subject),
    ).toEqual([]);
  });

  it('without a time is not told', () => {
    const event = eventAt('10:01:00', 'FailedMount', {
      firstTimestamp: undefined,
      lastTimestamp: 'soon',
    });
    expect(eventRecords(event, subject)).toEqual([]);
  });
});

describe('workloads and nodes', () => {
  it('tell their rollouts with what changed, never a value', () => {
    const sets = [replicaSet(2, '11:00:00'), replicaSet(1, '09:00:00')];
    const told = rolloutRecords('c', deployment(), [deployment(), ...sets]);
    expect(told.map(({ details }) => details)).toEqual([
      { revision: '1' },
      {
        revision: '2',
        changes: [
          { path: 'containers.app.image', before: 'web:1', after: 'web:2' },
        ],
        changeCount: 1,
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('canary');
  });

  it('do not take the creation of a ReplicaSet for a rollout back to it', () => {
    const back = replicaSet(3, '09:00:00', {
      annotations: { 'deployment.kubernetes.io/revision-history': '1' },
    });
    expect(rolloutRecords('c', deployment(), [back])).toEqual([]);
    const before = [
      deployment(),
      replicaSet(2, '10:00:00'),
      replicaSet(1, '09:00:00'),
    ];
    const now = { ...back, metadata: { ...back.metadata, uid: 'uid-web-1' } };
    const after = [before[0], before[1], now];
    const seen = seenOfWorkloads(before, after, {
      cluster: 'c',
      at: msAt('12:00:00'),
    });
    expect(seen).toMatchObject([
      {
        kind: 'rolled-out',
        at: msAt('12:00:00'),
        details: { revision: '3', changeCount: 1 },
      },
    ]);
  });

  it.each([
    ['Ready', 'Unknown', 'NotReady'],
    ['MemoryPressure', 'True', 'MemoryPressure'],
  ])('tell that a node is in trouble: %s %s', (type, status, reason) => {
    expect(nodeRecords('c', nodeAt(type, status, '10:00:00'))).toMatchObject([
      { kind: 'node', details: { reason } },
    ]);
  });

  it('say nothing of a node that is well', () => {
    expect(nodeRecords('c', nodeAt('Ready', 'True', '10:00:00'))).toEqual([]);
  });
});

describe('what only the difference tells', () => {
  const noticed = { cluster: 'c', at: msAt('12:00:00') };

  it('a pod that is gone, and when that was not seen, since when', () => {
    const told = seenOfPods([podAt('a'), podAt('b')], [podAt('b')], {
      ...noticed,
      notBefore: msAt('11:50:00'),
    });
    expect(told).toMatchObject([
      {
        kind: 'deleted',
        subject: { pod: { pod: 'a' } },
        at: msAt('12:00:00'),
        notBefore: msAt('11:50:00'),
      },
    ]);
  });

  it('a debug container that has not started', () => {
    const debugged = podAt('a', {
      spec: { ephemeralContainers: [{ name: 'ph-1', image: 'tools:1' }] },
    });
    expect(seenOfPods([podAt('a')], [debugged], noticed)).toMatchObject([
      { kind: 'debugged', container: 'ph-1', details: { image: 'tools:1' } },
    ]);
  });

  it('a Deployment that was scaled', () => {
    const [before, after] = [deployment(), deployment({ replicas: 4 })];
    expect(seenOfWorkloads([before], [after], noticed)).toMatchObject([
      { kind: 'scaled', details: { from: 1, to: 4 } },
    ]);
    expect(seenOfWorkloads([before], [before], noticed)).toEqual([]);
  });
});
