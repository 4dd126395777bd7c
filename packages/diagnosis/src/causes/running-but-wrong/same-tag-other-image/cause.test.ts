import type { Tweak } from '../../../testing';
import { findings, node, owner, pod } from '../../../testing';
import cause from './cause';

const OWNED: Tweak = [
  'metadata.ownerReferences',
  [owner('apps/v1', 'ReplicaSet', 'web-5d')],
];
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function replica(name: string, imageID: string, ...tweaks: Tweak[]) {
  return pod(
    OWNED,
    ['metadata.name', name],
    ['metadata.uid', name],
    ['status.containerStatuses.0.imageID', imageID],
    ...tweaks,
  );
}

const first = replica('web-1', `registry.example/web@${digest('a')}`);
const subject = { kind: 'Pod', namespace: 'shop', name: 'web-1' };
const found = (...others: ReturnType<typeof pod>[]) =>
  findings(cause, [node(), first, ...others], { subject });

it('tells that a tag was pushed anew', () => {
  const [finding] = found(
    replica('web-2', `registry.example/web@${digest('b')}`),
  );
  expect(finding?.what.en).toBe(
    'Of 2 pods that ask for “registry.example/web:1.0”, 1 run another content than this one, such as “web-2”.',
  );
});

it.each([
  [
    'the same content under another name',
    `mirror.example/web@${digest('a')}`,
    [],
  ],
  ['an image without a digest', 'docker://abc', []],
  [
    'a pod on its way out',
    `registry.example/web@${digest('b')}`,
    [['metadata.deletionTimestamp', '2026-01-15T12:00:00Z']],
  ],
  [
    'a pod of another release',
    `registry.example/web@${digest('b')}`,
    [['spec.containers.0.image', 'registry.example/web:2.0']],
  ],
  [
    'a pod on a node that is not known',
    `registry.example/web@${digest('b')}`,
    [['spec.nodeName', 'elsewhere']],
  ],
] satisfies [string, string, Tweak[]][])(
  'leaves %s alone',
  (_, imageID, tweaks) => {
    expect(found(replica('web-2', imageID, ...tweaks))).toEqual([]);
  },
);

it('leaves another platform alone', () => {
  const other = node(
    ['metadata.name', 'arm'],
    ['status.nodeInfo.architecture', 'arm64'],
  );
  const there = replica('web-2', `registry.example/web@${digest('b')}`, [
    'spec.nodeName',
    'arm',
  ]);
  expect(found(other, there)).toEqual([]);
});
