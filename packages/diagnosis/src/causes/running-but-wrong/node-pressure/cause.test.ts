import type { Tweak } from '../../../testing';
import {
  ago,
  crashingPod,
  event,
  findings,
  node,
  pod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const pressed = (...types: string[]) =>
  node(
    ...types.map(
      (type, i): Tweak => [
        `status.conditions.${i + 1}`,
        {
          type,
          status: 'True',
          reason: 'KubeletHas',
          message: 'kubelet has disk pressure',
          lastTransitionTime: ago(400),
        },
      ],
    ),
  );

describe('node-pressure', () => {
  it('is told of a sick pod', () => {
    const [found] = findings(cause, [
      crashingPod({ exitCode: 1, reason: 'Error' }),
      pressed('MemoryPressure', 'DiskPressure'),
    ]);
    expect(found?.what.en).toBe(
      'The pod’s node “worker” has been short of memory and disk for 7 min (MemoryPressure and DiskPressure).',
    );
    expect(found?.severity).toBe('warning');
  });

  it('quotes the node’s struggle, if it is recent', () => {
    const about: Tweak = [
      'involvedObject',
      { kind: 'Node', name: 'worker', uid: 'worker' },
    ];
    const tries = event(
      'EvictionThresholdMet',
      'Attempting to reclaim ephemeral-storage',
      about,
    );
    const old = event(
      'EvictionThresholdMet',
      'Attempting to reclaim inodes',
      about,
      ['lastTimestamp', ago(3000)],
    );
    const [found] = findings(cause, [
      waitingPod('ErrImagePull'),
      pressed('DiskPressure'),
      old,
      tries,
    ]);
    const values = found?.quotes.map(({ value }) => value);
    expect(values).toContain('Attempting to reclaim ephemeral-storage');
    expect(values).not.toContain('Attempting to reclaim inodes');
  });

  it.each([
    ['it is healthy', pod(), pressed('DiskPressure')],
    ['it starts', waitingPod('ContainerCreating'), pressed('DiskPressure')],
    ['its node has room', waitingPod('ErrImagePull'), node()],
    [
      'it has no node',
      waitingPod('ErrImagePull', 'x', ['spec.nodeName', undefined]),
      pressed('DiskPressure'),
    ],
  ])('says nothing when %s', (_, subject, worker) => {
    expect(findings(cause, [subject, worker])).toEqual([]);
  });
});
