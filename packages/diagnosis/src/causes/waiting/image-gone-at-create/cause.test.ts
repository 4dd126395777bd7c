import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'failed to resolve image "sha256:5bee": image not found',
    'no longer whole',
  ],
  [
    'containerd 1.7',
    'failed to get image from containerd "sha256:5bee": not found',
    'no longer whole',
  ],
  [
    'a layer',
    'failed to create containerd container: error unpacking image: failed to extract layer sha256:2b48: failed to get reader from content store: content digest sha256:9018: not found',
    'no longer whole',
  ],
  [
    'a snapshot',
    'failed to create containerd container: create snapshot: missing parent "k8s.io/2/sha256:500f" bucket: not found',
    'no longer whole',
  ],
  [
    'a snapshot’s files',
    'failed to create containerd container: failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/214/fs: no such file or directory',
    'no longer whole',
  ],
  [
    'Docker',
    'Error response from daemon: No such image: sha256:5bee',
    'no longer whole',
  ],
  [
    'CRI-O',
    'locating image with ID "5bee": image not known',
    'no longer whole',
  ],
  [
    'CRI-O, a layer',
    'error creating container storage: layer not known',
    'no longer whole',
  ],
  [
    'Docker, a layer',
    'Error response from daemon: layer does not exist',
    'no longer whole',
  ],
  [
    'an overlay',
    'failed to create containerd task: failed to create shim task: failed to mount rootfs component: no such file or directory: unknown',
    'no longer whole',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('image-gone-at-create', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a program',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "image-not-known": executable file not found in $PATH: unknown',
    ],
  ])('leaves %s to another cause', (_, message) => {
    expect(findings(cause, [failing(message)])).toEqual([]);
  });

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
