import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  diagnosisBy,
  event,
  findings,
  pod,
} from '../../../testing';
import cause from './cause';

const about: Tweak = [
  'involvedObject',
  { kind: 'Node', name: 'worker', uid: 'worker' },
];
const rebooted = (seconds: number) =>
  event('Rebooted', 'Node worker has been rebooted, boot id: 1f0c', about, [
    'lastTimestamp',
    ago(seconds),
  ]);
const gone = (reason: string, exitCode: number, startedAt = ago(9000)) =>
  pod(
    ['status.conditions.3.status', 'False'],
    [
      'status.containerStatuses.0',
      containerStatus(
        ['ready', false],
        ['restartCount', 1],
        ['state', { running: { startedAt: ago(30) } }],
        [
          'lastState',
          { terminated: { reason, exitCode, startedAt, finishedAt: ago(60) } },
        ],
      ),
    ],
  );

describe('node-rebooted', () => {
  it.each([
    ['Unknown', 255],
    ['ContainerStatusUnknown', 137],
    ['Error', 255],
  ])('explains an end as %s %i', (reason, code) => {
    const [found] = findings(cause, [gone(reason, code), rebooted(90)]);
    expect(found?.what.en).toBe(
      'Container “app” was interrupted when its node “worker” restarted 90 s ago; it runs again.',
    );
  });

  it('cannot tell without events of the node', () => {
    const { unchecked } = diagnosisBy(cause, [gone('Unknown', 255)]);
    expect(unchecked.map(({ fact }) => fact)).toEqual(['nodeEvents']);
  });

  it.each([
    [
      'the container started after it',
      gone('Unknown', 255, ago(70)),
      rebooted(90),
    ],
    [
      'it ended by itself',
      crashingPod({ exitCode: 1, reason: 'Error' }),
      rebooted(90),
    ],
    [
      'nothing rebooted',
      gone('Unknown', 255),
      event('Starting', 'Starting kubelet.', about),
    ],
  ])('is not the cause when %s', (_, subject, told) => {
    expect(findings(cause, [subject, told])).toEqual([]);
  });
});
