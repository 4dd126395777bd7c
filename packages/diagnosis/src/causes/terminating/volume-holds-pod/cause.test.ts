import type { Tweak } from '../../../testing';
import { ago, findings, node, pod } from '../../../testing';
import cause from './cause';

const due = (seconds: number): Tweak => [
  'metadata.deletionTimestamp',
  ago(seconds),
];
const ENDED: Tweak = [
  'status.containerStatuses.0.state',
  { terminated: { exitCode: 0, finishedAt: ago(620) } },
];
const CLAIM: Tweak = [
  'spec.volumes',
  [{ name: 'data', persistentVolumeClaim: { claimName: 'web-data' } }],
];

describe('volume-holds-pod', () => {
  it.each([
    [CLAIM, 'web-data'],
    [
      [
        'spec.volumes',
        [{ name: 'share', nfs: { server: 'nfs.example', path: '/a' } }],
      ],
      'share',
    ],
    [
      [
        'spec.volumes',
        [{ name: 'vault', csi: { driver: 'secrets-store.csi.k8s.io' } }],
      ],
      'vault',
    ],
    [['spec.volumes', [{ name: 'old', iscsi: { iqn: 'a' } }]], 'old'],
  ] as [Tweak, string][])('names the volume of %j', (volume, name) => {
    const [found] = findings(cause, [pod(due(600), ENDED, volume), node()]);
    expect(found?.what.en).toContain(`10 min ago; its containers have ended`);
    expect(found?.what.en).toContain(
      `most likely node “worker” cannot unmount “${name}”`,
    );
  });

  it.each([
    [
      'has only light volumes',
      [
        pod(due(600), ENDED, [
          'spec.volumes',
          [
            { name: 'a', emptyDir: {} },
            { name: 'b', secret: { secretName: 'x' } },
          ],
        ]),
      ],
    ],
    ['still runs', [pod(due(600), CLAIM)]],
    [
      'has a finalizer',
      [pod(due(600), ENDED, CLAIM, ['metadata.finalizers', ['a/b']])],
    ],
    ['is only just late', [pod(due(30), ENDED, CLAIM)]],
    ['is not deleted', [pod(ENDED, CLAIM)]],
    [
      'is on a silent node',
      [
        pod(due(600), ENDED, CLAIM),
        node(['status.conditions.0.status', 'Unknown']),
      ],
    ],
  ])('leaves a pod alone that %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
