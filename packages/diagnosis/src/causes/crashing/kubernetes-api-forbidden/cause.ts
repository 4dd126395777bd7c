import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import type { LastWords } from '../../shared/lastWords';
import { endings, inWords, lastWords } from '../../shared/lastWords';

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** What a refusal names. */
interface Refused {
  readonly user: string;
  readonly verb: string;
  readonly resource: string;
  /** Namespace; absent: the whole cluster. */
  readonly where?: string | undefined;
}

/** A role with exactly the missing right, and its binding. */
function grant(
  namespace: string,
  { user, verb, resource, where }: Refused,
): Step[] {
  const [, owner = namespace, name = 'default'] = ACCOUNT.exec(user) ?? [];
  const id = `${name}-${verb}-${resource.replace(/[^a-z0-9]+/g, '-')}`;
  const isWide = where === undefined;
  const role = isWide ? 'clusterrole' : 'role';
  return [
    {
      text: both(
        `Create a ${
          isWide ? 'cluster role' : 'role'
        } with this right, if it should have it.`,
        `如果应当拥有该权限，请创建包含它的${isWide ? '集群角色' : '角色'}。`,
      ),
      command: kubectl(
        where ?? namespace,
        'create',
        role,
        id,
        `--verb=${verb}`,
        `--resource=${resource}`,
      ),
      link: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    },
    {
      text: both('Bind it to the service account.', '将其绑定到该服务账号。'),
      command: kubectl(
        where ?? namespace,
        'create',
        `${role}binding`,
        id,
        `--${role}=${id}`,
        `--serviceaccount=${owner}:${name}`,
      ),
    },
  ];
}

/** What was refused: by the API's own sentence, or by the address that was asked. */
function refused(
  { facts, kind }: Pick<LastWords, 'facts' | 'kind'>,
  { metadata, spec }: Pod,
): Refused {
  const { user, verb, resource, name, group, where } = facts;
  const account = spec.serviceAccountName ?? 'default';
  const own = `system:serviceaccount:${metadata.namespace ?? ''}:${account}`;
  const isByAddress = kind !== undefined;
  return {
    user: user ?? (isByAddress ? own : ''),
    verb: verb ?? (isByAddress ? 'list' : ''),
    resource: [resource ?? name ?? '', group].filter(Boolean).join('.'),
    where,
  };
}

/** Why the API said no. */
function reasonOf(account: Text, hasToken: boolean): Text {
  return hasToken
    ? both(
        `It uses the API as ${account.en}, and no role bound to that allows this (RBAC).`,
        `它以${account.zh}的身份访问 API，而绑定给该身份的角色都不允许此操作（RBAC）。`,
      )
    : both(
        `It should use the API as ${account.en}, but the API did not accept its token (401): there is none, it has expired, or another cluster issued it.`,
        `它应以${account.zh}的身份访问 API，但 API 不接受它的令牌（401）：没有令牌、令牌已过期，或由其他集群签发。`,
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
          ...refused(words, pod),
          hasToken: words.kind !== 'no-token',
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { user, verb, resource, where } = data;
    const [, namespace, name] = ACCOUNT.exec(user) ?? [];
    const account =
      name === undefined
        ? both(`user “${user}”`, `用户“${user}”`)
        : both(
            `service account “${name}” of namespace ${namespace}`,
            `命名空间 ${namespace} 的服务账号“${name}”`,
          );
    const place =
      where === undefined
        ? both('in the whole cluster', '在整个集群范围内')
        : both(`in namespace ${where}`, `在命名空间 ${where} 中`);
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because the Kubernetes API does not allow it to ${verb} ${resource} ${place.en}${again.en}.`,
        `${who.zh}中的程序因 Kubernetes API 不允许它${place.zh} ${verb} ${resource} 而${ended.zh}${again.zh}。`,
      ),
      why: reasonOf(account, data.hasToken),
    };
  },
  steps(data) {
    const { namespace, user, verb, resource, where, pod } = data;
    const isWide = where === undefined;
    return [
      {
        text: both('Confirm the missing right.', '确认缺少的权限。'),
        command: kubectl(
          where ?? namespace,
          'auth',
          'can-i',
          verb,
          resource,
          `--as=${user}`,
          ...(isWide ? ['--all-namespaces'] : []),
        ),
      },
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
      ...(data.hasToken ? grant(namespace, data) : [tokenStep]),
    ];
  },
});
