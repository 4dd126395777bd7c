import { findings, pod } from '../../../testing';
import cause from './cause';

const rejected = (message: string) =>
  pod(
    ['spec.containers.0.resources', { limits: { 'nvidia.com/gpu': '1' } }],
    [
      'status',
      { phase: 'Failed', reason: 'UnexpectedAdmissionError', message },
    ],
  );

describe('rejected-device-unavailable', () => {
  it.each([
    [
      'Pod was rejected: Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0, which is unexpected',
      'too few nvidia.com/gpu are free (asked 1, free 0)',
    ],
    [
      'Update plugin resources failed due to no healthy devices present; cannot allocate unhealthy devices nvidia.com/gpu, which is unexpected.',
      'its nvidia.com/gpu is reported as unhealthy',
    ],
    [
      "Pod Allocate failed due to can't allocate unregistered device nvidia.com/gpu, which is unexpected",
      'device plugin for nvidia.com/gpu is not registered',
    ],
    [
      'Allocate failed due to cannot allocate unregistered device amd.com/gpu, which is unexpected',
      'for amd.com/gpu is not registered',
    ],
    [
      'Allocate failed due to rpc error: code = Unavailable desc = transport is closing, which is unexpected',
      'the device plugin for nvidia.com/gpu answered with an error',
    ],
    [
      'Pod Allocate failed due to device plugin GetPreferredAllocation rpc failed with err: rpc error: code = Unknown desc = Unable to retrieve list of available devices: error creating nvml.Device 5: nvml: GPU is lost, which is unexpected',
      'a device of nvidia.com/gpu there is broken',
    ],
    [
      'Allocate failed due to rpc error: code = Unknown desc = GPU has fallen off the bus (Xid 79), which is unexpected',
      'there is broken',
    ],
    [
      'Allocate failed due to device plugin GetPreferredAllocation rpc failed with err: rpc error: code = Unknown desc = error getting list of preferred allocation devices, which is unexpected',
      'answered with an error',
    ],
    [
      'Allocate failed due to pod "u" container "app" changed request for resource "nvidia.com/gpu" from 1 to 2, which is unexpected',
      'differs from what the node has on record',
    ],
    [
      'Pod Update plugin resources failed due to failed to write deviceplugin checkpoint file "kubelet_internal_checkpoint": write /var/lib/kubelet/device-plugins/.1: no space left on device, which is unexpected.',
      'could not write its record of devices',
    ],
    [
      'Allocate failed due to something new, which is unexpected',
      'could not be given',
    ],
  ])('reads %s', (message, words) => {
    expect(findings(cause, [rejected(message)])[0]?.what.en).toContain(words);
  });

  it.each([
    'Allocate failed due to not enough cpus available to satisfy request: requested=16, available=9, which is unexpected',
    'Allocate failed due to [memorymanager] failed to get the default NUMA affinity, no NUMA nodes with enough memory is available, which is unexpected',
    'Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: cpu, q: 100), ]',
  ])('is not %s', message => {
    expect(findings(cause, [rejected(message)])).toEqual([]);
  });

  it('has a node with a lost GPU closed', () => {
    const [found] = findings(cause, [
      rejected(
        'Allocate failed due to nvml.Device 5: nvml: GPU is lost, which',
      ),
    ]);
    expect(found?.why.en).toContain('“nvml.Device 5: nvml: GPU is lost”');
    expect(found?.steps.map(({ command }) => command)).toContain(
      'kubectl cordon worker',
    );
  });
});
