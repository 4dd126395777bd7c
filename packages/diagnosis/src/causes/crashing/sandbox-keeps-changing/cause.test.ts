import type { Tweak } from '../../../testing';
import {
  ago,
  crashingPod,
  diagnosisBy,
  event,
  findings,
} from '../../../testing';
import cause from './cause';

const killed = (...tweaks: Tweak[]) =>
  crashingPod({ exitCode: 137, reason: 'Error' }, ...tweaks);
const changes = (count: number, to = 58, from = 1200) =>
  event(
    'SandboxChanged',
    'Pod sandbox changed, it will be killed and re-created.',
    ['type', 'Normal'],
    ['count', count],
    ['firstTimestamp', ago(from)],
    ['lastTimestamp', ago(to)],
  );

describe('sandbox-keeps-changing', () => {
  it('counts how often, and in how long', () => {
    const [one] = findings(cause, [killed(), changes(8)]);
    expect(one?.what.en).toContain('8 times in 20 min');
    expect(one?.why.en).toContain('cgroup drivers');
  });

  it.each([
    [
      'the pod asks for it',
      killed(['spec.nodeSelector', { 'kubernetes.io/os': 'windows' }]),
    ],
    ['the pod names its system', killed(['spec.os', { name: 'windows' }])],
    [
      'its end says so',
      crashingPod({ exitCode: -1073741510, reason: 'Error' }),
    ],
    [
      'its end says so, unsigned',
      crashingPod({ exitCode: 3221225786, reason: 'Error' }),
    ],
  ])('looks at the network of a Windows host: %s', (_, one) => {
    const [found] = findings(cause, [one, changes(8)]);
    expect(found?.why.en).toContain('HNS');
    const words = found?.steps.map(({ text }) => text.en).join(' ');
    expect(words).not.toContain('cgroup');
  });

  it('says what a shared process list means', () => {
    const shared = killed(['spec.shareProcessNamespace', true]);
    const [one] = findings(cause, [shared, changes(3)]);
    expect(one?.why.en).toContain('kill 1');
  });

  const RESTARTS = 'status.containerStatuses.0.restartCount';
  const END = 'status.containerStatuses.0.lastState.terminated';

  it('believes few changes when the restarts speak of more', () => {
    const [one] = findings(cause, [killed([RESTARTS, 12]), changes(2)]);
    expect(one?.what.en).toContain('restarted 12 times in all');
    const brief = killed(
      [RESTARTS, 12],
      [`${END}.startedAt`, ago(130)],
      [`${END}.finishedAt`, ago(60)],
    );
    expect(findings(cause, [brief, changes(1)])).toHaveLength(1);
  });

  it.each([
    ['too few changes', killed([RESTARTS, 2]), changes(2)],
    [
      'one change of a pod that lived for long',
      killed([RESTARTS, 12], [`${END}.startedAt`, ago(4000)]),
      changes(1),
    ],
    [
      'few changes of a program that fails by itself',
      killed([RESTARTS, 12], [`${END}.exitCode`, 1]),
      changes(2),
    ],
    ['changes that are long past', killed(), changes(8, 1000)],
    ['an end that came long after the last change', killed(), changes(8, 200)],
    [
      'a container killed for its memory',
      killed([
        'status.containerStatuses.0.lastState.terminated.reason',
        'OOMKilled',
      ]),
      changes(8),
    ],
    [
      'a pod that is leaving',
      killed(['metadata.deletionTimestamp', ago(5)]),
      changes(8),
    ],
  ])('leaves %s alone', (_, pod, event_) => {
    expect(findings(cause, [pod, event_])).toEqual([]);
  });

  it('is unchecked without events only when all containers end as if stopped', () => {
    const missing = { events: 'expired' } as const;
    const by = (exitCode: number) =>
      diagnosisBy(cause, [crashingPod({ exitCode, reason: 'Error' })], {
        missing,
      }).unchecked.length;
    expect(by(137)).toBe(1);
    expect(by(1)).toBe(0);
  });
});
