import type { Text } from '../../../engine';
import { both, defineCause, neighboursInWords } from '../../../engine';
import { kubectl, podsOf } from '../../shared/kubectl';
import { networkAgent } from '../../shared/networkAgent';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

type Kind = 'certificate' | 'forbidden' | 'token';

function kindOf(said: string): Kind {
  if (/x509|certificate/.test(said)) return 'certificate';
  return /forbidden/.test(said) ? 'forbidden' : 'token';
}

const WHY: Readonly<Record<Kind, Text>> = {
  token: both(
    'To set up a pod’s network the plugin asks the API with an access token that it keeps on the node; the token has expired or its account was deleted or made anew (common after an upgrade, a restore, or when the agent stopped renewing it).',
    '建立 Pod 网络时，插件使用保存在节点上的令牌访问 API；该令牌已过期，或其账号被删除或重建（常见于升级、恢复之后，或代理停止续签令牌时）。',
  ),
  certificate: both(
    'The plugin does not trust the certificate of the API server, or that one has expired: the cluster’s certificates were renewed and the plugin’s settings on the node still hold the old ones.',
    '插件不信任 API 服务器的证书，或证书已过期：集群证书更新后，节点上插件的配置仍是旧证书。',
  ),
  forbidden: both(
    'The plugin’s account lacks a right that it needs (RBAC): its role was removed, or the plugin was upgraded without its new role.',
    '插件的账号缺少所需权限（RBAC）：其角色被删除，或插件升级时没有同时更新角色。',
  ),
};

export default defineCause({
  id: 'cni-unauthorized',
  state: 'waiting',
  title: both(
    'The Kubernetes API refuses the network plugin',
    'Kubernetes API 拒绝了网络插件的访问',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['sandbox/cni/calico-auth'],
  detect: reading =>
    sandboxFinding(reading, 'cni-unauthorized', ({ said, data }) => {
      const found = networkAgent(
        reading.pod,
        reading.scheduledPods,
        data.plugin,
      );
      const account = /User "([^"]{1,253})"/.exec(said)?.[1];
      return {
        data: {
          kind: kindOf(said),
          ...(account !== undefined && { account }),
          ...(found && { agent: found.agent }),
        },
      };
    }),
  explain({ kind, account, plugin, ...data }) {
    const tries = triesInWords(data);
    const named = plugin ? ` (${plugin})` : '';
    const namedZh = plugin ? `（${plugin}）` : '';
    const who = account ? ` (as “${account}”)` : '';
    const whoZh = account ? `（账号“${account}”）` : '';
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: the network plugin${named} on node “${data.node}” is not let into the Kubernetes API${who} (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”上的网络插件${namedZh}被 Kubernetes API 拒绝${whoZh}（已尝试 ${tries.zh}）。`,
      ),
      why: both(`${WHY[kind].en}${others.en}`, `${WHY[kind].zh}${others.zh}`),
    };
  },
  steps({ kind, node, agent }) {
    return [
      {
        text: both(
          `Find the pod of the network plugin on node “${node}”.`,
          `找到节点“${node}”上网络插件的 Pod。`,
        ),
        command: podsOf(node),
      },
      {
        text: both(
          `Let your platform team know: the fault is the plugin’s on node “${node}”, not your service’s.`,
          `通知平台团队：问题在节点“${node}”上的网络插件，不在您的服务。`,
        ),
      },
      kind === 'forbidden'
        ? {
            text: both(
              'Apply the roles that belong to the installed version of the plugin.',
              '应用与所装插件版本相符的角色（RBAC）。',
            ),
            link: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
          }
        : {
            text: both(
              'Restart the plugin’s pod on the node: it then writes new access data; the waiting pods start by themselves.',
              '重启该节点上插件的 Pod：它会写入新的访问凭据，等待中的 Pod 随后会自行启动。',
            ),
            ...(agent && {
              command: kubectl(agent.namespace, 'delete', 'pod', agent.name),
            }),
          },
    ];
  },
});
