/**
 * What keeps a node from making a pod's sandbox, by what the kubelet, containerd, CRI-O, Docker, runc and the network plugins say.
 * Each is the id of the cause that explains it.
 */
export type SandboxProblem =
  | 'cni-agent-down'
  | 'cni-cannot-reach-api'
  | 'cni-failed'
  | 'cni-no-addresses'
  | 'cni-not-installed'
  | 'cni-unauthorized'
  | 'dra-not-prepared'
  | 'host-port-taken'
  | 'network-attachment-missing'
  | 'pause-image-not-pulled'
  | 'runtime-class-broken'
  | 'sandbox-node-exhausted'
  | 'sandbox-not-created'
  | 'sandbox-runtime-failed'
  | 'sandbox-timeout'
  | 'sysctl-not-applied'
  | 'user-namespace-refused';

type Row = readonly [SandboxProblem, RegExp];

/** A message is read up to here, in characters. */
const LONGEST = 8192;

/** The kubelet's own checks, and what a name could not hold: asked of every message. */
const FIRST: readonly Row[] = [
  // Two faults that other layers explain: a host name of over 64 letters, a memory limit that not even the sandbox fits in.
  [
    'sandbox-not-created',
    /FQDN \S{1,600} is too long|OOM-killed|limit too low/,
  ],
  [
    'user-namespace-refused',
    /\bhostUsers\b|UserNamespacesSupport|\buser ?namespaces?\b|\buserns\b|idmap|mapped mount|\b[ug]id_map|empty slot to allocate|noop process for unshare|the handler "" is not known/i,
  ],
  [
    'runtime-class-broken',
    /RuntimeClass|no runtime for |runtime ?handler|the handler "[^"]{1,253}" is not known|unknown runtime|invalid runtime name|binary not installed|(?:containerd-shim-(?!runc)[\w-]{1,63}|nvidia-container-runtime|kata-runtime|runsc)"?: (?:executable file )?(?:not found|no such file)/i,
  ],
  [
    'sandbox-node-exhausted',
    /no space left|too many open files|file table overflow|disk quota exceeded|cannot allocate memory|(?:fork|exec|clone|pthread_create|newosproc|thread)[^\n]{0,200}resource temporarily unavailable|OS thread|inotify|thin pool/i,
  ],
  [
    'pause-image-not-pulled',
    /sandbox image|pause image|infra(?:structure)? image|pause(?:-\w{1,10})?[:@]\w|pod-infrastructure|unpacking image|content digest/i,
  ],
];

/** What the network plugin says; the more certain come first. */
const NETWORK_ROWS: readonly Row[] = [
  [
    'cni-unauthorized',
    /connection is unauthorized|\bUnauthorized\b|is forbidden: User|x509:|must be logged in|provide credentials|tls: \w{1,20} certificate|(?:token|certificate)\b[^\n]{0,60}expired/,
  ],
  [
    'cni-no-addresses',
    /no (?:more |free |available )?(?:ips?|ip address(?:es)?|addresses|address pools)(?: (?:are |is |currently )?(?:available|left))|no (?:available|free|more) (?:ips?\b|ip |address)|no more free affine|assigned 0 out of|failed to assign an ip address|no pod ?cidr|pod ?cidr (?:is )?not (?:assigned|available|set)|not enough ips?\b|cidr ranges are exhausted|range is full|(?:ip|address|pool|cidr|subnet|range)[^\n]{0,60}exhausted|could not allocate ip in range|noavailableaddress|insufficient(?:free|cidr)|ipnotenough|pool is full|subnet is full/i,
  ],
  [
    'cni-cannot-reach-api',
    /https:\/\/[^\s"]{1,300}"?:? [^\n]{0,240}(?:timeout|timed out|refused|no route|unreachable|deadline exceeded|\bEOF\b|reset by peer|no such host|canceled|service unavailable)|dial tcp \S{1,80}:(?:443|6443|2379):|etcd cluster is unavailable|etcdserver:/i,
  ],
  [
    'network-attachment-missing',
    /network-attachment-definition|NetworkAttachmentDefinition|namespace isolation|parsePodNetwork/,
  ],
  [
    'cni-agent-down',
    /dial unix|dial tcp (?:127\.0\.0\.1|\[::1\]|localhost):\d|http:\/\/(?:127\.0\.0\.1|localhost|dummy|unix)\b|cilium api client timeout|connect to cilium|endpointid(?:toomanyrequests|failed|timeout)|synchronously regenerate|nodename: no such file|calico\/node container is running|subnet\.env|pod annotation|no address allocated|waiting for (?:annotations|ovs|pod annotation)|ovs-vsctl[^\n]{0,600}(?:signal: alarm|exit status|timed out)|readinessindicator|default network is ready|code = (?:unavailable|deadlineexceeded)|database connection failed|cns\b[^\n]{0,80}(?:refused|timeout)|deadline exceeded|timed out waiting/i,
  ],
  [
    'cni-no-addresses',
    /failed to (?:allocate|request|assign|reserve) [^\n]{0,40}(?:\bip\b|address|ipv[46])|failed to allocate pool|unable to allocate ip|allocated eni|assign address/i,
  ],
  [
    'cni-not-installed',
    /failed to find plugin "|(?:plugin|config) (?:not initialized|uninitialized)|no cni configuration file|no (?:valid )?networks found|network provider started|network plugin is not ready|NetworkPluginNotReady|network (?:is )?not ready|before CNI plugin was ready|reading CNI config|parsing configuration|\/cni\/bin\/[^\n]{0,80}(?:exec format error|permission denied|no such file)/i,
  ],
  [
    'host-port-taken',
    /host ?port|type="portmap"|port is already allocated|bind: address already in use/i,
  ],
  ['cni-failed', /(?:)/],
];

/** Says that a message is about the pod's network. */
const NETWORK =
  /network for (?:sandbox|pod)|network ?plugin|network (?:is )?not ready|network sandbox|\bCNI\b|type="[\w-]{1,63}"[^\n]{0,120} failed \(|netplugin|multus|hostport|port is already allocated/i;

/** What the runtime says otherwise. */
const RUNTIME_ROWS: readonly Row[] = [
  ['sysctl-not-applied', /\/proc\/sys\/|sysctl/],
  ['sandbox-runtime-failed', /cgroup|systemd|\bdbus\b|\bD-Bus\b/],
  [
    'sandbox-timeout',
    /deadline ?exceeded|operation timeout|timed? ?out|context canceled|RST_STREAM|name is reserved|reserv(?:e|ing) \w{0,8} ?name|pod sandbox with name "[^"]{0,300}" already exists|is already in use by container|requests that are timing out|code = Unavailable|transport is closing|connection error|docker daemon running|client connection is closing|connection is unavailable|from server: EOF/i,
  ],
  [
    'sandbox-runtime-failed',
    /OCI runtime|\brunc\b|\bcrun\b|\brunsc\b|\bkata\b|\bshim\b|containerd|conmon|sandbox container|container_linux|seccomp|apparmor|selinux|\bNRI\b|mount|overlay|snapshot|read-only file system|input\/output error|network namespace|netns|sandbox files|root directory|container spec|resolv\.conf|log directory|hcs|hns\b|daemon/i,
  ],
];

/**
 * The part of a message that says why: without the escapes of quoted errors, what was cleaned up afterwards, the request that
 * Multus repeats, and the pod's own name, which may hold any word.
 */
export function essence(message: string, podName: string = ''): string {
  let text = message
    .slice(0, LONGEST)
    .replace(/\\+(?=["'`])/g, '')
    // Every network namespace of containerd is named cni-…: that says nothing of the plugin.
    .replace(/netns\/[\w-]{1,80}/g, 'netns');
  const before = (end: number) => (end > 0 ? text.slice(0, end) : text);
  const told = text.lastIndexOf('ERRORED:');
  if (told > 0) {
    const request = text.search(/'?(?:&\{|ContainerID:)/);
    const head = request > 0 ? text.slice(0, request) : '';
    text = `${head}${text.slice(told)}`;
  }
  text = before(text.indexOf('StdinData:'));
  text = before(text.indexOf('failed to clean up sandbox container'));
  return podName === '' ? text : text.split(podName).join(' ');
}

/** What keeps the sandbox from being made, by an {@link essence}. Never undecided: what no row knows is `sandbox-not-created`. */
export function sandboxProblem(text: string): SandboxProblem {
  const ask = (rows: readonly Row[]) =>
    rows.find(([, pattern]) => pattern.test(text))?.[0];
  return (
    ask(FIRST) ??
    ask(NETWORK.test(text) ? NETWORK_ROWS : RUNTIME_ROWS) ??
    'sandbox-not-created'
  );
}

/** Names people know the plugins by. Longer words first, where one holds another. */
const PLUGINS: readonly (readonly [string, RegExp])[] = [
  ['AWS VPC CNI', /aws-cni|aws-node|add cmd: |vpc-bridge/i],
  ['Azure CNI', /azure/i],
  ['Kube-OVN', /kube-ovn|request ip return \d{3}/i],
  ['OVN-Kubernetes', /\bovn|ovs port/i],
  ['OpenShift SDN', /openshift-sdn/i],
  ['Cilium', /cilium/i],
  ['Calico', /calico|clusterinformation|affine block/i],
  ['Flannel', /flannel/i],
  ['Weave Net', /weave/i],
  ['Antrea', /antrea/i],
  ['kube-router', /kube-router|kuberouter/i],
  ['Terway', /terway|\/eni\/eni/i],
  ['Istio CNI', /istio-cni/i],
  ['Linkerd CNI', /linkerd-cni/i],
  ['SR-IOV', /sriov/i],
  ['Whereabouts', /whereabouts/i],
  ['Multus', /multus/i],
];

/** The network plugin that a message names: the best-known name, else the type in its configuration. */
export function pluginIn(text: string): string | undefined {
  const known = PLUGINS.find(([, pattern]) => pattern.test(text))?.[0];
  const [, type] =
    /(?:plugin type=|Delegate add - |failed to find plugin )"([\w.-]{1,63})"/.exec(
      text,
    ) ?? [];
  return known ?? type;
}
