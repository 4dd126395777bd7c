import type { SandboxProblem } from './sandboxProblems';
import { essence, pluginIn, sandboxProblem } from './sandboxProblems';

const CONTAINERD =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "2f1c": ';
const DOCKER =
  'Failed create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container "928c" network for pod "web-1": networkPlugin cni failed to set up pod "web-1_shop" network: ';
const CRIO =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create pod network sandbox k8s_web-1_shop_71b1-11e9_0(7993b3): error adding pod shop_web-1 to CNI network "multus-cni-network": plugin type="multus" name="multus-cni-network" failed (add): ';
const PLAIN = 'Failed to create pod sandbox: rpc error: code = Unknown desc = ';
const TASK = `${PLAIN}failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: `;

const WORDS: Readonly<Partial<Record<SandboxProblem, readonly string[]>>> = {
  'cni-no-addresses': [
    `${CONTAINERD}plugin type="calico" failed (add): network: no podCidr for node worker-1`,
    `${CONTAINERD}plugin type="aws-cni" name="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unknown desc = failed to assign an IP address`,
    `${CONTAINERD}plugin type="spiderpool" failed (add): [POST /ipam/ip][500] postIpamIpFailure failed to allocate IP addresses in standard mode: no available IPv4 default IPPool`,
    `${CONTAINERD}plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254`,
    `${CONTAINERD}plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container`,
    `(combined from similar events): ${DOCKER}add cmd: failed to assign an IP address to container`,
    `${DOCKER}failed to request 1 IPv4 addresses. IPAM allocated only 0`,
    `${CONTAINERD}plugin type="calico" failed (add): failed to request IPv4 addresses: Assigned 0 out of 1 requested IPv4 addresses; No more free affine blocks and strict affinity enabled`,
    `${CONTAINERD}plugin type="cilium-cni" name="cilium" failed (add): unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure "all CIDR ranges are exhausted"`,
    `${CONTAINERD}plugin type="cilium-cni" failed (add): unable to allocate IP via local cilium agent: [POST /ipam][502] postIpamFailure No more IPs available`,
    `${DOCKER}Failed to allocate pool: Failed to delegate: Failed to allocate address: No available addresses`,
    `${DOCKER}Failed to allocate pool: Failed to delegate: Failed to allocate pool: No available address pools`,
    `${CONTAINERD}plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS with error: %w: AllocateIPConfig failed: not enough IPs available for 9c6a, waiting on Azure CNS to allocate more with NC Status: , IP config request is [IPConfigRequest]`,
    `${CRIO}[shop/web-1/1f:macvlan-conf]: error adding container to network "macvlan-conf": Could not allocate IP in range: ip: 192.168.2.225 / - 192.168.2.230 / range: 192.168.2.224/28`,
  ],
  'cni-agent-down': [
    `${CRIO}[shop/web-1:ovn-kubernetes]: CNI request failed with status 400: failed to configure pod interface: timed out waiting for OVS port binding (ovn-installed)`,
    `${CONTAINERD}plugin type="ovn-k8s-cni-overlay" name="ovn-kubernetes" failed (add): failed to run ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (No such file or directory)`,
    `${CONTAINERD}plugin type="aws-cni" name="aws-cni" failed (add): add cmd: Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 127.0.0.1:50051: connect: connection refused"`,
    `${CONTAINERD}plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/`,
    `${CONTAINERD}plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory`,
    `${CONTAINERD}plugin type="cilium-cni" failed (add): unable to create endpoint: Cilium API client timeout exceeded`,
    `${CONTAINERD}plugin type="cilium-cni" name="cilium" failed (add): Unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests`,
    `${DOCKER}open /run/flannel/subnet.env: no such file or directory`,
    `${CONTAINERD}plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory`,
    `${DOCKER}unable to allocate IP address: Post http://127.0.0.1:6784/ip/3d4: dial tcp 127.0.0.1:6784: connect: connection refused`,
    `${CRIO}[shop/web-1:ovn-kubernetes]: error adding container to network "ovn-kubernetes": CNI request failed with status 400: '[shop/web-1 a4b8] failed to get pod annotation: timed out waiting for annotations: context deadline exceeded`,
    `${CRIO}[shop/web-1:openshift-sdn]: error adding container to network "openshift-sdn": failed to send CNI request: Post "http://dummy/": dial unix /var/run/openshift-sdn/cniserver/socket: connect: connection refused`,
    `${CRIO}Multus: [shop/web-1]: have you checked that your default network is ready? still waiting for readinessindicatorfile @ /var/run/multus/cni/net.d/10-ovn-kubernetes.conf. pollimmediate error: timed out waiting for the condition`,
    `${CONTAINERD}plugin type="antrea" failed (add): rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /var/run/antrea/cni.sock: connect: no such file or directory"`,
    `${CONTAINERD}plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: http request failed: Post "http://localhost:10090/network/requestipconfigs": dial tcp 127.0.0.1:10090: connect: connection refused`,
    `${CONTAINERD}plugin type="kube-ovn" failed (add): RPC failed; request ip return 500 no address allocated to pod shop/web-1 provider ovn, please see kube-ovn-controller logs to find errors`,
  ],
  'cni-unauthorized': [
    `${CONTAINERD}plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized`,
    `${CRIO}Multus: [shop/web-1/1f]: error waiting for pod: Unauthorized`,
    `${CONTAINERD}plugin type="calico" failed (add): error getting ClusterInformation: Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "kubernetes")`,
    `${CONTAINERD}plugin type="multus" name="multus-cni-network" failed (add): Multus: [shop/web-1]: error getting pod: pods "web-1" is forbidden: User "system:serviceaccount:kube-system:multus" cannot get resource "pods" in API group "" in the namespace "shop"`,
  ],
  'cni-cannot-reach-api': [
    `${DOCKER}Get https://[10.233.0.1]:443/api/v1/namespaces/default: dial tcp 10.233.0.1:443: i/o timeout`,
    `${CONTAINERD}plugin type="calico" failed (add): error getting ClusterInformation: Get "https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default": dial tcp 10.96.0.1:443: connect: connection refused`,
    `${CRIO}Multus: [shop/web-1]: error getting pod: Get "https://[172.30.0.1]:443/api/v1/namespaces/shop/pods/web-1?timeout=1m0s": dial tcp 172.30.0.1:443: connect: no route to host`,
    `${DOCKER}client: etcd cluster is unavailable or misconfigured; error #0: dial tcp 10.0.0.5:2379: i/o timeout`,
  ],
  'network-attachment-missing': [
    `${CONTAINERD}plugin type="multus" name="multus-cni-network" failed (add): Multus: [shop/web-1/1f]: error loading k8s delegates k8s args: TryLoadPodDelegates: error in getting k8s network for pod: GetNetworkDelegates: failed getting the delegate: getKubernetesDelegate: cannot find a network-attachment-definition (storage-net) in namespace (shop): network-attachment-definitions.k8s.cni.cncf.io "storage-net" not found`,
    `${CRIO}Multus: [shop/web-1]: GetNetworkDelegates: namespace isolation enabled, annotation violates permission, pod is in namespace shop but refers to target namespace infra`,
  ],
  'cni-not-installed': [
    `${CONTAINERD}plugin type="bridge" failed (add): failed to find plugin "bridge" in path [/opt/cni/bin]`,
    `${PLAIN}failed to setup network for sandbox "a": cni plugin not initialized`,
    `${DOCKER}cni config uninitialized`,
    `${PLAIN}failed to create pod network sandbox k8s_web_1(1): No CNI configuration file in /etc/cni/net.d/. Has your network provider started?`,
    `${CRIO}[shop/web-1]: error loading k8s delegates k8s args: GetCNIConfig: err in GetCNIConfigFromFile: No networks found in /host/etc/cni/net.d`,
    `${PLAIN}failed to create pod network sandbox k8s_web_1(1): server shutdown before CNI plugin was ready: context canceled`,
    'network is not ready: runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized',
  ],
  'host-port-taken': [
    `${PLAIN}failed to add hostport mapping for sandbox k8s_web_1(7993): cannot open hostport 50051 for pod k8s_web_1: listen tcp :50051: bind: address already in use`,
    `${PLAIN}failed to start sandbox container for pod "web-1": Error response from daemon: driver failed programming external connectivity on endpoint k8s_POD: Bind for 0.0.0.0:8080 failed: port is already allocated`,
    `${CONTAINERD}plugin type="portmap" failed (add): unable to create chain CNI-HOSTPORT-SETMARK: failed to list chains: running [/usr/sbin/iptables -t nat -S --wait]: exit status 1`,
  ],
  'cni-failed': [
    `${CONTAINERD}get cni namespace options: reading pod bandwidth annotations: resource is unreasonably small (< 1kbit)`,
    `${DOCKER}netplugin failed with no error message: signal: killed`,
    `${CONTAINERD}plugin type="bridge" failed (add): failed to set bridge addr: "cni0" already has an IP address different from 10.244.2.1/24`,
    `${CONTAINERD}plugin type="macvlan" failed (add): failed to lookup master "eth1": Link not found`,
    `${DOCKER}unexpected end of JSON input`,
    `${CONTAINERD}plugin type="istio-cni" failed (add): netplugin failed: "panic: boom"`,
  ],
  'runtime-class-broken': [
    `${TASK}unable to retrieve OCI runtime error: fork/exec /usr/bin/nvidia-container-runtime: no such file or directory: unknown`,
    `${PLAIN}failed to get sandbox runtime: no runtime for "kata" is configured`,
    `${PLAIN}unable to get OCI runtime for sandbox "a": no runtime for "nvidia" is configured`,
    `${PLAIN}failed to find runtime handler kata from runtime list map[runc:0xc0003a]`,
    'Failed to create pod sandbox: rpc error: code = Unknown desc = RuntimeHandler "gvisor" not supported',
    'Failed to create pod sandbox: failed to lookup RuntimeClass kata: runtimeclass.node.k8s.io "kata" not found',
    `${PLAIN}failed to create containerd task: failed to start shim: failed to resolve runtime path: runtime "io.containerd.kata.v2" binary not installed "containerd-shim-kata-v2": file does not exist: unknown`,
    `${PLAIN}Error response from daemon: Unknown runtime specified nvidia`,
  ],
  'user-namespace-refused': [
    "Failed to create pod sandbox: can't set `spec.hostUsers: false`, runtime does not support user namespaces",
    'Failed to create pod sandbox: the handler "" is not known',
    `Failed to create pod sandbox: the feature gate "UserNamespacesSupport" is disabled: can't set spec.HostUsers`,
    'Failed to create pod sandbox: could not find an empty slot to allocate a user namespace',
    `${PLAIN}failed to create network namespace for sandbox "0752": failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device`,
    `${PLAIN}failed to mount container k8s_POD_web: create mapped mount for "/var/lib/containers/storage/overlay": invalid argument`,
  ],
  'sysctl-not-applied': [
    `${TASK}unable to start container process: error during container init: write /proc/sys/net/ipv4/ip_local_port_range: invalid argument: unknown`,
    `${TASK}unable to start container process: error during container init: open /proc/sys/net/ipv4/tcp_foo: no such file or directory: unknown`,
    `${PLAIN}failed to create containerd task: OCI runtime create failed: container_linux.go:318: starting container process caused "process_linux.go:281: applying cgroup caused sysctl "net.core.somaxconn" is not in a separate kernel namespace"`,
  ],
  'pause-image-not-pulled': [
    `${PLAIN}failed to create containerd container: error unpacking image: failed to extract layer sha256:961e: failed to get reader from content store: content digest sha256:019d: not found`,
    `${PLAIN}failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.9": dial tcp: lookup registry.k8s.io: i/o timeout`,
    `${PLAIN}failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled while waiting for connection`,
    `${PLAIN}creating pod sandbox with name "k8s_web_1": initializing source docker://registry.k8s.io/pause:3.9: pinging container registry registry.k8s.io: connection refused`,
  ],
  'sandbox-node-exhausted': [
    `${PLAIN}failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image: write /var/lib/containerd/a: no space left on device`,
    'Failed to create pod sandbox: mkdir /var/log/pods/shop_web-1_71b1: no space left on device',
    `${TASK}unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1: no space left on device`,
    'unable to ensure pod container exists: failed to create container for [kubepods burstable pod1] : mkdir /sys/fs/cgroup/memory/kubepods/pod1: no space left on device',
    `${PLAIN}failed to create containerd task: failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable`,
    `${PLAIN}failed to create fsnotify watcher: too many open files`,
    `${TASK}unable to join session keyring: unable to create session key: disk quota exceeded: unknown`,
  ],
  'sandbox-timeout': [
    `${PLAIN}failed to create a sandbox for pod "web-1": Error response from daemon: grpc: the connection is unavailable`,
    'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    `${PLAIN}operation timeout: context deadline exceeded`,
    `${PLAIN}failed to reserve sandbox name "web-1_shop_71b1_0": name "web-1_shop_71b1_0" is reserved for "9b2e"`,
    `${PLAIN}pod sandbox with name "k8s_web-1_shop_71b1_0" already exists`,
    `${PLAIN}Kubelet may be retrying requests that are timing out in CRI-O due to system load. Currently at stage sandbox shm creation: context deadline exceeded: error reserving pod name k8s_web-1: name is reserved`,
    'Failed to create pod sandbox: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
    `${PLAIN}Conflict. The container name "/k8s_POD_web-1_shop_71b1_0" is already in use by container "e5b3".`,
    'Unable to get pod sandbox status: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ],
  'sandbox-runtime-failed': [
    `${TASK}unable to start container process: error during container init: exec: "/pause": stat /pause: no such file or directory: unknown`,
    `${TASK}expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/burstable/pod1/a" instead: unknown`,
    `${PLAIN}failed to create containerd task: failed to create shim: not found`,
    `${TASK}unable to apply cgroup configuration: unable to start unit "cri-containerd-a.scope": Message recipient disconnected from message bus without replying`,
    'Failed to create pod sandbox: open /run/systemd/resolve/resolv.conf: no such file or directory',
    `${PLAIN}failed to create network namespace for sandbox "a": open /var/run/netns/cni-12ab: permission denied`,
    `${PLAIN}failed to create sandbox root directory "/var/lib/containerd/io": read-only file system`,
    `${PLAIN}NRI RunPodSandbox failed: plugin refused`,
    `${PLAIN}failed to create containerd task: failed to create shim task: Establishing a D-Bus connection: No such file or directory (os error 2)`,
    `${PLAIN}failed to create containerd task: hcs::CreateComputeSystem 9a3f: The container operating system does not match the host operating system.: unknown`,
  ],
  'sandbox-not-created': [
    'Failed to create pod sandbox: Failed to construct FQDN from Pod hostname and cluster domain, FQDN web-1.svc.cluster.local is too long (64 characters is the max, 70 characters requested)',
    `${TASK}unable to start container process: container init was OOM-killed (memory limit too low?): unknown`,
    `${PLAIN}failed to parse sandbox DNSConfig: too many searches`,
    'Failed to create pod sandbox: the moon is full',
  ],
};

describe.each(Object.entries(WORDS))('%s', (problem, messages) => {
  it.each(messages ?? [])('is told by: %s', message => {
    expect(sandboxProblem(essence(message, 'web-1'))).toBe(problem);
    const escaped = message.replace(/"/g, '\\"');
    expect(sandboxProblem(essence(escaped, 'web-1'))).toBe(problem);
  });
});

describe('essence', () => {
  it('leaves out what was cleaned up, and what Multus repeats', () => {
    const both = `${DOCKER}open /run/flannel/subnet.env: no such file or directory, failed to clean up sandbox container "928c" network for pod "web-1": networkPlugin cni failed to teardown pod: failed to find plugin "bridge" in path [/opt/cni/bin]]`;
    expect(sandboxProblem(essence(both))).toBe('cni-agent-down');
    const shim = `${CONTAINERD}plugin type="multus-shim" name="multus-cni-network" failed (add): CmdAdd (shim): CNI request failed with status 400: 'ContainerID:"c9" Netns:"/var/run/netns/cni-1" Args:"K8S_POD_NAME=web-1" Path:"" ERRORED: error configuring pod [shop/web-1] networking: [shop/web-1/1f:cbr0]: error adding container to network "cbr0": plugin type="flannel" failed (add): no IP addresses available in range set: 10.1.0.1-10.1.0.6\n': StdinData: {"capabilities":{"bandwidth":true,"portMappings":true},"clusterNetwork":"https://x: timeout"}`;
    expect(sandboxProblem(essence(shim))).toBe('cni-no-addresses');
    expect(pluginIn(essence(shim))).toBe('Flannel');
  });

  it('is not misled by the name of the pod', () => {
    const message = `${CONTAINERD}plugin type="bridge" failed (add): pod "unauthorized" failed`;
    expect(sandboxProblem(essence(message, 'unauthorized'))).toBe('cni-failed');
  });
});

it.each([
  ['plugin type="calico" failed (add): x', 'Calico'],
  ['plugin type="aws-cni" name="aws-cni" failed (add)', 'AWS VPC CNI'],
  ['plugin type="azure-vnet" failed (add)', 'Azure CNI'],
  ['error adding container to network "ovn-kubernetes"', 'OVN-Kubernetes'],
  ['failed to find plugin "portmap" in path [/opt/cni/bin]', 'portmap'],
  ['plugin type="bridge" failed (add)', 'bridge'],
  ['cni plugin not initialized', undefined],
])('names the plugin in: %s', (text, plugin) => {
  expect(pluginIn(text)).toBe(plugin);
});
