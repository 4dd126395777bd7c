/**
 * What keeps a container from being made or started, by what the kubelet, containerd, CRI-O, Docker, runc, crun, gVisor and Kata
 * say. Each is the id of the cause that explains it; two are shared: `init-died` is a program's first process that ended without a
 * word, `unknown` what no row knows.
 */
export type StartProblem =
  | 'apparmor-profile-missing'
  | 'capability-unknown'
  | 'cgroup-failed'
  | 'config-map-missing'
  | 'config-not-synced'
  | 'container-name-conflict'
  | 'device-missing'
  | 'env-reference-invalid'
  | 'environment-too-large'
  | 'permission-denied-executable'
  | 'gpu-runtime-failed'
  | 'hostname-invalid'
  | 'image-gone-at-create'
  | 'interpreter-missing'
  | 'memory-limit-too-small-to-start'
  | 'missing-command'
  | 'mount-option-refused'
  | 'mount-point-wrong'
  | 'mount-source-broken'
  | 'node-limit-reached'
  | 'privileges-refused'
  | 'runs-as-root-refused'
  | 'runtime-failed'
  | 'runtime-timeout'
  | 'runtime-unavailable'
  | 'sandbox-lost'
  | 'seccomp-profile-missing'
  | 'secret-missing'
  | 'selinux-label-failed'
  | 'subpath-failed'
  | 'user-not-in-image'
  | 'volume-not-defined'
  | 'working-directory-missing'
  | 'wrong-architecture'
  | 'init-died'
  | 'unknown';

/** A problem and the words that tell it; a group names what it is about. */
export type Row = readonly [StartProblem, RegExp];
