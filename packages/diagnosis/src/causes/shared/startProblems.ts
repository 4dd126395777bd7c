import { MOUNTING, MOUNTS } from './startMounts';
import { PROGRAMS } from './startPrograms';
import type { Row, StartProblem } from './startRow';

/** A message is read up to here, in characters. */
const LONGEST = 8192;

/** The kubelet's own checks before it asks the runtime (pkg/kubelet/kubelet_pods.go, kuberuntime). */
const CHECKS: readonly Row[] = [
  ['runs-as-root-refused', /runAsNonRoot and image|breaks non-root policy/],
  [
    'env-reference-invalid',
    /unsupported fieldPath|unsupported container resource|parse env file|FileKeyRef|environment variable key "|environment variable value can't contain null|invalid environment variable|setenv: invalid argument/,
  ],
  [
    'config-not-synced',
    /failed to sync (?:configmap|secret) cache|object "[^"]{1,253}"\/"[^"]{1,253}" not registered|services have not yet been read|no relationship found between node|propagate object cache|\b(?:secrets?|configmaps?) "[^"]{1,253}" is forbidden|\/namespaces\/[^/\s]{1,63}\/(?:configmaps|secrets)\//,
  ],
  [
    'config-map-missing',
    /\bconfigmaps? "([^"]{1,253})" not found|couldn't find key \S{1,253} in ConfigMap/,
  ],
  [
    'secret-missing',
    /\bsecrets? "([^"]{1,253})" not found|couldn't find key \S{1,253} in Secret/,
  ],
  [
    'subpath-failed',
    /subPath directory for|prepare subPath for|SubPath `|missing value for \S{1,253}$|volume-subpaths\/[^\s"]{1,400}"?: no such file/,
  ],
  [
    'volume-not-defined',
    /cannot find volume "([^"]{1,253})" to (?:mount|pass)/,
  ],
  ['mount-point-wrong', /error DevicePath `/],
  [
    'mount-option-refused',
    /is not a shared (?:or slave )?mount|recursive read-only|RROUnsupported|ImageVolumeMountFailed|image volume|failed to (?:mkdir|stat) "":/,
  ],
  ['seccomp-profile-missing', /localhostProfile must be set/],
  // The runtime's own helpers, which are not the container's program.
  ['apparmor-profile-missing', /missing localhost apparmor|apparmor_parser/],
  ['gpu-runtime-failed', /exec: "[^"]{0,200}nvidia-c(?:ontainer|tk)/],
  [
    'runtime-failed',
    /exec: "[^"]{0,200}\b(?:containerd-shim|runc|crun|runsc|conmon|kata-runtime)\b|failed to (?:create|start) shim(?: task)?: (?:rpc error: code = \w{1,20} desc = )?not found/,
  ],
  // What the Windows host makes before there is any program: its layers, its network, the container as such.
  [
    'runtime-failed',
    /CreateComputeSystem(?![^\n]{0,600}(?:does not match|paging file|insufficient|not enough))|attach namespace failed/,
  ],
  // The image's own /etc, read before there is a container (containerd with os.Root).
  ['user-not-in-image', /etc\/(?:passwd|group): path escapes from parent/],
  ['hostname-invalid', /hostname for pod "|FQDN \S{1,300} is too long/],
  // A volume over what the start itself needs (/, /dev, /etc/passwd), not a user or file that is missing.
  [
    'mount-point-wrong',
    /read \/etc\/(?:passwd|group): is a directory|\/dev\/null: (?:no such file|is a directory)|closing exec fds: open \/proc/,
  ],
];

/** Words that a name or a path could hold: asked only of what is left without those. */
const KEYWORDS: readonly Row[] = [
  [
    'gpu-runtime-failed',
    /nvidia-container|nvidia-ctk|\bnvml\b|CDI devices?:? nvidia|runtime(?: name)?:? nvidia|libcuda/i,
  ],
  [
    'memory-limit-too-small-to-start',
    /OOM-killed|minimum memory limit|memory limit \S{1,40} too (?:low|small)|memory\.(?:limit_in_bytes|max)\b.{0,200}(?:busy|invalid argument)/i,
  ],
  [
    'device-missing',
    /\bCDI\b|device plugin|PreStartContainer|device information|custom device|not a device node/,
  ],
  ['seccomp-profile-missing', /seccomp/i],
  ['apparmor-profile-missing', /apparmor/i],
  [
    'selinux-label-failed',
    /selinux|\brelabel|setxattr|process label|mount label|\/attr\/(?:keycreate|exec|fscreate)/i,
  ],
  ['capability-unknown', /(?:unknown|invalid) capabilit|invalid CapAdd/i],
  [
    'user-not-in-image',
    /unable to find (?:user|group)|no matching entries in|user string|no users found|invalid USER value|getpwnam|unable to get (?:user|group)|no such user/i,
  ],
  [
    'privileges-refused',
    /apply caps|bounding set|unmapped [ug]id|unable to setup user|no_new_privs|newuidmap|user namespaces?\b/,
  ],
  ['environment-too-large', /argument list too long/i],
  [
    'working-directory-missing',
    /chdir|working directory|set in config\.json failed/,
  ],
  ['runtime-failed', /text file busy/i],
  [
    'container-name-conflict',
    /reserve container name|name is reserved|reserving ctr name|already in use by container|name is already in use/,
  ],
  [
    'image-gone-at-create',
    /failed to (?:resolve|get) image|get image from containerd|no such image|image not known|unpacking image|missing parent|layer (?:does not exist|not known)|read-write layer|content store|rootfs component|overlay mount|failed to stat parent|content digest|snapshot \S{1,200} does not exist|unable to find image/i,
  ],
  [
    'sandbox-lost',
    /sandbox container|no running task found|find sandbox|sandbox was stopped|sandbox \S{1,100} (?:not found|is not running|does not exist)|non running container|\/proc\/\d{1,10}\/ns\//,
  ],
  [
    'init-died',
    /child's pid from pipe|init-p: |procReady|exec fifo|cannot start a (?:stopped process|container that has stopped)|exit status 29/,
  ],
  [
    'cgroup-failed',
    /cgroup|cpu\.cfs_|cpu\.max|cpuset|systemd|\bdbus\b|starting unit/i,
  ],
  [
    'node-limit-reached',
    /no space left|too many open files|resource temporarily unavailable|cannot allocate memory|create thread|inotify|disk quota exceeded|Thin Pool has|paging file is too small|insufficient (?:quota|system resources)|not enough (?:memory|storage|space)/i,
  ],
  [
    'runtime-unavailable',
    /code = Un(?:available|implemented)|client connection is closing|the docker daemon running|connection error: desc|\.sock\b|transport is closing|ttrpc: closed|from server: EOF/,
  ],
  [
    'runtime-timeout',
    /deadline ?exceeded|operation timeout|timed out|context canceled/i,
  ],
  [
    'runtime-failed',
    /running \S{0,20} ?hooks?\b|container loggers?|container log directory|open log file|\bNRI\b|start shim|created state|running exec setns|nsexec|retrieve OCI runtime error|read-only file system/,
  ],
  ['privileges-refused', /operation not permitted/i],
  // A shim that is no runc (Windows, Kata, gVisor, WebAssembly) answers in its own words.
  [
    'runtime-failed',
    /\bhcs::|hcsshim|\bHNS\b|\(os error \d{1,3}\)|failed to create shim(?: task)?: (?!OCI runtime)/,
  ],
];

/** A start that failed, in one word, and what the message names. */
export interface Recognised {
  readonly problem: StartProblem;
  /** The program, volume, config map … that the message names; empty when it names none. */
  readonly named: string;
}

/** The first row that knows the message. */
export function ask(
  rows: readonly Row[],
  message: string,
): Recognised | undefined {
  for (const [problem, pattern] of rows) {
    const match = pattern.exec(message);
    if (match) {
      const named = match.slice(1).find(group => group !== undefined);
      return { problem, named: named ?? '' };
    }
  }
  return undefined;
}

/** Docker before 2019 quoted each layer again: `caused \"exec: \\\"x\\\"…`. */
export function withoutEscapes(message: string): string {
  return message.slice(0, LONGEST).replace(/\\+(?=["'`])/g, '');
}

/** The message without quoted names, the node's own paths of pods and images, and the container's image. */
function withoutNames(message: string, image: string): string {
  const bare = image === '' ? message : message.split(image).join(' ');
  return bare
    .replace(/"[^"\s]{1,1000}"/g, '""')
    .split(/\s+/)
    .filter(
      word => !/\/(?:pods|overlay2?|rootfs|merged|snapshots)\//.test(word),
    )
    .join(' ');
}

/** What a runtime or the kubelet says of a start that failed. `unknown` when no row knows it. */
export function startProblem(message: string, image: string = ''): Recognised {
  const text = withoutEscapes(message);
  return (
    ask(CHECKS, text) ??
    (MOUNTING.test(text) ? ask(MOUNTS, text) : undefined) ??
    ask(PROGRAMS, text) ??
    ask(KEYWORDS, withoutNames(text, image)) ?? {
      problem: 'unknown',
      named: '',
    }
  );
}
