import type { Step, Text } from '../../../engine';
import { both, count, defineCause } from '../../../engine';
import {
  CREATE_FACTS,
  createFailures,
  quoteMaker,
} from '../../shared/createFailure';
import { isPastTemplate } from '../../shared/injected';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';
import { LIST_WEBHOOKS, oneLine } from '../../shared/webhook';

/** Who refuses: PodSecurityPolicy (until 1.24), SecurityContextConstraints (OpenShift), the plugin SecurityContextDeny (until 1.29). */
type Policy = 'psp' | 'scc' | 'either' | 'deny';

const NAMES = {
  psp: both(
    'pod security policy (PodSecurityPolicy)',
    ' Pod 安全策略（PodSecurityPolicy）',
  ),
  scc: both('security context constraint (SCC)', '安全上下文约束（SCC）'),
  either: both(
    'security policy (PodSecurityPolicy or SecurityContextConstraints)',
    '安全策略（PodSecurityPolicy 或 SecurityContextConstraints）',
  ),
  deny: both(
    'security rule of the cluster (SecurityContextDeny)',
    '集群安全规则（SecurityContextDeny）',
  ),
} as const;

/** Without a policy to try, both of the first say the same: "no providers available to validate pod request". */
function policyOf(answer: string): Policy {
  if (/security ?context ?constraint|openshift\.io/i.test(answer)) return 'scc';
  if (/pod ?security ?polic/i.test(answer)) return 'psp';
  return answer.includes('no providers available') ? 'either' : 'deny';
}

/** OpenShift begins a path with a dot or without `spec`; its older versions name the bare field: `fsGroup`. */
const FIELD =
  /(?<![\w.\]"])(\.?[a-z]\w{2,40}(?:\[\d{1,3}\])?(?:\.\w{1,63}(?:\[\d{1,3}\])?){0,12}): (?:Invalid value|Forbidden): /g;
const MOST_FIELDS = 6;

/** Without the closing bracket of the list of reasons, unless it closes one of this reason. */
function withoutListEnd(why: string): string {
  const opened = why.split('[').length;
  return why.split(']').length > opened ? why.replace(/\]\s*$/, '') : why;
}

/** None of the policies could even be tried. */
const NONE_TO_TRY =
  /(?:policy|constraint|admit pod): \[\]|no (?:providers available|SecurityContextConstraints found)/;

/** Each field that is refused, with the reason: `spec.hostNetwork: true: Host network is not allowed to be used`. */
function fieldsIn(answer: string): string[] {
  const starts = [...answer.matchAll(FIELD)];
  const found = starts.map((start, i) => {
    const [all, field = ''] = start;
    const rest = answer.slice(start.index + all.length, starts[i + 1]?.index);
    const why = rest.split(/,? provider /, 1)[0] ?? '';
    const own = withoutListEnd(why).replace(
      /\[\]\w{1,20}\{([^}]{0,80})\}/g,
      '$1',
    );
    return `${field.replace(/^\./, '')}: ${oneLine(own, 160).replace(
      /,$/,
      '',
    )}`;
  });
  return [...new Set(found)].slice(0, MOST_FIELDS);
}

/** What a webhook put in is not the manifest's. */
const INJECTED = both(
  ' The pod that is refused has a container that the manifest has not: an admission webhook adds it (a mesh or an agent), and a change of the manifest does not help there.',
  '被拒绝的 Pod 中有清单里没有的容器：它由准入 webhook 加入（服务网格或代理），修改清单对它无效。',
);

const FIND_WEBHOOK: Step = {
  text: both(
    'Find the webhook that adds the container, and ask those who run it to leave out this namespace or to run with fewer rights.',
    '找到加入该容器的 webhook，并请其负责人排除此命名空间或降低所需权限。',
  ),
  command: LIST_WEBHOOKS,
};

function whyOf(
  policy: Policy,
  isNoneToTry: boolean,
  serviceAccount: string,
): Text {
  return policy === 'deny'
    ? both(
        'The cluster refuses pods that set these fields of the security context.',
        '集群拒绝设置了这些安全上下文字段的 Pod。',
      )
    : both(
        `The cluster lets a pod in only if one policy allows each of its security settings, and only if its service account “${serviceAccount}” (or who creates it) may use that policy.${
          isNoneToTry
            ? ' Here it may use none at all, whatever the manifest holds.'
            : ''
        }`,
        `只有当某个策略允许 Pod 的每一项安全设置，且其服务账号“${serviceAccount}”（或创建者）有权使用该策略时，集群才会接受该 Pod。${
          isNoneToTry ? '这里它没有任何可用的策略，与清单内容无关。' : ''
        }`,
      );
}

export default defineCause({
  id: 'security-policy-denied',
  state: 'workload',
  title: both(
    'No security policy of the cluster allows the pod',
    '集群的安全策略都不允许该 Pod',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: [],
  detect(reading) {
    return createFailures(reading, 'security-policy-denied').map(
      ({ answer, maker, who, quotes }) => {
        const serviceAccount = maker.spec.template?.spec?.serviceAccountName;
        return {
          data: {
            who,
            policy: policyOf(answer),
            fields: fieldsIn(answer),
            isNoneToTry: NONE_TO_TRY.test(answer),
            isInjected: isPastTemplate(maker, answer),
            serviceAccount: serviceAccount ?? 'default',
          },
          quotes: [
            ...quotes,
            ...quoteMaker(
              reading,
              maker,
              'spec.template.spec.serviceAccountName',
            ),
          ],
        };
      },
    );
  },
  explain({ who, policy, fields, isInjected, ...data }) {
    const added = isInjected ? INJECTED : both('', '');
    const why = whyOf(policy, data.isNoneToTry, data.serviceAccount);
    const name = whoOf(who);
    const things = thingsOf(who);
    const kind = NAMES[policy];
    const which =
      fields.length > 0
        ? both(
            `; ${count(fields.length, 'field')} of the pod ${
              fields.length === 1 ? 'is' : 'are'
            } refused: ${fields.join('; ')}`,
            `；Pod 的 ${fields.length} 个字段被拒绝：${fields.join('；')}`,
          )
        : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because no ${kind.en} that it may use allows them${which.en}.`,
        `${name.zh}无法创建${things.zh}，因为它可用的${kind.zh}都不允许${which.zh}。`,
      ),
      why: both(`${why.en}${added.en}`, `${why.zh}${added.zh}`),
    };
  },
  steps({ who, policy, isNoneToTry, isInjected, serviceAccount }) {
    const { namespace } = who;
    return [
      ...(isNoneToTry
        ? []
        : [
            {
              text: both(
                'Remove the settings that are refused from the manifest: a fixed user or group, privileges, host network, host folders.',
                '从清单中移除被拒绝的设置：固定的用户或组、特权、主机网络、主机目录。',
              ),
              link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
            },
          ]),
      ...(isInjected ? [FIND_WEBHOOK] : []),
      ...(policy === 'deny'
        ? []
        : [
            {
              text: both(
                `See which roles the service account “${serviceAccount}” has; one must allow the verb “use” on a policy.`,
                `查看服务账号“${serviceAccount}”拥有的角色；其中须有一个允许对某个策略执行“use”。`,
              ),
              command: kubectl(namespace, 'get', 'rolebindings', '-o', 'wide'),
            },
          ]),
      {
        text:
          policy === 'scc'
            ? both(
                `Ask your platform team to let the service account “${serviceAccount}” use a constraint that allows it, if the program cannot run without.`,
                `如果程序必须如此运行，请平台团队允许服务账号“${serviceAccount}”使用合适的约束。`,
              )
            : both(
                `Ask your platform team for a policy that allows it, bound to the service account “${serviceAccount}”.`,
                `请平台团队提供允许这些设置的策略，并绑定到服务账号“${serviceAccount}”。`,
              ),
      },
    ];
  },
});
