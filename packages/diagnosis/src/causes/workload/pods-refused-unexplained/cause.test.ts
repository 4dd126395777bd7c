import {
  ago,
  deployment,
  diagnosisBy,
  event,
  eventAbout,
  findings,
  pod,
  refusedDeployment,
  replicaSet,
  statefulSet,
} from '../../../testing';
import cause from './cause';

const FROZEN =
  'pods "web-5d-x" is forbidden: the pool is frozen until the upgrade ends';

describe('pods-refused-unexplained', () => {
  it('gives the words of the API server', () => {
    const [found] = findings(cause, refusedDeployment(FROZEN));
    expect(found?.what.en).toContain(`“${FROZEN}”`);
  });

  it.each([
    [
      'a StatefulSet',
      statefulSet(),
      'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: frozen',
    ],
    [
      'combined events',
      statefulSet(),
      '(combined from similar events): Create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: frozen',
    ],
  ])('takes the wrapper off: %s', (_, workload, message) => {
    const [found] = findings(cause, [
      workload,
      eventAbout(workload, 'FailedCreate', message),
    ]);
    expect(found?.what.en).toContain(
      'gives as its reason: “pods "db-0" is forbidden: frozen”.',
    );
  });

  it('counts an event of one attempt with a success, not one before it', () => {
    const set = replicaSet(['spec.replicas', 3], ['status.replicas', 1]);
    const failure = eventAbout(
      set,
      'FailedCreate',
      `Error creating: ${FROZEN}`,
      ['lastTimestamp', ago(60)],
    );
    const success = (seconds: number) =>
      eventAbout(set, 'SuccessfulCreate', 'Created pod: web-5d-a', [
        'lastTimestamp',
        ago(seconds),
      ]);
    expect(
      findings(cause, [deployment(), set, failure, success(59)]),
    ).toHaveLength(1);
    expect(findings(cause, [deployment(), set, failure, success(20)])).toEqual(
      [],
    );
  });

  it('leaves to others what they know', () => {
    const known = refusedDeployment(
      'pods "web-5d-" is forbidden: no PriorityClass with name x was found',
    );
    expect(findings(cause, known)).toEqual([]);
  });

  it('asks for events only where pods lack', () => {
    const { unchecked } = diagnosisBy(cause, [deployment(), replicaSet()]);
    expect(unchecked).toMatchObject([{ fact: 'ownerEvents' }]);
    const whole = [
      deployment(['status.replicas', 1]),
      replicaSet(['status.replicas', 1]),
    ];
    expect(findings(cause, whole)).toEqual([]);
    // A pod is none of its business, even when its owners are not known.
    expect(findings(cause, [pod(), event('BackOff', 'x')])).toEqual([]);
  });
});
