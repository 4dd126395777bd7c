import { both, defineCause } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** `(name) in namespace (ns)` of Multus; `network-attachment-definitions.k8s.cni.cncf.io "name" not found` of the API. */
const IN_NAMESPACE =
  /network-attachment-definition \(([\w.-]{1,253})\) in namespace \(([\w-]{1,63})\)/;
const BY_API = /definitions\.k8s\.cni\.cncf\.io "([\w.-]{1,253})" not found/;
/** `refers to target namespace x` when networks of other namespaces are not allowed. */
const ISOLATED = /namespace isolation/;
const TARGET = /target namespace "?([\w-]{1,63})/;
/** The kind itself is not known to the API: Multus was installed without its definition. */
const NO_KIND = /could not find the requested resource|no matches for kind/;

type Kind = 'missing' | 'isolated' | 'kind-missing' | 'malformed';

function kindOf(said: string): Kind {
  if (NO_KIND.test(said)) return 'kind-missing';
  if (ISOLATED.test(said)) return 'isolated';
  return /parsePodNetwork/.test(said) ? 'malformed' : 'missing';
}

export default defineCause({
  id: 'network-attachment-missing',
  state: 'waiting',
  title: both(
    'An extra network that the pod asks for is not there',
    'Pod 请求的附加网络不存在',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: [],
  detect: reading =>
    sandboxFinding(reading, 'network-attachment-missing', ({ said }) => {
      const [, name = BY_API.exec(said)?.[1], inNamespace] =
        IN_NAMESPACE.exec(said) ?? [];
      const target = inNamespace ?? TARGET.exec(said)?.[1];
      return {
        data: {
          kind: kindOf(said),
          ...(name !== undefined && { name }),
          ...(target !== undefined && { target }),
        },
      };
    }),
  explain({ kind, name, target, ...data }) {
    const tries = triesInWords(data);
    const network = name ? ` “${name}”` : '';
    const within = target ? ` of namespace “${target}”` : '';
    const networkZh = name ? `“${name}”` : '';
    const withinZh = target ? `命名空间“${target}”的` : '';
    const own = target === undefined || target === data.namespace;
    const why = {
      missing: both(
        `A NetworkAttachmentDefinition of that name does not exist there: it is misspelt, was not delivered, or lies in another namespace${
          own ? ' (write namespace/name in the annotation then)' : ''
        }.`,
        `那里没有该名称的 NetworkAttachmentDefinition：名称拼写错误、没有部署，或位于其他命名空间${
          own ? '（此时应在注解中写成“命名空间/名称”）' : ''
        }。`,
      ),
      isolated: both(
        'Multus is set not to let pods use networks of other namespaces (namespace isolation).',
        'Multus 设置为不允许 Pod 使用其他命名空间的网络（namespace isolation）。',
      ),
      'kind-missing': both(
        'The cluster does not know NetworkAttachmentDefinitions: Multus was installed without that resource definition (CRD).',
        '集群没有 NetworkAttachmentDefinition 这种资源：安装 Multus 时没有安装其资源定义（CRD）。',
      ),
      malformed: both(
        'The annotation k8s.v1.cni.cncf.io/networks cannot be read: it must be a list of names or valid JSON.',
        '注解 k8s.v1.cni.cncf.io/networks 无法解析：它必须是名称列表或合法的 JSON。',
      ),
    }[kind];
    return {
      what: both(
        `No container of the pod can start: the extra network${network}${within} that its annotation asks for could not be used on node “${data.node}” (tried ${tries.en}).`,
        `Pod 的容器都无法启动：其注解请求的${withinZh}附加网络${networkZh}在节点“${data.node}”上无法使用（已尝试 ${tries.zh}）。`,
      ),
      why,
    };
  },
  steps({ kind, namespace, target, pod }) {
    return [
      {
        text: both(
          'Compare the networks that exist with the pod’s annotation k8s.v1.cni.cncf.io/networks.',
          '将现有的网络与 Pod 的注解 k8s.v1.cni.cncf.io/networks 进行比较。',
        ),
        command: kubectl(
          target ?? namespace,
          'get',
          'network-attachment-definitions.k8s.cni.cncf.io',
        ),
      },
      kind === 'kind-missing'
        ? {
            text: both(
              'Ask your platform team to install Multus completely, with its resource definition.',
              '请平台团队完整安装 Multus，包括其资源定义（CRD）。',
            ),
          }
        : {
            text: both(
              'Correct the annotation in the pod template, or create the network; the pod then starts by itself.',
              '改正 Pod 模板中的注解，或创建该网络；之后 Pod 会自行启动。',
            ),
            command: kubectl(
              namespace,
              'get',
              'pod',
              pod,
              '-o',
              'jsonpath={.metadata.annotations}',
            ),
          },
    ];
  },
});
