import { containersOf } from '../../engine';
import { projectPod } from '../../facts/project';
import type { Json, JsonObject } from '../../testing';
import { ago, containerStatus, NOW, pod } from '../../testing';
import { restartsAt, restartsOf } from './restarts';

const now = Date.parse(NOW);
const words = (...tweaks: [string, Json][]) => {
  const status = containerStatus(['restartCount', 6], ...tweaks);
  const [container] = containersOf(
    projectPod(pod(['status.containerStatuses.0', status])),
  );
  return container && restartsOf(restartsAt(container, now));
};
const waits = (message?: string): [string, Json] => [
  'state',
  {
    waiting: { reason: 'CrashLoopBackOff', ...(message && { message }) },
  },
];
const ended = (seconds: number, ran = 20): [string, Json] => [
  'lastState',
  {
    terminated: {
      exitCode: 1,
      startedAt: ago(seconds + ran),
      finishedAt: ago(seconds),
    },
  } satisfies JsonObject,
];
const PAUSE =
  'back-off 5m0s restarting failed container=app pod=web-1_shop(pod-uid-1)';

describe('restarts', () => {
  it.each<[string, [string, Json][], string]>([
    [
      'by the kubelet’s own word',
      [waits(PAUSE), ended(180)],
      'was restarted 6 times, last 3 min ago; the next try is due in about 2 min',
    ],
    [
      'before 1.20',
      [waits('Back-off 2m40s restarting failed container=app'), ended(100)],
      'was restarted 6 times, last 2 min ago; the next try is due in about 60 s',
    ],
    [
      'with another longest pause',
      [waits('back-off 30s restarting failed container=app'), ended(10)],
      'was restarted 6 times, last 30 s ago; the next try is due in about 20 s',
    ],
    [
      'by the number of failures',
      [waits(), ended(10), ['restartCount', 2]],
      'was restarted 2 times, last 30 s ago; the next try is due in about 10 s',
    ],
    [
      'when it is due',
      [waits(PAUSE), ended(330)],
      'was restarted 6 times, last 6 min ago; the next try is due now',
    ],
    [
      'not when it is long overdue',
      [waits(PAUSE), ended(3000)],
      'was restarted 6 times, last 50 min ago',
    ],
    [
      'not by another wording',
      [waits('waits to be restarted'), ended(10)],
      'was restarted 6 times, last 30 s ago',
    ],
    [
      'not of one that runs',
      [['state', { running: { startedAt: ago(7200) } }], ended(7205)],
      'was restarted 6 times, last 2 h ago',
    ],
    ['not without times', [waits(PAUSE)], 'was restarted 6 times'],
    [
      'once',
      [
        ['state', { running: { startedAt: ago(40) } }],
        ['restartCount', 1],
      ],
      'was restarted 1 time, 40 s ago',
    ],
    ['never', [['restartCount', 0]], 'has not been restarted'],
  ])('tells the next try: %s', (_, tweaks, expected) => {
    expect(words(...tweaks)?.en).toBe(expected);
  });
});
