import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const TOLD = event(
  'MultiplePodDisruptionBudgets',
  'Pod "shop"/"web-1" matches multiple PodDisruptionBudgets.  Chose "web-a" arbitrarily.',
);

describe('budgets-overlap', () => {
  it('informs of it on a pod that works', () => {
    const [found] = findings(cause, [pod(), TOLD]);
    expect(found?.what.en).toContain('“web-a” among them');
    expect(found?.severity).toBe('info');
  });

  it.each([
    ['without the event', pod(), event('Killing', 'Stopping container app')],
    ['of a pod that leaves', pod(['metadata.deletionTimestamp', ago(1)]), TOLD],
    ['of a pod that is over', pod(['status.phase', 'Failed']), TOLD],
  ])('says nothing %s', (_, subject, told) => {
    expect(findings(cause, [subject, told])).toEqual([]);
  });
});
