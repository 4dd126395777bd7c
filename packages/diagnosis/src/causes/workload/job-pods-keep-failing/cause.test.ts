import type { JsonObject } from '../../../testing';
import { failedWith, findings, job, podOf } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Job', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const attempt = podOf(['batch/v1', 'Job', 'web'], 'web-x', ...failedWith(1));

describe('job-pods-keep-failing', () => {
  it('counts what is left', () => {
    const [found] = find(job(['status', { failed: 2, active: 1 }]), attempt);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toBe(
      'Job “web” is not done: 2 pods of it failed, 0 of 1 succeeded, 1 runs now.',
    );
    expect(found?.why.en).toContain(
      'after 5 more failures it is given up (backoffLimit 6)',
    );
  });

  it('does without its pods', () => {
    const [found] = find(job(['status', { failed: 1 }]));
    expect(found?.why.en).toContain('Its failed pods are gone.');
  });

  it.each<[string, JsonObject]>([
    ['has none', job(['status', { active: 1 }])],
    [
      'is done',
      job([
        'status',
        { failed: 1, conditions: [{ type: 'Complete', status: 'True' }] },
      ]),
    ],
    [
      'was given up',
      job([
        'status',
        { failed: 7, conditions: [{ type: 'Failed', status: 'True' }] },
      ]),
    ],
    ['is suspended', job(['status', { failed: 1 }], ['spec.suspend', true])],
  ])('leaves one alone that %s', (_, object) => {
    expect(find(object, attempt)).toEqual([]);
  });
});
