import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'failed to reserve container name "app_web-1_shop_pod-uid-1_0": name "app_web-1_shop_pod-uid-1_0" is reserved for "8f00"',
    'earlier try',
  ],
  [
    'containerd, later',
    'failed to reserve container name "app_web-1_shop_pod-uid-1_0"; check if another CreateContainer request is in progress: name "app_web-1_shop_pod-uid-1_0" is reserved for "8f00"',
    'earlier try',
  ],
  [
    'CRI-O',
    'Kubelet may be retrying requests that are timing out in CRI-O due to system load. Currently at stage container volume configuration: context deadline exceeded: error reserving ctr name k8s_app_web-1 for id 8f00: name is reserved',
    'earlier try',
  ],
  [
    'Docker',
    'Error response from daemon: Conflict. The container name "/k8s_app_web-1_shop_pod-uid-1_0" is already in use by container "8f00". You have to remove (or rename) that container to be able to reuse that name.',
    'earlier try',
  ],
  [
    'CRI-O, its storage',
    'error creating container storage: the container name "k8s_app_web-1_shop_1_0" is already in use by 8f00. You have to remove that container to be able to reuse that name: that name is already in use',
    'earlier try',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('container-name-conflict', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['a time-out alone', 'context deadline exceeded']])(
    'leaves %s to another cause',
    (_, message) => {
      expect(findings(cause, [failing(message)])).toEqual([]);
    },
  );

  it('says nothing once the container runs, or the pod is on its way out', () => {
    const [, message = ''] = WORDINGS[0] ?? [];
    const terminated = { reason: 'StartError', exitCode: 128, message };
    const status = containerStatus(['lastState', { terminated }]);
    const runs = pod(['status.containerStatuses.0', status]);
    expect(findings(cause, [runs])).toEqual([]);
    const leaving = {
      ...failing(message),
      metadata: { name: 'web-1', deletionTimestamp: '2026-01-15T12:00:10Z' },
    };
    expect(findings(cause, [leaving])).toEqual([]);
  });
});
