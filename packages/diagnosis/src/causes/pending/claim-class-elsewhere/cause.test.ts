import {
  ALL_STORAGE,
  claim,
  claimReport,
  CLAIM_SUBJECT,
  findings,
  node,
  storageClass,
  unscheduledPod,
  WITH_CLAIM,
  type Json,
} from '../../../testing';
import unmatched from '../claim-no-matching-volume/cause';
import cause from './cause';

const NOT_FOUND =
  "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind.";
const limited = (key: string, ...values: string[]) =>
  storageClass(
    'fast',
    ['volumeBindingMode', 'WaitForFirstConsumer'],
    ['allowedTopologies', [{ matchLabelExpressions: [{ key, values }] }]],
  );
const nodes = (labels: { [name: string]: Json }) => [
  node(['metadata.labels', labels]),
  node(['metadata.name', 'worker-2'], ['metadata.labels', labels]),
];
const ZONE = 'topology.kubernetes.io/zone';
const judge = (message: string, ...objects: Json[]) =>
  findings(
    cause,
    [unscheduledPod(message, WITH_CLAIM), claim(), ...objects],
    ALL_STORAGE,
  );

describe('claim-class-elsewhere', () => {
  it('names the places and the nodes, for a class that waits for the pod', () => {
    const [found] = judge(
      NOT_FOUND,
      limited(ZONE, 'a', 'b'),
      ...nodes({ [ZONE]: 'c' }),
    );
    expect(found?.what.en).toContain(`“${ZONE}=a|b”`);
    expect(found?.why.en).toContain('None of the 2 nodes');
  });

  it('says of volumes made by hand nothing then', () => {
    const objects = [
      unscheduledPod(NOT_FOUND, WITH_CLAIM),
      claim(),
      limited(ZONE, 'a'),
    ];
    expect(findings(unmatched, objects, ALL_STORAGE)).toEqual([]);
  });

  it.each([
    'failed to provision volume with StorageClass "fast": error generating accessibility requirements: no available topology found',
    'failed to provision volume with StorageClass "fast": error generating accessibility requirements: no topology key found on any node',
  ])('believes a driver that finds no place: %s', message => {
    const objects = [
      claim(),
      claimReport('ProvisioningFailed', message),
      limited('kubernetes.io/hostname', 'lvm-1', 'lvm-2'),
      ...nodes({ 'kubernetes.io/hostname': 'n-1' }),
    ];
    const [found] = findings(cause, objects, CLAIM_SUBJECT);
    expect(found?.what.en).toContain('“kubernetes.io/hostname=lvm-1|lvm-2”');
  });

  it('says when no node has such a label at all', () => {
    const [found] = judge(
      NOT_FOUND,
      limited('topology.lvm.example/node', 'n-1'),
      ...nodes({ [ZONE]: 'c' }),
    );
    expect(found?.why.en).toContain('label topology.lvm.example/node at all');
  });

  it('counts the nodes that lie there and are ruled out otherwise', () => {
    const [found] = judge(
      "0/2 nodes are available: 1 Insufficient memory, 1 node(s) didn't find available persistent volumes to bind.",
      limited(ZONE, 'a'),
      node(['metadata.labels', { 'topology.gke.io/zone': 'a' }]),
      node(['metadata.name', 'worker-2'], ['metadata.labels', { [ZONE]: 'b' }]),
    );
    expect(found?.why.en).toContain('Of 2 nodes 1 lies there');
  });

  it.each<[string, Json[]]>([
    ['a class without places', [storageClass('fast')]],
    [
      'a class of volumes made by hand',
      [
        {
          ...limited(ZONE, 'a'),
          provisioner: 'kubernetes.io/no-provisioner',
        },
      ],
    ],
    [
      'terms without labels',
      [storageClass('fast', ['allowedTopologies', [{}]])],
    ],
  ])('is not told: %s', (_, objects) => {
    expect(judge(NOT_FOUND, ...objects, ...nodes({ [ZONE]: 'c' }))).toEqual([]);
  });

  it('does not take the words of a driver for it where a node lies there', () => {
    const objects = [
      claim(),
      claimReport('ProvisioningFailed', 'no available topology found'),
      limited(ZONE, 'a'),
      ...nodes({ [ZONE]: 'a' }),
    ];
    expect(findings(cause, objects, CLAIM_SUBJECT)).toEqual([]);
  });
});
