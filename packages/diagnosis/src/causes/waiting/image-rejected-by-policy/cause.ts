import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

type Policy = 'signature' | 'registry' | 'scan' | 'other';

const POLICIES: readonly (readonly [Policy, RegExp])[] = [
  ['registry', /is blocked in /i],
  ['scan', /vulnerabilit|xray|quarantine|\bcve\b|severity/i],
  [
    'signature',
    /signature|not signed|source image rejected|rejected by policy|SignatureValidationFailed/i,
  ],
];

const WHY: Readonly<Record<Policy, Text>> = {
  signature: both(
    'The nodes accept only images with a signature they know; this one has none, or one by another signer or for another name.',
    '节点只接受带有可信签名的镜像；该镜像没有签名，或签名者、名称不符。',
  ),
  registry: both(
    'The container runtime of the nodes is told not to pull from this registry at all.',
    '节点的容器运行时被设置为完全不从该仓库拉取。',
  ),
  scan: both(
    'The registry has scanned the image and does not give it out, because of security holes or because it is in quarantine.',
    '仓库扫描了该镜像，因存在安全漏洞或处于隔离状态而不予提供。',
  ),
  other: both(
    'A rule of the registry or of the nodes is not met: often an image must be scanned or signed before it is given out (Harbor answers so with 412).',
    '没有满足仓库或节点的规则：通常镜像必须先经过扫描或签名才能拉取（Harbor 会以 412 应答）。',
  ),
};

const STEPS: Readonly<Record<Policy, Text>> = {
  signature: both(
    'Sign the image in the build with the key that the nodes know, or ask your platform team which signer they accept.',
    '在构建中用节点认可的密钥为镜像签名，或向平台团队确认接受哪些签名者。',
  ),
  registry: both(
    'Use a copy of the image in a registry that is allowed.',
    '改用允许的仓库中的镜像副本。',
  ),
  scan: both(
    'Look at the scan in the registry, update what it names and build the image anew.',
    '查看仓库中的扫描结果，更新其中指出的组件并重新构建镜像。',
  ),
  other: both(
    'Look at the image in the registry: is it scanned, signed, and within the rules of its project?',
    '在仓库中查看该镜像：是否已扫描、已签名、符合所在项目的规则？',
  ),
};

export default defineCause({
  id: 'image-rejected-by-policy',
  state: 'waiting',
  title: both('A policy forbids this image', '安全策略禁止使用该镜像'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'waiting/SignatureValidationFailed',
    'pull/verifier',
    'pull/crio-blocked',
  ],
  detect(reading) {
    return pullFindings(reading, 'policy', ({ message }) => {
      const start = message.slice(0, 8192);
      const known = POLICIES.find(([, pattern]) => pattern.test(start));
      const policy: Policy = known?.[0] ?? 'other';
      return { policy };
    });
  },
  explain({ container, image, policy }) {
    return {
      what: both(
        `Container “${container}” cannot start, because a security policy does not let its image “${image}” through.`,
        `容器“${container}”无法启动，因为安全策略不允许使用镜像“${image}”。`,
      ),
      why: WHY[policy],
    };
  },
  steps({ image, policy, registry }) {
    return [
      {
        text: both(
          `Check that “${image}” is the image and the version you mean.`,
          `确认“${image}”确实是您要用的镜像和版本。`,
        ),
      },
      {
        text: STEPS[policy],
        link: 'https://kubernetes.io/docs/concepts/security/security-checklist/#images',
      },
      {
        text: both(
          `Ask your platform team or those who run ${registry} about the rule; do not go around it.`,
          `向平台团队或 ${registry} 的管理者了解该规则；不要绕过它。`,
        ),
      },
    ];
  },
});
