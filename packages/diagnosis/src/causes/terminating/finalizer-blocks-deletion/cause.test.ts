import type { Tweak } from '../../../testing';
import { ago, containerStatus, findings, pod } from '../../../testing';
import cause from './cause';

const HELD: Tweak = ['metadata.finalizers', ['backup.example.com/snapshot']];
const ENDED: Tweak = [
  'status.containerStatuses.0',
  containerStatus(['state', { terminated: { exitCode: 137 } }]),
];
const due = (seconds: number): Tweak => [
  'metadata.deletionTimestamp',
  ago(seconds),
];

describe('finalizer-blocks-deletion', () => {
  it('names finalizer and time', () => {
    const [found] = findings(cause, [pod(HELD, ENDED, due(600))]);
    expect(found?.what.en).toContain('10 min ago');
    expect(found?.what.en).toContain('backup.example.com/snapshot');
    expect(found?.steps[2]?.command).toBe(
      `kubectl -n shop patch pod web-1 --type=json -p '[{"op":"remove","path":"/metadata/finalizers"}]'`,
    );
  });

  it('finds a pod that never got a node', () => {
    const placed: Tweak = ['spec.nodeName', undefined];
    const none: Tweak = ['status.containerStatuses', []];
    expect(findings(cause, [pod(HELD, placed, none, due(60))])).toHaveLength(1);
  });

  it.each([
    ['is not deleted', [HELD, ENDED]],
    ['has no finalizer', [ENDED, due(600)]],
    ['still runs', [HELD, due(600)]],
    ['is in its grace period', [HELD, ENDED, due(-20)]],
    ['has only just ended', [HELD, ENDED, due(10)]],
  ] as [string, Tweak[]][])('leaves a pod alone that %s', (_, tweaks) => {
    expect(findings(cause, [pod(...tweaks)])).toEqual([]);
  });
});
