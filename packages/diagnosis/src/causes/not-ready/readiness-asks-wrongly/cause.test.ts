import {
  READY_PROBE,
  event,
  failedReadiness,
  findings,
  notKeptBack,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

const SAID = 'HTTP probe failed with statuscode: 404';

describe('readiness-asks-wrongly', () => {
  it.each([
    [404, 'no such page', 'Correct path and port'],
    [401, 'asks for a login', 'without a login'],
    [403, 'asks for a login', 'without a login'],
    [400, 'expects HTTPS', 'scheme: HTTPS'],
    [429, 'how often', 'Correct path'],
    [405, 'does not accept', 'Correct path'],
  ])('tells what %d means and what to do', (status, why, step) => {
    const said = `HTTP probe failed with statuscode: ${status}`;
    const [found] = findings(cause, [
      unreadyPod(READY_PROBE),
      failedReadiness(said),
    ]);
    expect(found?.what.en).toContain(`HTTP status ${status}, 50 min after`);
    expect(found?.why.en).toContain(why);
    expect(found?.steps[1]?.text.en).toContain(step);
  });

  it('knows OpenShift’s words', () => {
    const said =
      'Readiness probe error: HTTP probe failed with statuscode: 404\nbody: nothing here';
    const [found] = findings(cause, [
      unreadyPod(READY_PROBE),
      event('ProbeError', said, [
        'involvedObject.fieldPath',
        'spec.containers{app}',
      ]),
    ]);
    expect(found?.what.en).toContain('404');
  });

  it.each(notKeptBack)('leaves a pod alone that %s', (_, tweaks) => {
    const objects = [unreadyPod(READY_PROBE, ...tweaks), failedReadiness(SAID)];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    expect(() => findings(cause, [unreadyPod(READY_PROBE)])).toThrow(
      'unchecked: events',
    );
  });

  it('leaves another answer to its own cause', () => {
    expect(
      findings(cause, [
        unreadyPod(READY_PROBE),
        failedReadiness('HTTP probe failed with statuscode: 500'),
      ]),
    ).toEqual([]);
  });
});
