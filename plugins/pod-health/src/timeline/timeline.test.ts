import type {
  TimelineDetails,
  TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import { podKey } from 'backstage-plugin-pod-health-common';
import { NOW, pod } from '../testing/reports';
import { sayEnglish } from '../testing/say';
import { crashTimeline, entry } from '../testing/timelines';
import { changeWords } from './changeWords';
import { entrySentence } from './entryWords';
import { rowSentence, timesWords } from './rowWords';
import {
  entriesOfPod,
  podsTold,
  timelineGroups,
  timelineRows,
} from './timelineRows';

const of = 'web-1';
const container = 'app';
const workload = {
  cluster: 'c',
  kind: 'Deployment',
  namespace: 'n',
  name: 'web',
};
const node = { cluster: 'c', name: 'n1' };
const at = '10:00:00';

describe('a sentence for each kind', () => {
  const sentences: readonly [string, TimelineEntry][] = [
    ['Pod web-1 was created', entry('created', at, { of })],
    [
      '5 pods of ReplicaSet web were created',
      entry('created', at, {
        workload: { ...workload, kind: 'ReplicaSet' },
        pods: 5,
      }),
    ],
    ['Pod web-1 was placed on a node', entry('scheduled', at, { of })],
    [
      'Pod web-1 was placed on node n1',
      entry('scheduled', at, { of, details: { node: 'n1' } }),
    ],
    [
      'Image web:1 pulled for container app of pod web-1',
      entry('pulled', at, { of, container, details: { image: 'web:1' } }),
    ],
    [
      'Container app of pod web-1 was started',
      entry('started', at, { of, container }),
    ],
    ['Pod web-1 became ready', entry('ready', at, { of })],
    ['Pod web-1 stopped being ready', entry('not-ready', at, { of })],
    [
      'Container app of pod web-1 failed: exit code 137 (OOMKilled)',
      entry('failed', at, {
        of,
        container,
        details: { exitCode: 137, reason: 'OOMKilled' },
      }),
    ],
    [
      'Pod web-1 failed: DeadlineExceeded',
      entry('failed', at, { of, details: { reason: 'DeadlineExceeded' } }),
    ],
    [
      'Container app of pod web-1 ended by itself, with exit code 0',
      entry('finished', at, { of, container }),
    ],
    [
      'Container app of pod web-1 was restarted',
      entry('restarted', at, { of, container }),
    ],
    [
      'Container app of pod web-1 failed its liveness probe',
      entry('probe-failed', at, {
        of,
        container,
        details: { probe: 'liveness' },
      }),
    ],
    ['Pod web-1 was evicted', entry('evicted', at, { of })],
    [
      'Pod web-1: FailedMount',
      entry('warning', at, { of, details: { reason: 'FailedMount' } }),
    ],
    [
      'Pod web-1 was replaced by web-2',
      entry('replaced', at, { of, details: { by: 'web-2' } }),
    ],
    [
      'Deployment web was scaled from 2 to 0',
      entry('scaled', at, { workload, details: { from: 2, to: 0 } }),
    ],
    [
      'Deployment web was rolled out to revision 7',
      entry('rolled-out', at, { workload, details: { revision: '7' } }),
    ],
    [
      'Deployment web was created',
      entry('rolled-out', at, { workload, details: { revision: '1' } }),
    ],
    [
      'Node n1 is short of memory',
      entry('node', at, { node, details: { reason: 'MemoryPressure' } }),
    ],
    [
      'Node n1: Melted',
      entry('node', at, { node, details: { reason: 'Melted' } }),
    ],
    [
      'Pod web-1 was given the debug container ph-1',
      entry('debugged', at, { of, container: 'ph-1' }),
    ],
    ['Pod web-1 was deleted', entry('deleted', at, { of })],
  ];

  it.each(sentences)('%s', (sentence, told) => {
    expect(entrySentence(told, sayEnglish)).toBe(sentence);
  });

  it('shows hidden characters of names', () => {
    expect(
      entrySentence(entry('ready', at, { of: 'a\u202eb' }), sayEnglish),
    ).toBe('Pod a\u27e6U+202E\u27e7b became ready');
  });
});

describe('what a rollout changed', () => {
  const image = (before: string, after: string) => ({
    path: 'containers.app.image',
    before,
    after,
  });

  it.each<[NonNullable<TimelineDetails['changes']>[number], string]>([
    [image('r:5000/web:1.8.2', 'r:5000/web:1.9.0'), 'image 1.8.2 → 1.9.0'],
    [image('r/web@sha256:a', 'r/web@sha256:b'), 'image sha256:a → sha256:b'],
    [image('r/web:1', 'q/web:1'), 'image r/web:1 → q/web:1'],
    [image('r:5000/web', 'r:5000/web:2'), 'image r:5000/web → r:5000/web:2'],
    [{ path: 'containers.app.env.A', after: '' }, 'containers.app.env.A added'],
    [
      { path: 'containers.app.env.A', before: '' },
      'containers.app.env.A removed',
    ],
    [{ path: 'hostNetwork', after: 'true' }, 'hostNetwork set to true'],
    [
      {
        path: 'metadata.annotations.kubectl.kubernetes.io/restartedAt',
        after: '2026-03-02T10:00:00Z',
      },
      'a restart was asked for',
    ],
  ])('%j: %s', (change, words) => {
    expect(changeWords({ changes: [change] }, 3, sayEnglish)).toEqual([words]);
  });

  it('says how many more there are', () => {
    const changes = ['a', 'b', 'c'].map(path => ({ path, after: '' }));
    expect(changeWords({ changes, changeCount: 9 }, 2, sayEnglish)).toEqual([
      'a added',
      'b added',
      '7 more changes',
    ]);
  });
});

describe('how often', () => {
  const clock = (time: string) => time.slice(11, 19);

  it.each<[TimelineEntry, string | undefined]>([
    [entry('failed', at, { of }), undefined],
    [
      entry('failed', at, { of, count: 50, until: '2026-03-02T10:30:00Z' }),
      '50 times since 10:00:00',
    ],
    [entry('restarted', at, { of, count: 7 }), '7 times so far'],
    [entry('created', at, { workload, pods: 5, count: 5 }), undefined],
    [
      entry('deleted', at, { of, notBefore: '2026-03-02T09:50:00Z' }),
      'some time between 09:50:00 and 10:00:00',
    ],
  ])('%#: %s', (told, words) => {
    expect(timesWords(told, sayEnglish, clock)).toBe(words);
  });
});

describe('lines', () => {
  it('tell the start of a pod in one, also while others start', () => {
    const rows = timelineRows([
      entry('ready', '10:00:09', { of }),
      entry('ready', '10:00:08', { of: 'web-2' }),
      entry('started', '10:00:05', { of, container }),
      entry('created', '10:00:00', { of }),
      entry('created', '09:00:00', { of: 'web-2' }),
    ]);
    expect(rows.map(row => rowSentence(row, sayEnglish))).toEqual([
      'Pod web-1: created, started, ready',
      'Pod web-2 became ready',
      'Pod web-2 was created',
    ]);
  });

  it('stand under how long ago they were, the old ones under their day', () => {
    const times = ['10:14:00', '10:00:00', '08:00:00'];
    const entries = [
      ...times.map(time => entry('failed', time, { of })),
      { ...entry('failed', '10:00:00', { of }), at: '2026-02-20T10:00:00Z' },
    ];
    const groups = timelineGroups(timelineRows(entries), NOW);
    expect(groups.map(({ within, rows }) => [within, rows.length])).toEqual([
      ['timeline.within.minutes', 1],
      ['timeline.within.hour', 1],
      ['timeline.within.day', 1],
      [undefined, 1],
    ]);
  });

  it('of a pod are those about it and what it shares', () => {
    const { timeline } = crashTimeline();
    const [first, ...others] = podsTold(timeline);
    expect(others.length).toBeGreaterThan(1);
    const mine = entriesOfPod(timeline, podKey(first), [pod(first.pod)]);
    expect(
      mine.every(each => !each.pod || podKey(each.pod) === podKey(first)),
    ).toBe(true);
    expect(mine.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['rolled-out', 'node']),
    );
  });
});
