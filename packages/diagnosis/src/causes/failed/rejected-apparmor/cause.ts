import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefusedOnceCorrected } from '../../shared/steps';

const PROFILE = /profile "?([\w./-]{1,253})"? is not loaded/;
const OFF = /not enabled|not supported|not available/i;

function profileQuotes(pod: Pod) {
  const PATH = 'securityContext.appArmorProfile';
  return [
    ...quoteOf('pod', pod, `spec.${PATH}.type`),
    ...quoteOf('pod', pod, `spec.${PATH}.localhostProfile`),
    ...pod.spec.containers.flatMap((_, i) => [
      ...quoteOf('pod', pod, `spec.containers.${i}.${PATH}.type`),
      ...quoteOf('pod', pod, `spec.containers.${i}.${PATH}.localhostProfile`),
    ]),
  ];
}

export default defineCause({
  id: 'rejected-apparmor',
  state: 'failed',
  title: both(
    'The node refused the pod: AppArmor profile',
    '节点拒绝了 Pod：AppArmor 配置无法生效',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/AppArmor'],
  detect({ pod, events, siblings, owners, subject }) {
    const failure = failureOf('apparmor', pod, events);
    if (!failure) return [];
    const profile = PROFILE.exec(failure.message)?.[1];
    // Older kubelets only hold such a pod back (reason Blocked): nothing takes its place then.
    const isHeld = pod.status.phase !== 'Failed';
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: isHeld ? ('critical' as const) : severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ...(profile && { profile }),
          isOff: OFF.test(failure.message),
          isHeld,
          after,
        },
        quotes: [...failure.quotes, ...profileQuotes(pod)],
      },
    ];
  },
  explain({ node, profile, isOff, isHeld, after }) {
    const at = theNode(node);
    const then = isHeld
      ? both(
          ' It stays as it is (Pending) until it is deleted: nothing takes its place.',
          '它会一直停留在 Pending，直到被删除：不会有新的 Pod 取代它。',
        )
      : aftermathInWords(after);
    const lacks = profile
      ? both(
          `the AppArmor profile “${profile}” that it asks for is not loaded there`,
          `其要求的 AppArmor 配置“${profile}”未在该节点加载`,
        )
      : both(
          'it asks for an AppArmor profile that cannot be enforced there',
          '其要求的 AppArmor 配置无法在该节点生效',
        );
    return {
      what: both(
        `The pod was refused by ${at.en}, because ${lacks.en}.${then.en}`,
        `${at.zh}拒绝了该 Pod，因为${lacks.zh}。${then.zh}`,
      ),
      why: isOff
        ? both(
            'AppArmor is a protection of some Linux kernels and has to be on at the node; on this one it is off. A pod that asks for it is refused rather than run without it.',
            'AppArmor 是部分 Linux 内核的安全机制，需在节点上启用；该节点未启用。节点宁可拒绝也不会在无保护的情况下运行 Pod。',
          )
        : both(
            'A profile has to be loaded into the kernel of each node before a pod can ask for it; Kubernetes does not bring it there. A pod that asks for it is refused rather than run without it.',
            'AppArmor 配置需事先加载到每个节点的内核中，Kubernetes 不会自动分发。节点宁可拒绝也不会在无保护的情况下运行 Pod。',
          ),
    };
  },
  steps({ namespace, pod, profile, isOff }) {
    return [
      {
        text: profile
          ? both(
              `Check whether “${profile}” in appArmorProfile is the right name; leave it out if the program needs none.`,
              `检查 appArmorProfile 中的“${profile}”名称是否正确；如不需要请删除。`,
            )
          : both(
              'Check appArmorProfile in the manifest (before 1.30 the annotation container.apparmor.security.beta.kubernetes.io), and leave it out if the program needs none.',
              '检查清单中的 appArmorProfile（1.30 之前为注解 container.apparmor.security.beta.kubernetes.io）；如不需要请删除。',
            ),
        link: 'https://kubernetes.io/docs/tutorials/security/apparmor/',
      },
      isOff
        ? {
            text: both(
              'Ask your platform team for nodes with AppArmor, and lead the pod there by a nodeSelector.',
              '请平台团队提供启用 AppArmor 的节点，并用 nodeSelector 调度到那里。',
            ),
          }
        : {
            text: both(
              'Ask your platform team to load the profile on the nodes.',
              '请平台团队在节点上加载该配置。',
            ),
          },
      deleteRefusedOnceCorrected({ namespace, pod }),
    ];
  },
});
