import type { Tweak } from '../../../testing';
import { findings, unscheduledPod } from '../../../testing';
import cause from './cause';

const SAYS =
  '0/3 nodes are available: 3 node(s) had volume node affinity conflict.';
const MOUNTS: Tweak = [
  'spec.volumes',
  [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
];
const CLAIM = {
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop', uid: 'claim' },
  spec: { volumeName: 'pv-1' },
  status: { phase: 'Bound' },
};
const volume = (spec: object, labels: object = {}) => ({
  kind: 'PersistentVolume',
  metadata: { name: 'pv-1', uid: 'pv', labels },
  spec,
  status: { phase: 'Bound' },
});
const terms = (key: string, ...values: string[]) => ({
  nodeAffinity: {
    required: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key, operator: 'In', values }] },
      ],
    },
  },
});

describe('unschedulable-volume-zone', () => {
  it.each([
    SAYS,
    "0/3 nodes are available: 3 node(s) didn't match PersistentVolume's node affinity.",
    '0/3 nodes are available: 3 node(s) had no available volume zone.',
    'No nodes are available that match all of the predicates: NoVolumeZoneConflict (3).',
    "0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity VolumeBinding] simultaneously.",
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('reads the zone from the volume', () => {
    const pv = volume(terms('topology.kubernetes.io/zone', 'a', 'b'));
    const [found] = findings(cause, [unscheduledPod(SAYS, MOUNTS), CLAIM, pv]);
    expect(found?.what.en).toContain(
      '“data” can only be used where topology.kubernetes.io/zone=a|b',
    );
    expect(found?.steps[0]?.command).toBe('kubectl describe pv pv-1');
  });

  it('reads the zone from the labels of older volumes', () => {
    const pv = volume({}, { 'failure-domain.beta.kubernetes.io/zone': 'a__b' });
    const [found] = findings(cause, [unscheduledPod(SAYS, MOUNTS), CLAIM, pv]);
    expect(found?.what.en).toContain('zone=a|b');
  });

  it('tells a node’s own disk from a zone', () => {
    const pv = volume({
      local: {},
      ...terms('kubernetes.io/hostname', 'node-3'),
    });
    const [found] = findings(cause, [unscheduledPod(SAYS, MOUNTS), CLAIM, pv]);
    expect(found?.why.en).toContain('own disk');
  });

  it('leaves the pod’s own node affinity to its cause', () => {
    const message =
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.";
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });

  it('sees that the pod’s own rule points elsewhere, and a class that is too early', () => {
    const pv = volume(terms('topology.kubernetes.io/zone', 'a'));
    const claim = {
      ...CLAIM,
      spec: { ...CLAIM.spec, storageClassName: 'ssd' },
    };
    const storage = {
      kind: 'StorageClass',
      metadata: { name: 'ssd', uid: 'class' },
      volumeBindingMode: 'Immediate',
    };
    const some =
      "0/10 nodes are available: 3 node(s) had volume node affinity conflict, 7 node(s) didn't match Pod's node affinity/selector.";
    const rule = (key: string, zone: string): Tweak => [
      'spec.nodeSelector',
      { [key]: zone },
    ];
    const why = (key: string, zone: string) =>
      findings(cause, [
        unscheduledPod(some, MOUNTS, rule(key, zone)),
        claim,
        pv,
        storage,
      ])[0]?.why.en;
    const beta = 'failure-domain.beta.kubernetes.io/zone';
    expect(why('topology.kubernetes.io/zone', 'b')).toContain('meet both');
    expect(why(beta, 'b')).toContain('meet both');
    expect(why(beta, 'a')).toContain('The other 7 nodes lack the labels');
    expect(why(beta, 'a')).toContain('“ssd” makes disks at once');
  });
});
