import type { JsonObject, Tweak } from '../../../testing';
import { ago, cronJob, findings, job } from '../../../testing';
import cause from './cause';

const find = (kind: string, object: JsonObject) =>
  findings(cause, [object], {
    subject: { kind, namespace: 'shop', name: 'web' },
  });
const suspended = (...tweaks: Tweak[]) =>
  job(
    ['spec.suspend', true],
    [
      'status.conditions',
      [
        {
          type: 'Suspended',
          status: 'True',
          reason: 'JobSuspended',
          lastTransitionTime: ago(1800),
        },
      ],
    ],
    ...tweaks,
  );

describe('job-suspended', () => {
  it('tells since when', () => {
    const [found] = find('Job', suspended());
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toBe('Job “web” is suspended for 30 min.');
    expect(found?.steps[0]?.command).toContain('{"spec":{"suspend":false}}');
  });

  it('tells the queue that holds it back', () => {
    const [found] = find(
      'Job',
      suspended([
        'metadata.labels',
        { 'kueue.x-k8s.io/queue-name': 'research' },
      ]),
    );
    expect(found?.severity).toBe('warning');
    expect(found?.why.en).toContain('the queue “research” of Kueue');
  });

  it('tells what made it', () => {
    const [found] = find(
      'Job',
      suspended([
        'metadata.ownerReferences',
        [{ kind: 'JobSet', name: 'train', uid: 'x', controller: true }],
      ]),
    );
    expect(found?.why.en).toContain('JobSet train, which made it, decides');
  });

  it('tells the last run of a CronJob', () => {
    const [found] = find(
      'CronJob',
      cronJob(
        ['spec.suspend', true],
        ['status.lastScheduleTime', ago(86_400 * 3)],
      ),
    );
    expect(found?.what.en).toBe(
      'CronJob “web” is suspended; its last run began 3 d ago.',
    );
  });

  it('leaves one alone that is over or was resumed', () => {
    expect(
      find('Job', suspended(['status.conditions.0.type', 'Failed'])),
    ).toEqual([]);
    expect(find('Job', suspended(['spec.suspend', false]))).toEqual([]);
  });
});
