import {
  READY_PROBE,
  failedReadiness,
  findings,
  notKeptBack,
  unreadyPod,
} from '../../../testing';
import cause from './cause';

const SAID =
  'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: no route to host';

describe('readiness-unreachable', () => {
  it('names the node, and looks at network policies', () => {
    const [found] = findings(cause, [
      unreadyPod(READY_PROBE),
      failedReadiness(SAID),
    ]);
    expect(found?.what.en).toContain('from node “worker” to the pod’s address');
    expect(found?.steps[0]?.command).toBe('kubectl -n shop get networkpolicy');
  });

  it.each([
    [
      'Get "http://10.9.9.9:80/": dial tcp 10.9.9.9:80: i/o timeout',
      'host “10.9.9.9”',
    ],
    [
      'Get "http://db/": dial tcp: lookup db on 10.0.0.10:53: no such host',
      'not known',
    ],
  ])('knows a host of the probe’s own: %s', (said, words) => {
    const probe = { httpGet: { host: '10.9.9.9', port: 80 } };
    const [found] = findings(cause, [unreadyPod(probe), failedReadiness(said)]);
    expect(found?.what.en).toContain(words);
    expect(found?.steps[0]?.text.en).toContain('host: 10.9.9.9');
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
        failedReadiness(
          'Get "http://10.1.2.3:8080/ready": dial tcp 10.1.2.3:8080: connect: connection refused',
        ),
      ]),
    ).toEqual([]);
  });
});
