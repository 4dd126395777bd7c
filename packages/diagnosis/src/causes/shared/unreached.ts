import type { Text } from '../../engine';
import { both } from '../../engine';

/** Whom a program of the node called: the API server, its store, the container runtime, a program of the node itself, or another. */
type Callee = 'api' | 'store' | 'runtime' | 'local' | 'other';
/** How the call failed. */
type Failing = 'refused' | 'missing' | 'timeout' | 'no-route' | 'name' | 'cut';

/** A call that came to nothing. */
export interface Unreached {
  readonly callee: Callee;
  /** Host and port, or the path of a socket. */
  readonly at: string;
  readonly failing: Failing;
}

/** A message is read up to here, in characters. */
const LONGEST = 8192;

/** As Go's network code writes it: `dial tcp 10.96.0.1:443: connect: connection refused`, `dial unix /run/x.sock: …`. */
const DIALLED =
  /\bdial (tcp|unix)[46]?:? (?:lookup )?@?([^\s"\\]{1,253}?):? (?:on \S{1,80}: )?(?:connect: )?(connection refused|no such file or directory|permission denied|i\/o timeout|connection timed out|no route to host|network is (?:unreachable|down)|no such host|server misbehaving|operation was canceled|context deadline exceeded)/;
/** An address that was asked over HTTP, where nothing is said of the dialling. */
const ASKED = /https?:\/\/([^\s"\\/]{1,253})[^\s"]{0,1000}/;
const UNANSWERED =
  /timeout|timed out|deadline exceeded|\bEOF\b|connection reset|Client\.Timeout|client connection lost/;
/** How far behind an address the words about it stand, in characters. */
const NEAR = 800;

const FAILINGS: readonly (readonly [Failing, RegExp])[] = [
  ['refused', /refused/],
  ['missing', /no such file/],
  ['name', /no such host|misbehaving/],
  ['no-route', /no route|unreachable|network is down/],
  ['cut', /EOF|reset|lost|permission/],
  ['timeout', /(?:)/],
];

const RUNTIME =
  /(?:containerd|docker|dockershim|cri-dockerd|crio)(?:\/[\w.-]{1,40})?\.sock$/;
/** The ports that API servers and etcd listen on; 443 is that of the service "kubernetes". */
const API = /:(?:443|6443|8443|16443)$/;
const STORE = /:(?:2379|2380)$/;
const OF_NODE = /^(?:127\.|localhost|\[::1\]|\/)/;

function calleeOf(at: string, text: string): Callee {
  if (RUNTIME.test(at)) return 'runtime';
  if (STORE.test(at)) return 'store';
  const isHere = OF_NODE.test(at);
  if (API.test(at) && (!isHere || /\/apis?[/?]/.test(text))) return 'api';
  if (isHere) return 'local';
  return /https:\/\/[^\s"/]{1,253}\/apis?[/?]/.test(text) ? 'api' : 'other';
}

/** What a message says could not be reached. */
export function unreachedIn(message: string): Unreached | undefined {
  const text = message.slice(0, LONGEST).replace(/\\+(?=["'`])/g, '');
  const [, , dialled, words] = DIALLED.exec(text) ?? [];
  const call = dialled === undefined ? ASKED.exec(text) : null;
  const behind = (call?.index ?? 0) + (call?.[0].length ?? 0);
  const how = call
    ? UNANSWERED.exec(text.slice(behind, behind + NEAR))?.[0]
    : undefined;
  const asked = how === undefined ? undefined : call?.[1];
  const at = dialled ?? asked;
  if (at === undefined) return undefined;
  const said = words ?? how ?? '';
  const failing = FAILINGS.find(([, pattern]) => pattern.test(said))?.[0];
  return { callee: calleeOf(at, text), at, failing: failing ?? 'timeout' };
}

const CALLEES: Readonly<Record<Callee, (at: string) => Text>> = {
  api: at => both(`the API server at ${at}`, `位于 ${at} 的 API 服务器`),
  store: at =>
    both(
      `the cluster’s data store (etcd) at ${at}`,
      `位于 ${at} 的集群数据存储（etcd）`,
    ),
  runtime: at =>
    both(
      `the container runtime at its socket ${at}`,
      `容器运行时的套接字 ${at}`,
    ),
  local: at =>
    both(
      `a program on the node itself, at ${at}`,
      `节点自身上位于 ${at} 的程序`,
    ),
  other: at => both(`a program at ${at}`, `位于 ${at} 的程序`),
};

const HOW: Readonly<Record<Failing, Text>> = {
  refused: both('the connection is refused', '连接被拒绝'),
  missing: both('that file is not there', '该文件不存在'),
  timeout: both('there is no answer', '没有响应'),
  'no-route': both('the network has no way there', '网络无法到达'),
  name: both('the name cannot be resolved', '该名称无法解析'),
  cut: both('the connection is broken off', '连接被中断'),
};

/** Whom it called, and how that failed: "the API server at 10.96.0.1:443 (there is no answer)". */
export function unreachedInWords({ callee, at, failing }: Unreached): Text {
  const whom = CALLEES[callee](at);
  const how = HOW[failing];
  return both(`${whom.en} (${how.en})`, `${whom.zh}（${how.zh}）`);
}

/** What most often is behind it, and where to look. */
export const BEHIND: Readonly<Record<Callee, Text>> = {
  api: both(
    'kube-proxy (which leads service addresses to the API server) does not work on the node, a firewall or a wrong route is between, or the API server is down',
    '节点上的 kube-proxy（将服务地址转发到 API 服务器）没有正常工作，中间有防火墙或错误的路由，或 API 服务器已停止',
  ),
  store: both(
    'etcd is down, overloaded, or not reachable from the node',
    'etcd 已停止、过载，或无法从该节点访问',
  ),
  runtime: both(
    'the runtime (containerd, CRI-O or Docker) was stopped, crashed, or is being installed anew',
    '运行时（containerd、CRI-O 或 Docker）已停止、崩溃或正在重新安装',
  ),
  local: both(
    'the plug-in’s daemon on the node does not run, or the plug-in was removed and its settings were left behind in /etc/cni/net.d',
    '插件在该节点上的守护进程没有运行，或插件已被移除而其配置仍留在 /etc/cni/net.d 中',
  ),
  other: both(
    'that program is down, or a firewall is between',
    '该程序已停止，或中间有防火墙',
  ),
};
