import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'failed to create containerd container: failed to generate user string: unable to find user node: no matching entries in passwd file',
    '“node”',
  ],
  [
    'runc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to setup user: unable to find user appuser: no matching entries in passwd file: unknown',
    '“appuser”',
  ],
  [
    'Docker',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: linux spec user: unable to find user www: no matching entries in passwd file',
    '“www”',
  ],
  [
    'a group',
    'Error response from daemon: unable to find group staff: no matching entries in group file',
    '“staff”',
  ],
  [
    'CRI-O',
    'setting user: unable to find user 1001x: no matching entries in passwd file',
    '“1001x”',
  ],
  [
    'a link out of the image',
    'failed to create containerd container: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount3452: openat etc/passwd: path escapes from parent',
    'cannot read “/etc/passwd” of its image',
  ],
  [
    'a link out of the image, groups',
    'failed to create containerd container: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount1: openat etc/group: path escapes from parent',
    'cannot read “/etc/group” of its image',
  ],
  [
    'nobody at all',
    'failed to create containerd container: mount callback failed: no users found',
    'cannot be made',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('user-not-in-image', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a directory in the place of passwd',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to setup user: unable to find user 0: read /etc/passwd: is a directory: unknown',
    ],
    [
      'an image that is missing',
      'failed to resolve image "registry.example/no-users-found:1": not found',
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
