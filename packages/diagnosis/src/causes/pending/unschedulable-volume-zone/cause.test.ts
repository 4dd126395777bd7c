import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import {
  ago,
  event,
  findings,
  node,
  snapshot,
  unscheduledPod,
} from '../../../testing';
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

  it('tells that the autoscaler names a node that lies elsewhere', () => {
    const pv = volume(terms('topology.kubernetes.io/zone', 'a'));
    const at = (zone: string) =>
      node(
        ['metadata.name', 'worker'],
        ['metadata.creationTimestamp', ago(86400)],
        ['metadata.labels', { 'topology.kubernetes.io/zone': zone }],
      );
    const named = event(
      'Nominated',
      'Pod should schedule on worker',
      ['firstTimestamp', ago(600)],
      ['count', 6],
    );
    const waits = unscheduledPod(
      '0/6 nodes are available: 1 node(s) had volume node affinity conflict, 5 Insufficient cpu.',
      MOUNTS,
    );
    const roots = (...objects: unknown[]) =>
      diagnose(snapshot([waits, CLAIM, pv, named, ...objects])).found;
    const [found] = roots(at('b'));
    expect(found?.cause).toBe('unschedulable-volume-zone');
    expect(found?.why.en).toContain(
      'named node “worker” for the pod 6 times in 10 min; that node is there already and lies in “b”',
    );
    expect(roots(at('a'))[0]?.cause).toBe('unschedulable-resources');
  });

  it('tells a node’s own disk from a zone', () => {
    const pv = volume({
      local: {},
      ...terms('kubernetes.io/hostname', 'node-3'),
    });
    const [found] = findings(cause, [unscheduledPod(SAYS, MOUNTS), CLAIM, pv]);
    expect(found?.why.en).toContain('own disk');
  });

  const ZONE = 'topology.kubernetes.io/zone';
  const affinity = (...rules: object[]): Tweak => [
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution',
    {
      nodeSelectorTerms: rules.map(one => ({ matchExpressions: [one] })),
    } as never, // the helper's Json knows no object type
  ];
  const must = (key: string, operator: string, ...values: string[]) => ({
    key,
    operator,
    values,
  });
  const SILENT =
    "0/9 nodes are available: 6 node(s) didn't match Pod's node affinity/selector, 3 Insufficient cpu.";

  it.each([
    // The volume's label and zones, the pod's rule; whether no node can meet both.
    [ZONE, ['a'], affinity(must(ZONE, 'In', 'b')), true],
    [
      'topology.ebs.csi.aws.com/zone',
      ['a'],
      affinity(must(ZONE, 'In', 'b')),
      true,
    ],
    [
      'topology.gke.io/zone',
      ['a'],
      affinity(must(ZONE, 'NotIn', 'a', 'c')),
      true,
    ],
    [ZONE, ['a'], affinity(must(ZONE, 'In', 'b'), must(ZONE, 'In', 'c')), true],
    [
      ZONE,
      ['a'],
      affinity(must(ZONE, 'In', 'b'), must(ZONE, 'In', 'a')),
      false,
    ],
    [ZONE, ['a', 'b'], affinity(must(ZONE, 'In', 'b')), false],
    [ZONE, ['a'], affinity(must(ZONE, 'NotIn', 'b')), false],
    [ZONE, ['a'], affinity(must('disk', 'In', 'ssd')), false],
    // A disk of no zone.
    [
      'topology.disk.csi.azure.com/zone',
      [''],
      affinity(must(ZONE, 'In', '0')),
      false,
    ],
  ] as const)(
    'sees it though the scheduler does not come to it: %s %s',
    (...row) => {
      const [key, values, rule, clashes] = row;
      const pv = volume(terms(key, ...values));
      const objects = [unscheduledPod(SILENT, MOUNTS, rule), CLAIM, pv];
      const [found] = findings(cause, objects);
      expect(found !== undefined).toBe(clashes);
      if (!found) return;
      expect(found.what.en).toContain('No node can take the pod');
      expect(found.why.en).toContain('a new one as little');
      expect(found.beats).toContain('unschedulable-resources');
    },
  );

  it('sees two volumes that lie apart', () => {
    const second = {
      ...CLAIM,
      metadata: { ...CLAIM.metadata, name: 'log', uid: 'claim-2' },
      spec: { volumeName: 'pv-2' },
    };
    const two = unscheduledPod(SAYS, [
      'spec.volumes',
      ['data', 'log'].map(name => ({
        name,
        persistentVolumeClaim: { claimName: name },
      })),
    ]);
    const other = volume(terms(ZONE, 'b'));
    const [found] = findings(cause, [
      two,
      CLAIM,
      second,
      volume(terms(ZONE, 'a')),
      { ...other, metadata: { ...other.metadata, name: 'pv-2', uid: 'pv-2' } },
    ]);
    expect(found?.what.en).toContain('“data” can only be used where');
    expect(found?.what.en).toContain('“log”, which the pod mounts too, only');
  });

  it.each([
    [[], '1 node lies there (“node-3”), and it has no room'],
    [[['spec.unschedulable', true]], '(“node-3”): 1 cordoned'],
    [
      [['spec.taints', [{ key: 'gpu', effect: 'NoSchedule' }]]],
      '1 with a taint it does not tolerate',
    ],
    [[['metadata.labels', {}]], 'No node that is there lies in that place'],
  ] as const)(
    'tells what keeps it from the node with its disk: %j',
    (more, words) => {
      const pv = volume({
        local: {},
        ...terms('kubernetes.io/hostname', 'node-3'),
      });
      const home = node(
        ['metadata.name', 'node-3'],
        ['metadata.labels', { 'kubernetes.io/hostname': 'node-3' }],
        ...(more as readonly Tweak[]),
      );
      const objects = [unscheduledPod(SAYS, MOUNTS), CLAIM, pv, home];
      expect(findings(cause, objects)[0]?.why.en).toContain(words);
    },
  );

  it('sees that the pod asks for a label which the node with its disk lacks', () => {
    const pv = volume({
      local: {},
      ...terms('kubernetes.io/hostname', 'node-3'),
    });
    const home = node(
      ['metadata.name', 'node-3'],
      ['metadata.labels', { 'kubernetes.io/hostname': 'node-3' }],
    );
    const wants = unscheduledPod(SILENT, MOUNTS, [
      'spec.nodeSelector',
      { disk: 'ssd' },
    ]);
    const [found] = findings(cause, [wants, CLAIM, pv, home]);
    expect(found?.what.en).toContain('the pod’s own rules ask for disk=ssd');
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
