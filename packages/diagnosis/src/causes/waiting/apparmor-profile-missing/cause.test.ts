import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'runc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: unable to apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/apparmor/exec: no such file or directory: unknown',
    'AppArmor',
  ],
  [
    'containerd',
    'failed to generate container "5bee" spec: failed to generate apparmor spec opts: apparmor profile not found k8s-nginx',
    'AppArmor',
  ],
  [
    'dockershim',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:495: container init caused: apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/exec: invalid argument: unknown',
    'AppArmor',
  ],
  ['no name', 'missing localhost apparmor profile name', 'AppArmor'],
  [
    'no tools',
    'failed to create containerd container: get apparmor_parser version: exec: "apparmor_parser": executable file not found in $PATH',
    'lacks the program apparmor_parser',
  ],
  [
    'no tools for the default profile',
    'failed to create containerd container: load apparmor profile /tmp/cri-containerd.apparmor.d1: parser error(""): exec: "apparmor_parser": executable file not found in $PATH',
    'lacks the program apparmor_parser',
  ],
  [
    'a profile that does not parse',
    'load apparmor profile /tmp/cri-containerd.apparmor.d1: parser error("AppArmor parser error in profile at line 3"): running apparmor_parser: exit status 1',
    'cannot be applied',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('apparmor-profile-missing', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'SELinux',
      "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: can't set process label: write /proc/thread-self/attr/exec: invalid argument: unknown",
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
