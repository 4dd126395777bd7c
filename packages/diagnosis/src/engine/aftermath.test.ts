import { ok } from '../facts/fact';
import { projectPod, projectWorkload } from '../facts/project';
import type { Tweak } from '../testing';
import { job, owner, pod, replicaSet } from '../testing';
import { aftermathInWords, aftermathOf, severityAfter } from './aftermath';

const OF: Tweak = [
  'metadata.ownerReferences',
  [owner('apps/v1', 'ReplicaSet', 'web-5d')],
];
const FAILED: Tweak = ['status', { phase: 'Failed', reason: 'Evicted' }];
const gone = projectPod(pod(OF, FAILED));
const named = (name: string, ...tweaks: Tweak[]) =>
  projectPod(pod(OF, ['metadata.name', name], ...tweaks));
const wants = (replicas: number) =>
  ok([projectWorkload(replicaSet(['spec.replicas', replicas]))]);
const NONE = { status: 'notAsked' } as const;

describe('what follows after a pod has ended', () => {
  it('knows a pod that nobody replaces', () => {
    const bare = projectPod(pod(FAILED));
    const after = aftermathOf(bare, ok([bare]), ok([]));
    expect(severityAfter(after)).toBe('critical');
    expect(aftermathInWords(after).en).toContain('has no controller');
  });

  it('counts who took over', () => {
    const some = ok([gone, named('web-2')]);
    const half = aftermathOf(gone, some, wants(2));
    expect(severityAfter(half)).toBe('critical');
    expect(aftermathInWords(half).en).toBe(
      ' ReplicaSet web-5d has 1 of 2 pods ready.',
    );
    const all = ok([gone, named('web-2'), named('web-3')]);
    expect(severityAfter(aftermathOf(gone, all, wants(2)))).toBe('warning');
  });

  it('counts who ended alike', () => {
    const all = ok([gone, named('web-0', FAILED), named('web-2')]);
    const words = aftermathInWords(aftermathOf(gone, all, wants(1)));
    expect(words.en).toContain('1 other pod of it ended for the same reason');
  });

  it('is calm when none is wanted any more, or the work is done', () => {
    const unwanted = aftermathOf(gone, ok([gone]), wants(0));
    expect(severityAfter(unwanted)).toBe('warning');
    const of: Tweak = [
      'metadata.ownerReferences',
      [owner('batch/v1', 'Job', 'web')],
    ];
    const first = projectPod(pod(of, FAILED));
    const second = projectPod(
      pod(of, ['metadata.name', 'web-2'], ['status.phase', 'Succeeded']),
    );
    const jobs = ok([projectWorkload(job())]);
    const done = aftermathOf(first, ok([first, second]), jobs);
    expect(aftermathInWords(done).en).toContain('has finished the work');
    expect(severityAfter(done)).toBe('warning');
  });

  it('claims no number that it does not know', () => {
    const after = aftermathOf(gone, NONE, NONE);
    expect(aftermathInWords(after).en).toBe(
      ' It is for ReplicaSet web-5d to make a new one in its place.',
    );
  });
});
