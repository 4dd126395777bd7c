import type { Tweak } from '../../../testing';
import {
  ago,
  ALL_STORAGE,
  boundClaim,
  event,
  findings,
  mountingPod,
} from '../../../testing';
import cause from './cause';

const NO_SANDBOX: Tweak = [
  'status.conditions',
  [{ type: 'PodReadyToStartContainers', status: 'False' }],
];

describe('volume-not-mounted-unexplained', () => {
  it.each([
    'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[storage kube-api-access-x]: timed out waiting for the condition',
    'Unable to attach or mount volumes: unmounted volumes=[kube-api-access-x storage], unattached volumes=[], failed to process volumes=[]: context deadline exceeded',
    'Unable to mount volumes for pod "web-1_shop(u)": timeout expired waiting for volumes to attach or mount for pod "shop"/"web-1". list of unmounted volumes=[storage]. list of unattached volumes=[storage default-token-x]',
  ])('says which volume is missing: %s', message => {
    const objects = [mountingPod(), event('FailedMount', message)];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toBe(
      'The pod has waited for 5 min on node “worker” for the volume “storage (data)”.',
    );
  });

  it('knows the silence of newer kubelets', () => {
    const scheduled = event('Scheduled', 'Successfully assigned', [
      'type',
      'Normal',
    ]);
    const objects = [mountingPod(NO_SANDBOX), boundClaim(), scheduled];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('probably');
  });

  it.each([
    ['a young pod', [mountingPod(NO_SANDBOX, ['status.startTime', ago(60)])]],
    [
      'a pod that pulls its image',
      [mountingPod(NO_SANDBOX), event('Pulling', 'Pulling image "x"')],
    ],
    [
      'a volume of which more is known',
      [
        mountingPod(NO_SANDBOX),
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "x" : secret "x" not found',
        ),
      ],
    ],
  ])('leaves %s alone', (_, objects) => {
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
