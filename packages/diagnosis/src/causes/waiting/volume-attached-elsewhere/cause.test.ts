import {
  ago,
  ALL_STORAGE,
  attachment,
  boundClaim,
  deployment,
  event,
  findings,
  mountingPod,
  node,
  pod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const USED =
  'Multi-Attach error for volume "pv-1" Volume is already used by pod(s) web-0';
const multi = (message: string) => event('FailedAttachVolume', message);
const holder = pod(
  ['metadata.name', 'web-0'],
  ['metadata.uid', 'pod-uid-0'],
  ['spec.nodeName', 'worker-2'],
  WITH_CLAIM,
);
const judge = (...objects: object[]) =>
  findings(cause, [mountingPod(), boundClaim(), ...objects], ALL_STORAGE);

describe('volume-attached-elsewhere', () => {
  it('names pod and node that hold the volume', () => {
    const [found] = judge(multi(USED), holder);
    expect(found?.what.en).toBe(
      'The pod cannot start: the volume of claim “data” (“pv-1”) is held by pod “web-0” on node “worker-2” and can be attached to one node at a time.',
    );
    expect(found?.why.en).toContain('ReadWriteOnce');
  });

  it('says so when the node that holds it is lost', () => {
    const [found] = judge(
      multi(
        'Multi-Attach error for volume "pv-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      ),
      attachment(['spec.nodeName', 'worker-2'], ['status.attached', true]),
      node(
        ['metadata.name', 'worker-2'],
        ['status.conditions.0.status', 'Unknown'],
      ),
    );
    expect(found?.what.en).toContain('on node “worker-2”');
    expect(found?.why.en).toContain('about six minutes');
  });

  it('knows a Deployment that rolls', () => {
    const owned = mountingPod([
      'metadata.ownerReferences',
      [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
          uid: 'deployment-uid-1',
          controller: true,
        },
      ],
    ]);
    const objects = [owned, boundClaim(), multi(USED), holder, deployment()];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.why.en).toContain('RollingUpdate');
  });

  it('knows the clouds’ own words', () => {
    const [found] = judge(
      multi(
        'AttachVolume.Attach failed for volume "pv-1" : rpc error: code = Internal desc = VolumeInUse: vol-1 is already attached to an instance',
      ),
    );
    expect(found?.what.en).toContain('on another node');
  });

  it.each([
    [
      'rpc error: code = Internal desc = volume pvc-1 failed to attach to node worker with attachmentID csi-1: the volume is currently attached to different node node04',
      'node04',
    ],
    [
      'googleapi: Error 400: The disk resource ‘projects/p/zones/z/disks/d’ is already being used by ‘projects/p/zones/z/instances/node1’',
      'node1',
    ],
    [
      "googleapi: Error 400: RESOURCE_IN_USE_BY_ANOTHER_RESOURCE: The disk resource 'projects/p/zones/z/disks/d' is already being used by 'projects/p/zones/z/instances/gke-pool-1'",
      'gke-pool-1',
    ],
    [
      'disk(/subscriptions/s/disks/d) already attached to node(/subscriptions/s/virtualMachines/aks-1), could not be attached to node(worker)',
      'aks-1',
    ],
    ['disk 0a1b is attached to a different instance (7f3c-11)', '7f3c-11'],
  ])('reads the holder from: %s', (why, machine) => {
    const [found] = judge(
      multi(`AttachVolume.Attach failed for volume "pv-1" : ${why}`),
    );
    expect(found?.what.en).toContain(`is held on node “${machine}”`);
    expect(found?.steps.map(({ text }) => text.en).join()).toContain(
      `detach it from node “${machine}”`,
    );
  });

  it.each([
    ['Volume pvc-1 still mounted on node x1002', 'x1002'],
    ['volume pvc-1 is already mounted on node "n7"', 'n7'],
    ['volume pv-1 is still attached to node node-b', 'node-b'],
    ['disk pv-1 is being used by node-c', 'node-c'],
    ['volume is currently published to another node node-d', 'node-d'],
  ])('reads the holder from who mounts: %s', (why, machine) => {
    const [found] = judge(
      event(
        'FailedMount',
        `MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = ${why}`,
      ),
    );
    expect(found?.what.en).toContain(`is held on node “${machine}”`);
    expect(found?.steps[0]?.command).toContain(`nodeName=${machine}`);
  });

  it.each([
    '/dev/sdb already mounted or mount point busy',
    '/dev/sdb is already mounted on /var/lib/kubelet/plugins/a/globalmount',
    'device /dev/sdb is being used by multipathd',
    'volume pv-1 is already attached to node worker',
  ])('leaves what is in use on the same node: %s', why => {
    const message = `MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = ${why}`;
    expect(judge(event('FailedMount', message))).toEqual([]);
  });

  it('is only a warning for a pod that has just been placed', () => {
    const young = mountingPod(['status.startTime', ago(20)]);
    const objects = [young, boundClaim(), multi(USED), holder];
    expect(findings(cause, objects, ALL_STORAGE)[0]?.severity).toBe('warning');
  });

  it('goes by the pods when the events are gone', () => {
    const missing = { events: 'expired' } as const;
    const options = { ...ALL_STORAGE, missing };
    const objects = [mountingPod(), boundClaim(), holder];
    expect(findings(cause, objects, options)).toHaveLength(1);
    expect(() =>
      findings(cause, [mountingPod(), boundClaim()], options),
    ).toThrow('unchecked: events expired');
  });

  it('leaves a volume alone that was attached since', () => {
    const done = event(
      'SuccessfulAttachVolume',
      'AttachVolume.Attach succeeded for volume "pv-1" ',
      ['lastTimestamp', ago(5)],
    );
    expect(judge(multi(USED), done)).toEqual([]);
  });
});
