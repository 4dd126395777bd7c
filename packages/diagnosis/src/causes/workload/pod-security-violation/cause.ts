import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  quoteOf,
} from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import type { Violation } from './violations';
import { changeFor, namesIn, violationsIn } from './violations';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** "privileged (container “app”)". */
function inWords({ check, detail }: Violation): Text {
  const names = namesIn(detail).map(name => `“${name}”`);
  if (names.length === 0) return both(check, check);
  return both(`${check} (${listEn(names)})`, `${check}（${listZh(names)}）`);
}

export default defineCause({
  id: 'pod-security-violation',
  state: 'workload',
  title: both(
    'The namespace’s security level forbids the pod',
    '命名空间的安全级别禁止该 Pod',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'namespace'],
  alsoWhenHealthy: true,
  covers: [
    'admission/psa',
    'admission/psa/allowPrivilegeEscalation-false',
    'admission/psa/forbidden-AppArmor-profile',
    'admission/psa/non-default-capabilities',
    'admission/psa/unrestricted-capabilities',
    'admission/psa/host-namespaces',
    'admission/psa/hostPath-volumes',
    'admission/psa/hostPort',
    'admission/psa/probe-or-lifecycle-host',
    'admission/psa/privileged',
    'admission/psa/procMount',
    'admission/psa/restricted-volume-types',
    'admission/psa/runAsNonRoot-true',
    'admission/psa/runAsUser-0',
    'admission/psa/seLinuxOptions',
    'admission/psa/seccompProfile-baseline',
    'admission/psa/seccompProfile-restricted',
    'admission/psa/forbidden-sysctls',
    'admission/psa/hostProcess',
  ],
  detect(reading) {
    const { namespace, now } = reading;
    return createFailures(reading, 'pod-security-violation').map(
      ({ answer, who, quotes }) => ({
        data: { who, now, ...violationsIn(answer) },
        quotes: [
          ...quotes,
          ...(namespace.status === 'ok'
            ? quoteOf(
                'namespace',
                namespace.value,
                `metadata.labels.${ENFORCE}`,
              )
            : []),
        ],
      }),
    );
  },
  explain({ who, level, violations }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const parts = violations.map(inWords);
    return {
      what: both(
        `${name.en} cannot create ${things.en}: namespace “${
          who.namespace
        }” enforces the security level “${level}”, and the pod breaks ${count(
          parts.length,
          'rule',
        )} of it: ${listEn(parts.map(({ en }) => en))}.`,
        `${name.zh}无法创建${things.zh}：命名空间“${
          who.namespace
        }”强制安全级别“${level}”，而该 Pod 违反了其中 ${
          parts.length
        } 条规则：${listZh(parts.map(({ zh }) => zh))}。`,
      ),
      why: both(
        'Pod Security admission refuses each pod that does not fit the level of its namespace. The workload itself was accepted, with a warning at most; only its pods are refused, until the manifest or the level changes.',
        'Pod Security 准入会拒绝不符合命名空间级别的 Pod。工作负载本身会被接受（最多有警告），只有它的 Pod 被拒绝，直到修改清单或级别。',
      ),
    };
  },
  steps({ who, level, version, violations, now }) {
    const changes = violations.flatMap(({ check }) => changeFor(check) ?? []);
    const unique = changes.filter((one, i) => changes.indexOf(one) === i);
    return [
      ...unique.map(({ en, zh }) => ({
        text: both(`Change the manifest: ${en}.`, `修改清单：${zh}。`),
      })),
      {
        text: both(
          `Compare the manifest with the rules of level “${level}” (version ${version}).`,
          `对照级别“${level}”（版本 ${version}）的规则检查清单。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
      },
      {
        text: both(
          'See which level the namespace enforces; ask your platform team for another one, or another namespace, if the program cannot do without.',
          '查看命名空间强制的级别；如果程序确实需要这些权限，请平台团队调整级别或提供其他命名空间。',
        ),
        command: kubectl(
          who.namespace,
          'get',
          'namespace',
          who.namespace,
          '--show-labels',
        ),
        link: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
      },
      {
        text: both(
          'Annotate the workload after the level was changed, so that Kubernetes tries again at once.',
          '如果修改了级别，请给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
