import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import type { LastWords } from '../../shared/lastWords';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { accountOf, confirmStep, grantSteps } from './grant';
import type { Refused } from './refused';
import { refused } from './refused';

/** Why the API said no. */
function reasonOf(
  account: Text,
  { kind, role }: { readonly kind: string; readonly role?: string | undefined },
): Text {
  if (kind === 'no-token')
    return both(
      `It should use the API as ${account.en}, but the API did not accept its token (401): there is none, it has expired, or another cluster issued it.`,
      `它应以${account.zh}的身份访问 API，但 API 不接受它的令牌（401）：没有令牌、令牌已过期，或由其他集群签发。`,
    );
  if (kind === 'anonymous')
    return both(
      `It uses the API without a token, as ${account.en}, which is allowed next to nothing.`,
      `它没有使用令牌，以${account.zh}的身份访问 API，而该身份几乎没有任何权限。`,
    );
  if (kind === 'grants')
    return both(
      `It uses the API as ${account.en}, and nobody may pass on rights (RBAC) that they do not have themselves.`,
      `它以${account.zh}的身份访问 API，而任何身份都不能授予自己没有的权限（RBAC）。`,
    );
  return role === undefined
    ? both(
        `It uses the API as ${account.en}, and no role bound to that allows this (RBAC).`,
        `它以${account.zh}的身份访问 API，而绑定给该身份的角色都不允许此操作（RBAC）。`,
      )
    : both(
        `It uses the API as ${account.en}; to that the role “${role}” is bound, which does not exist (RBAC).`,
        `它以${account.zh}的身份访问 API；绑定给该身份的角色“${role}”不存在（RBAC）。`,
      );
}

/** What it may not do. */
function deedOf({
  kind,
  verb,
  resource,
  where,
  isPath,
}: Refused & { readonly kind: string }): Text {
  if (kind === 'grants')
    return both('grant the rights it wants to pass on', '授予它要转授的权限');
  if (resource === '') return both('do what it asked for', '执行所请求的操作');
  if (isPath)
    return both(`${verb} the path ${resource}`, ` ${verb} 路径 ${resource}`);
  const place =
    where === undefined
      ? both('in the whole cluster', '在整个集群范围内')
      : both(`in namespace ${where}`, `在命名空间 ${where} 中`);
  return both(
    `${verb} ${resource} ${place.en}`,
    `${place.zh} ${verb} ${resource}`,
  );
}

/** What to look at when the token itself was not accepted. */
const tokenStep: Step = {
  text: both(
    'Check that the pod mounts a token of its service account (automountServiceAccountToken), and that the program reads it anew.',
    '检查 Pod 是否挂载了服务账号的令牌（automountServiceAccountToken），以及程序是否会重新读取它。',
  ),
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
};

/** What was refused, and which kind of refusal it is. */
function askedBy(
  words: Pick<LastWords, 'facts' | 'kind' | 'quotes'>,
  pod: Pod,
): Refused & { readonly kind: string } {
  const asked = refused(words, pod);
  const kind = asked.user === 'system:anonymous' ? 'anonymous' : words.kind;
  return { ...asked, kind: kind ?? 'named' };
}

export default defineCause({
  id: 'kubernetes-api-forbidden',
  state: 'crashing',
  title: both(
    'Its service account may not use the Kubernetes API',
    '服务账号无权访问 Kubernetes API',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('kubernetes-api-forbidden', pod, logs, now).map(
      ({ whose, data, quotes, ...words }) => ({
        ...whose,
        data: {
          ...placeOf(subject),
          ...data,
          ...askedBy({ ...words, quotes }, pod),
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const known = accountOf(data.user);
    const account = known
      ? both(
          `service account “${known.name}” of namespace ${known.space}`,
          `命名空间 ${known.space} 的服务账号“${known.name}”`,
        )
      : both(`user “${data.user}”`, `用户“${data.user}”`);
    const deed = deedOf(data);
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because the Kubernetes API does not allow it to ${deed.en}${again.en}.`,
        `${who.zh}中的程序因 Kubernetes API 不允许它${deed.zh} 而${ended.zh}${again.zh}。`,
      ),
      why: reasonOf(account, data),
    };
  },
  steps(data) {
    const { namespace, pod, kind } = data;
    const hasToken = kind !== 'no-token' && kind !== 'anonymous';
    return [
      confirmStep(namespace, data),
      {
        text: both(
          `Check that the pod uses the service account that the roles are bound to (serviceAccountName of ${pod}).`,
          `检查 Pod 是否使用了已绑定角色的服务账号（${pod} 的 serviceAccountName）。`,
        ),
        command: kubectl(
          namespace,
          'get',
          'pod',
          pod,
          '-o',
          'jsonpath={.spec.serviceAccountName}',
        ),
      },
      ...(hasToken ? grantSteps(namespace, data, kind) : [tokenStep]),
    ];
  },
});
