import {
  ago,
  daemonSet,
  deployment,
  eventAbout,
  findings,
  replicaSet,
} from '../../../testing';
import cause from './cause';

const set = (message: string, replicas: number) =>
  replicaSet(
    ['status.replicas', replicas],
    [
      'status.conditions',
      [
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedDelete',
          message,
        },
      ],
    ],
  );

describe('surplus-pods-not-deleted', () => {
  it.each([
    [
      'admission webhook "pods.example.io" denied the request: protected',
      'refuses it by a rule',
    ],
    [
      'Internal error occurred: failed calling webhook "pods.example.io": Post "https://a.b.svc:443/": EOF',
      'gives no usable answer',
    ],
    [
      "unable to delete pods: pods \"web-5d-x\" is forbidden: ValidatingAdmissionPolicy 'a' with binding 'b' denied request: no",
      'An admission policy',
    ],
    [
      'pods "web-5d-x" is forbidden: User "x" cannot delete resource "pods"',
      'a missing right',
    ],
  ])('tells who keeps them: %s', (message, why) => {
    const [found] = findings(cause, [deployment(), set(message, 3)]);
    expect(found?.what.en).toContain('has 3 pods where it should have 1');
    expect(found?.why.en).toContain(why);
  });

  it('reads the events of a DaemonSet, which has no such condition', () => {
    const agent = daemonSet(['status.currentNumberScheduled', 3]);
    const event = eventAbout(
      agent,
      'FailedDelete',
      'Error deleting: pods "agent-1" is forbidden: no',
    );
    expect(findings(cause, [agent, event])).toHaveLength(1);
    const later = eventAbout(
      agent,
      'SuccessfulDelete',
      'Deleted pod: agent-1',
      ['lastTimestamp', ago(10)],
    );
    expect(findings(cause, [agent, event, later])).toEqual([]);
  });

  it('leaves a workload alone that has no pod too many', () => {
    const whole = replicaSet(['status.replicas', 1]);
    const event = eventAbout(
      whole,
      'FailedDelete',
      'Error deleting: etcdserver: request timed out',
    );
    expect(
      findings(cause, [deployment(['status.replicas', 1]), whole, event]),
    ).toEqual([]);
  });
});
