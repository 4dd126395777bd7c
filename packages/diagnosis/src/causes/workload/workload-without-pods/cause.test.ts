import {
  ago,
  daemonSet,
  deployment,
  diagnosisBy,
  findings,
  job,
  refusedDeployment,
  statefulSet,
} from '../../../testing';
import cause from './cause';

const asked = ['ownerEvents', 'siblings'] as const;
const SEEN = ['status.observedGeneration', 1] as const;

describe('workload-without-pods', () => {
  it.each([
    [
      'Deployment',
      deployment([...SEEN]),
      'Its events and conditions give no reason',
    ],
    ['StatefulSet', statefulSet(), 'has not looked at the workload'],
    [
      'DaemonSet',
      daemonSet(['status.observedGeneration', 1]),
      'give no reason',
    ],
    ['Job', job(), 'has not looked at the workload'],
  ])('finds a %s', (_, workload, why) => {
    const [found] = findings(cause, [workload], { asked });
    expect(found?.what.en).toContain('and has none; it was made 50 min ago.');
    expect(found?.why.en).toContain(why);
  });

  it('speaks also when the events are gone', () => {
    const [found] = findings(cause, [deployment([...SEEN])], {
      asked: ['siblings'],
      missing: { ownerEvents: 'expired' },
    });
    expect(found?.why.en).toContain('are gone');
  });

  it.each([
    ['is new', deployment(['metadata.creationTimestamp', ago(60)])],
    ['is paused', deployment(['spec.paused', true])],
    ['wants none', deployment(['spec.replicas', 0])],
    ['is suspended', job(['spec.suspend', true])],
    [
      'is between two pods',
      job(['status', { failed: 1, startTime: ago(600) }]),
    ],
    [
      'is over',
      job(['status', { conditions: [{ type: 'Complete', status: 'True' }] }]),
    ],
  ])('leaves a workload alone that %s', (_, workload) => {
    expect(findings(cause, [workload], { asked })).toEqual([]);
  });

  it('leaves what is written down to others', () => {
    expect(
      findings(cause, refusedDeployment('etcdserver: request timed out'), {
        asked,
      }),
    ).toEqual([]);
  });

  it('needs to know that there are no pods', () => {
    const { unchecked } = diagnosisBy(cause, [deployment()], {
      asked: ['ownerEvents'],
    });
    expect(unchecked).toMatchObject([{ fact: 'siblings' }]);
  });
});
