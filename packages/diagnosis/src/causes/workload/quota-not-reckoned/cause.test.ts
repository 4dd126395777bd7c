import {
  ago,
  eventAbout,
  findings,
  replicaSet,
  deployment,
  refusedDeployment,
} from '../../../testing';
import cause from './cause';

const SLOW = 'Internal error occurred: resource quota evaluation timed out';
const BUSY =
  'Operation cannot be fulfilled on resourcequotas "team": the object has been modified; please apply your changes to the latest version and try again';

describe('quota-not-reckoned', () => {
  it.each([
    [
      'pods "web-5d-" is forbidden: status unknown for quota: team, resources: pods,limits.cpu',
      'the quota “team”',
      'counted what is in use',
    ],
    [SLOW, 'the quota', 'overloaded'],
    [BUSY, 'the quota “team”', 'Many pods are created'],
    [
      'pods "web-5d-" is forbidden: quota usage is negative for resource(s): limits.cpu',
      'the quota',
      'less than nothing',
    ],
  ])('knows the words: %s', (answer, which, why) => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(which);
    expect(found?.why.en).toContain(why);
  });

  it('gives way to what lasts', () => {
    const set = replicaSet();
    const lasting = eventAbout(
      set,
      'FailedCreate',
      'Error creating: pods "web-5d-" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
      ['lastTimestamp', ago(300)],
    );
    const passing = eventAbout(set, 'FailedCreate', `Error creating: ${BUSY}`, [
      'metadata.name',
      'b',
    ]);
    expect(findings(cause, [deployment(), set, passing])).toHaveLength(1);
    expect(findings(cause, [deployment(), set, lasting, passing])).toEqual([]);
  });
});
