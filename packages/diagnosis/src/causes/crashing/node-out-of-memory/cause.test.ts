import type { Tweak } from '../../../testing';
import { diagnose } from '../../../diagnose';
import { ago, crashingPod, event, findings, snapshot } from '../../../testing';
import cause from './cause';

const about: Tweak = [
  'involvedObject',
  { kind: 'Node', name: 'worker', uid: 'worker' },
];
const oom = (seconds: number, ...tweaks: Tweak[]) =>
  event(
    'SystemOOM',
    'System OOM encountered, victim process: java, pid: 4711',
    about,
    ['firstTimestamp', ago(seconds)],
    ['lastTimestamp', ago(seconds)],
    ...tweaks,
  );
const killed = (reason: string, ...tweaks: Tweak[]) =>
  crashingPod({ exitCode: 137, reason }, ...tweaks);

describe('node-out-of-memory', () => {
  it.each(['Error', 'OOMKilled'])('explains a kill told as %s', reason => {
    const [found] = findings(cause, [killed(reason), oom(70)]);
    expect(found?.what.en).toContain(
      'its kernel killed processes such as “java” to go on.',
    );
    expect(found?.contradictions).toEqual([]);
  });

  it('counts, and lists a limit as evidence against', () => {
    const limited = killed('OOMKilled', [
      'spec.containers.0.resources',
      { limits: { memory: '1Gi' } },
    ]);
    const many = oom(3000, ['count', 7], ['lastTimestamp', ago(65)]);
    const [found] = findings(cause, [limited, many]);
    expect(found?.what.en).toContain('happened 7 times');
    expect(found?.contradictions[0]?.value).toBe('1Gi');
  });

  it('is the root of the kill', () => {
    const { found } = diagnose(snapshot([killed('OOMKilled'), oom(60)]));
    expect(found.map(one => one.cause)).toEqual(['node-out-of-memory']);
  });

  it.each([
    ['long before', killed('Error'), oom(400)],
    [
      'of a container that ended by itself',
      crashingPod({ exitCode: 1 }),
      oom(60),
    ],
    [
      'that was none',
      killed('Error'),
      event('Starting', 'Starting kubelet.', about),
    ],
  ])('is not an event %s', (_, subject, told) => {
    expect(findings(cause, [subject, told])).toEqual([]);
  });
});
