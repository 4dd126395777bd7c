import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  event,
  findings,
  pod,
  snapshot,
  unscheduledPod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const started = (seconds: number): Tweak => ['status.startTime', ago(seconds)];
const making = (...tweaks: Tweak[]) =>
  waitingPod('ContainerCreating', undefined, ...tweaks);
const warning = (...tweaks: Tweak[]) =>
  event(
    'FailedSync',
    'error determining status: rpc error: code = Unknown',
    ...tweaks,
  );

describe('starting-unexplained', () => {
  it('tells a start that takes long, with the newest warning', () => {
    const [found] = findings(cause, [making(started(400)), warning()]);
    expect(found?.what.en).toContain(
      'on node “worker” for 7 min but does not start (FailedSync)',
    );
    expect(found?.why.en).toContain(
      '“error determining status: rpc error: code = Unknown”',
    );
    expect(findings(cause, [making(started(400))])[0]?.why.en).toContain(
      'No warning tells why',
    );
  });

  it('tells sooner what is said again and again', () => {
    expect(
      findings(cause, [making(started(130)), warning(['count', 5])])[0]?.why.en,
    ).toContain('(5 times)');
    expect(findings(cause, [making(started(130)), warning()])).toEqual([]);
  });

  it('quotes a waiting reason that nothing knows', () => {
    const [found] = findings(cause, [
      waitingPod('CreateContainerError', 'something new', started(5)),
    ]);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toContain('(CreateContainerError)');
    expect(found?.why.en).toContain('“something new”');
  });

  it('tells a kubelet that never said a word', () => {
    const silent = (seconds: number) =>
      pod(
        ['metadata.creationTimestamp', ago(seconds)],
        [
          'status',
          {
            phase: 'Pending',
            conditions: [
              {
                type: 'PodScheduled',
                status: 'True',
                lastTransitionTime: ago(seconds),
              },
            ],
          },
        ],
      );
    expect(findings(cause, [silent(120)])[0]?.why.en).toContain(
      'has not reported anything',
    );
    expect(findings(cause, [silent(30)])).toEqual([]);
  });

  it('sees a loop whose end is not known', () => {
    const loop = crashingPod({ exitCode: 1 }, [
      'status.containerStatuses.0.lastState',
      {},
    ]);
    expect(findings(cause, [loop])).toHaveLength(1);
    expect(findings(cause, [crashingPod({ exitCode: 1 })])).toEqual([]);
  });

  it('gives way to a cause that knows more', () => {
    const missing = waitingPod(
      'ErrImagePull',
      'rpc error: code = NotFound desc = failed to resolve reference "registry.example/web:1.0": not found',
      started(900),
    );
    const { found } = diagnose(snapshot([missing]));
    expect(found.map(one => one.cause)).toEqual(['image-not-found']);
  });

  it.each([
    ['runs', pod()],
    ['has no node', unscheduledPod('0/3 nodes are available')],
    ['is going', making(started(900), ['metadata.deletionTimestamp', ago(5)])],
    [
      'is initialized',
      waitingPod('PodInitializing', undefined, started(900), [
        'status.initContainerStatuses',
        [containerStatus(['name', 'setup'])],
      ]),
    ],
  ])('leaves a pod alone that %s', (_, subject) => {
    expect(findings(cause, [subject, warning(['count', 9])])).toEqual([]);
  });
});
