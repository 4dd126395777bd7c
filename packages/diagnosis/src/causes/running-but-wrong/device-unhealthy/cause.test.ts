import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, crashingPod, findings, pod, snapshot } from '../../../testing';
import cause from './cause';

const device = (health: string, message?: string): Tweak => [
  'status.containerStatuses.0.allocatedResourcesStatus',
  [
    {
      name: 'example.com/gpu',
      resources: [
        { resourceID: 'gpu-0', health: 'Healthy' },
        { resourceID: 'gpu-1', health, ...(message && { message }) },
      ],
    },
  ],
];

describe('device-unhealthy', () => {
  it('names resource, device, node and what the driver says', () => {
    const [found] = findings(cause, [pod(device('Unhealthy', 'ECC errors'))]);
    expect(found?.what.en).toBe(
      '1 device of container “app” (example.com/gpu: gpu-1) on node “worker” is reported unhealthy.',
    );
    expect(found?.why.en).toContain('“ECC errors”');
  });

  it('is told of a pod that is ready, and goes before a crash', () => {
    expect(diagnose(snapshot([pod(device('Unhealthy'))])).found).toHaveLength(
      1,
    );
    const { found } = diagnose(
      snapshot([crashingPod({ exitCode: 139 }, device('Unhealthy'))]),
    );
    expect(found.map(one => one.cause)).toEqual(['device-unhealthy']);
  });

  it.each([
    ['healthy', pod(device('Healthy'))],
    ['of unknown health', pod(device('Unknown'))],
    [
      'of a pod that is over',
      pod(device('Unhealthy'), ['status.phase', 'Succeeded']),
    ],
    [
      'of a pod on its way out',
      pod(device('Unhealthy'), ['metadata.deletionTimestamp', ago(5)]),
    ],
  ])('leaves a device alone that is %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});
