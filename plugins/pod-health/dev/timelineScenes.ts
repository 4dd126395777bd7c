import { compareEntries } from 'backstage-plugin-pod-health-common';
import type { Answers } from '../src/testing/FakePodHealthApi';
import { crashReport, imageReport, pod, report } from '../src/testing/reports';
import { crashTimeline, entry } from '../src/testing/timelines';

const workload = {
  cluster: 'prod-eu',
  kind: 'ReplicaSet',
  namespace: 'shop',
  name: 'ledger-5c9d7f4b8',
};

/** 200 entries about 40 pods, and some that tell of many at once. */
function longTimeline() {
  const pods = Array.from({ length: 40 }, (_, i) => `ledger-5c9d7f4b8-${i}`);
  return [
    entry('failed', '10:10:00', {
      workload,
      container: 'app',
      pods: 38,
      count: 190,
      until: '2026-03-02T10:14:00Z',
      details: { exitCode: 1, reason: 'Error' },
    }),
    ...(['ready', 'started', 'pulled', 'scheduled', 'created'] as const).map(
      kind => entry(kind, '10:02:00', { workload, pods: 40, of: 'all' }),
    ),
    ...pods.flatMap((of, i) =>
      ([1, 2, 3, 4, 5] as const).map(turn =>
        entry('evicted', `0${turn}:${String(59 - i).padStart(2, '0')}:00`, {
          of,
          details: { reason: 'PreemptionByScheduler' },
        }),
      ),
    ),
  ].sort(compareEntries);
}

/** What happened, in its ways. */
export const TIMELINE_SCENES: Readonly<Record<string, Partial<Answers>>> = {
  timeline: { report: { ...crashReport(), ...crashTimeline() } },
  'timeline, many pods': {
    report: {
      ...imageReport(),
      timeline: longTimeline(),
      timelineContext: { eventsGone: [], eventsUnread: ['prod-us'] },
    },
  },
  'timeline, hostile text': {
    report: report({
      timeline: [
        entry('warning', '10:10:00', {
          of: 'ledger-\u202egnp.exe',
          details: {
            reason: '<b>bold</b>',
            message: `\u001b]52;c;aGk=\u0007 ${'a-very-long-word-'.repeat(12)}`,
          },
        }),
      ],
      pods: [pod('ledger-1')],
    }),
  },
};
