import type { Step, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  quoteOf,
} from '../../../engine';
import type { Workload } from '../../../facts/objects';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { notInTemplate } from '../../shared/injected';
import { kubectl } from '../../shared/kubectl';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import { LIST_WEBHOOKS } from '../../shared/webhook';
import type { Violation } from './violations';
import { changeFor, namesIn, violationsIn } from './violations';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** "privileged (container “app”)". */
function inWords({ check, detail }: Violation): Text {
  const names = namesIn(detail).map(name => `“${name}”`);
  if (names.length === 0) return both(check, check);
  return both(`${check} (${listEn(names)})`, `${check}（${listZh(names)}）`);
}

/** What breaks a rule though the template does not hold it, and the violations that the manifest itself can mend. */
function withInjected(maker: Workload, found: ReturnType<typeof violationsIn>) {
  const named = found.violations.map(({ detail }) => namesIn(detail));
  const injected = notInTemplate(maker, named.flat());
  const isOwn = (names: readonly string[] = []) =>
    names.length === 0 || names.some(name => !injected.includes(name));
  return {
    ...found,
    injected,
    own: found.violations.filter((_, i) => isOwn(named[i])),
  };
}

function injectedInWords(names: readonly string[]): Text {
  if (names.length === 0) return both('', '');
  const quoted = names.map(name => `“${name}”`);
  const it = names.length === 1 ? 'it is' : 'they are';
  return both(
    ` The manifest has no ${listEn(
      quoted,
      'or',
    )}: ${it} added to the pod on its way by an admission webhook (a security agent or a mesh does that), so a change of the manifest does not help there.`,
    `清单中并没有${listZh(
      quoted,
    )}：它由准入 webhook 在创建 Pod 时加入（安全代理或服务网格会这样做），因此修改清单对它无效。`,
  );
}

function injectedSteps(names: readonly string[], namespace: string): Step[] {
  if (names.length === 0) return [];
  const quoted = names.map(name => `“${name}”`);
  return [
    {
      text: both(
        `Find the webhook that adds ${listEn(quoted)}.`,
        `找到加入${listZh(quoted)}的 webhook。`,
      ),
      command: LIST_WEBHOOKS,
    },
    {
      text: both(
        `Ask those who run it to leave out namespace “${namespace}”, to let it run in another way (on the node instead of in each pod), or to have the level of the namespace lowered.`,
        `请其负责人将命名空间“${namespace}”排除在外，改用其他方式运行（在节点上而不是在每个 Pod 中），或降低命名空间的安全级别。`,
      ),
    },
  ];
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
      ({ answer, maker, who, quotes }) => ({
        data: { who, now, ...withInjected(maker, violationsIn(answer)) },
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
  explain({ who, level, violations, injected }) {
    const added = injectedInWords(injected);
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
        `Pod Security admission refuses each pod that does not fit the level of its namespace. The workload itself was accepted, with a warning at most; only its pods are refused, until the pod or the level changes.${added.en}`,
        `Pod Security 准入会拒绝不符合命名空间级别的 Pod。工作负载本身会被接受（最多有警告），只有它的 Pod 被拒绝，直到修改 Pod 或级别。${added.zh}`,
      ),
    };
  },
  steps({ who, level, version, own, injected, now }) {
    const changes = own.flatMap(({ check }) => changeFor(check) ?? []);
    const unique = changes.filter((one, i) => changes.indexOf(one) === i);
    return [
      ...unique.map(({ en, zh }) => ({
        text: both(`Change the manifest: ${en}.`, `修改清单：${zh}。`),
      })),
      ...injectedSteps(injected, who.namespace),
      {
        text: both(
          `Compare the ${
            own.length > 0 ? 'manifest' : 'added container'
          } with the rules of level “${level}” (version ${version}).`,
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
