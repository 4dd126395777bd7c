import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  severityAfter,
  theNode,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefusedOnceCorrected } from '../../shared/steps';

const NAME = /forbidden sysctl: "([\w./*-]{1,253})"/;
/** A sysctl of a namespace the pod shares with its node: "not allowed with host net enabled". */
const SHARED = /not allowed with host (\w{1,20}) enabled/;

export default defineCause({
  id: 'sysctl-forbidden',
  state: 'failed',
  title: both(
    'The node refused the pod: kernel setting not allowed',
    '节点拒绝了 Pod：不允许的内核参数',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/SysctlForbidden'],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('sysctl', pod, events);
    if (!failure) return [];
    const sysctl = NAME.exec(failure.message)?.[1];
    const shared = SHARED.exec(failure.message)?.[1];
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ...(sysctl && { sysctl }),
          ...(shared && { shared }),
          after,
        },
        quotes: failure.quotes,
      },
    ];
  },
  explain({ node, sysctl, shared, after }) {
    const at = theNode(node);
    const name = sysctl ? ` “${sysctl}”` : '';
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was refused by ${at.en}, because it sets the kernel parameter (sysctl)${name}, which is not allowed there.${then.en}`,
        `Pod 设置了内核参数（sysctl）${name.trim()}，${
          at.zh
        }不允许，因此拒绝了它。${then.zh}`,
      ),
      why: shared
        ? both(
            `The pod shares this part of the kernel with the node (host ${shared}), so setting it would change the node itself. A refused pod is never tried again.`,
            `Pod 与节点共享这部分内核（host ${shared}），设置它会改变节点本身。被拒绝的 Pod 不会重试。`,
          )
        : both(
            'Only a few kernel parameters count as safe; any other must be allowed on the node by its platform team (allowedUnsafeSysctls). A refused pod is never tried again, and each new one ends the same way.',
            '只有少数内核参数被视为安全，其他参数需由平台团队在节点上放行（allowedUnsafeSysctls）。被拒绝的 Pod 不会重试，新建的 Pod 也会同样被拒绝。',
          ),
    };
  },
  steps({ namespace, pod, sysctl, shared }) {
    const name = sysctl ? ` “${sysctl}”` : '';
    return [
      {
        text: both(
          `Remove${
            name || ' it'
          } from securityContext.sysctls in the manifest, if the program can do without.`,
          `如果程序不需要，请从清单的 securityContext.sysctls 中删除${name.trim()}。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
      },
      shared
        ? {
            text: both(
              `Run the pod without sharing the node’s ${shared} namespace, if it needs the parameter.`,
              `如需该参数，请不要让 Pod 共享节点的 ${shared} 命名空间。`,
            ),
          }
        : {
            text: both(
              'Ask your platform team for nodes that allow it, and lead the pod there by a nodeSelector.',
              '请平台团队提供允许该参数的节点，并用 nodeSelector 调度到那里。',
            ),
          },
      deleteRefusedOnceCorrected({ namespace, pod }),
    ];
  },
});
