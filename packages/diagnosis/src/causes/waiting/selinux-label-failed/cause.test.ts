import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'relabel',
    'failed to generate container "5bee" spec: failed to generate spec: relabel "/var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/data" with "system_u:object_r:container_file_t:s0:c1,c2" failed: lsetxattr /var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/data: operation not supported',
    'SELinux label',
  ],
  [
    'keycreate',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: failed to set /proc/self/attr/keycreate on procfs: write /proc/self/attr/keycreate: invalid argument: unknown',
    'SELinux label',
  ],
  [
    'process label',
    "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: can't set process label: write /proc/thread-self/attr/exec: invalid argument: unknown",
    'SELinux label',
  ],
  [
    'options',
    'failed to init selinux options user:"" level:"c1": invalid level',
    'SELinux label',
  ],
  [
    'dockershim',
    "Error response from daemon: error setting label on mount source '/data': relabel failed: operation not supported",
    'SELinux label',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('selinux-label-failed', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'AppArmor',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to apply apparmor profile: write /proc/self/attr/apparmor/exec: no such file',
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
