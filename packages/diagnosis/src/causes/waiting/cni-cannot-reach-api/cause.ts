import { both, defineCause, neighboursInWords } from '../../../engine';
import { kubectl, podsOf } from '../../shared/kubectl';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** The address that was called: an https address, or what was dialled. */
const CALLED = /https:\/\/([^\s/"]{1,253})/;
const DIALLED = /dial tcp (?:lookup )?([^\s:]{1,253}:\d{1,5})/;

export default defineCause({
  id: 'cni-cannot-reach-api',
  state: 'waiting',
  title: both(
    'The network plugin cannot reach the Kubernetes API',
    '网络插件无法连接 Kubernetes API',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [],
  detect: reading =>
    sandboxFinding(reading, 'cni-cannot-reach-api', ({ said }) => {
      const address = (CALLED.exec(said) ?? DIALLED.exec(said))?.[1];
      return {
        data: {
          isStore: /etcd|:2379/.test(said),
          isRefused: /refused/.test(said),
          isName: /no such host/.test(said),
          ...(address !== undefined && { address }),
        },
      };
    }),
  explain({ isStore, isRefused, isName, address, plugin, ...data }) {
    const tries = triesInWords(data);
    const named = plugin ? ` (${plugin})` : '';
    const namedZh = plugin ? `（${plugin}）` : '';
    const api = isStore ? 'its data store (etcd)' : 'the Kubernetes API';
    const apiZh = isStore ? '其数据存储（etcd）' : 'Kubernetes API';
    const at = address ? ` at ${address}` : '';
    const atZh = address ? `（${address}）` : '';
    const others = neighboursInWords(data.neighbours);
    const how = isRefused
      ? both('The connection is refused', '连接被拒绝')
      : both('There is no answer', '没有响应');
    return {
      what: both(
        `No container of the pod can start: the network plugin${named} on node “${data.node}” cannot reach ${api}${at}, which it asks how to connect the pod (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”上的网络插件${namedZh}无法连接 ${apiZh}${atZh}，因而不知道如何接入该 Pod（已尝试 ${tries.zh}）。`,
      ),
      why: isName
        ? both(
            `The node cannot resolve that name (DNS of the node).${others.en}`,
            `节点无法解析该名称（节点的 DNS）。${others.zh}`,
          )
        : both(
            `${how.en}: kube-proxy (which leads service addresses to the API server) is not working on the node, a firewall or a wrong route is between, or the API server is overloaded or down.${others.en}`,
            `${how.zh}：节点上的 kube-proxy（将服务地址转发到 API 服务器）没有正常工作，中间有防火墙或错误的路由，或 API 服务器过载或停止。${others.zh}`,
          ),
    };
  },
  steps({ node, address }) {
    return [
      {
        text: both(
          `Look whether kube-proxy (or what replaces it) and the network plugin run on node “${node}”.`,
          `查看节点“${node}”上的 kube-proxy（或其替代组件）和网络插件是否在运行。`,
        ),
        command: podsOf(node),
      },
      {
        text: both(
          `Let your platform team know: from node “${node}”, ${
            address ?? 'the API server'
          } must be reachable.`,
          `通知平台团队：从节点“${node}”必须能访问 ${
            address ?? 'API 服务器'
          }。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#is-the-kube-proxy-working',
      },
      {
        text: both(
          'See whether the service “kubernetes” has the right addresses of API servers.',
          '检查“kubernetes”服务的 API 服务器地址是否正确。',
        ),
        command: kubectl('default', 'get', 'endpointslices'),
      },
    ];
  },
});
