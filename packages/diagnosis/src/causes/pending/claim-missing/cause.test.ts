import {
  ALL_STORAGE,
  boundClaim,
  claim,
  event,
  findings,
  mountingPod,
  owner,
  pod,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const told = (message: string) => [unscheduledPod(message, WITH_CLAIM)];

describe('claim-missing', () => {
  it.each([
    '0/3 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    '0/3 nodes are available: persistentvolumeclaim "data" not found. not found',
    '0/3 nodes are available: 3 persistentvolumeclaim "data" not found.',
    'persistentvolumeclaim "data" not found',
    'error while running "VolumeBinding" filter plugin for pod "web-1": could not find v1.PersistentVolumeClaim "shop/data"',
  ])('knows the scheduler’s words: %s', message => {
    const [found] = findings(cause, told(message), ALL_STORAGE);
    expect(found?.what.en).toContain(
      'its claim “data” (PersistentVolumeClaim) does not exist in namespace “shop”',
    );
  });

  it('reads the kubelet’s words for a pod that was given its node by hand', () => {
    const why =
      'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: error processing PVC shop/data: failed to fetch PVC from API server: persistentvolumeclaims "data" not found';
    const objects = [mountingPod(), event('FailedMount', why, ['count', 5])];
    expect(findings(cause, objects, ALL_STORAGE)).toHaveLength(1);
  });

  it('names the nearest claim that other pods use, and a StatefulSet’s way out', () => {
    const other = pod(
      ['metadata.name', 'web-2'],
      ['metadata.uid', 'pod-uid-2'],
      ['spec.volumes', [{ persistentVolumeClaim: { claimName: 'date' } }]],
    );
    const set = owner('apps/v1', 'StatefulSet', 'web');
    const [found] = findings(
      cause,
      [
        unscheduledPod('persistentvolumeclaim "data" not found', WITH_CLAIM, [
          'metadata.ownerReferences',
          [set],
        ]),
        other,
      ],
      ALL_STORAGE,
    );
    expect(found?.why.en).toContain('Did you mean “date”?');
    expect(found?.steps[2]?.command).toBe('kubectl -n shop delete pod web-1');
  });

  it.each([
    ['another claim', told('persistentvolumeclaim "other" not found')],
    [
      'a claim that is only unbound',
      [...told('pod has unbound immediate PersistentVolumeClaims'), claim()],
    ],
    ['a running pod', [pod(WITH_CLAIM)]],
    [
      'a pod that got its node since',
      [
        mountingPod(),
        boundClaim(),
        event('FailedScheduling', 'persistentvolumeclaim "data" not found'),
      ],
    ],
    [
      'a pod on its way out',
      [
        unscheduledPod('persistentvolumeclaim "data" not found', WITH_CLAIM, [
          'metadata.deletionTimestamp',
          '2026-01-15T12:00:10Z',
        ]),
      ],
    ],
  ])('leaves %s alone', (_, objects) => {
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });

  it('says that a Helm hook runs before the claims of its chart', () => {
    const [found] = findings(
      cause,
      [
        unscheduledPod('persistentvolumeclaim "data" not found', WITH_CLAIM, [
          'metadata.annotations',
          { 'helm.sh/hook': 'pre-upgrade' },
        ]),
      ],
      ALL_STORAGE,
    );
    expect(found?.why.en).toMatch(/^The pod is a Helm hook/);
    expect(found?.steps[0]?.text.en).toMatch(/^Make the claim “data” a hook/);
  });
});
