import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import type { Refused } from './refused';

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Namespace and name of a service account, by the name its user has. */
export function accountOf(
  user: string,
): { space: string; name: string } | undefined {
  const [, space, name] = ACCOUNT.exec(user) ?? [];
  return space !== undefined && name !== undefined
    ? { space, name }
    : undefined;
}

const LINK = 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/';

/** A name for a role, made of what it allows to whom. */
const nameOf = (parts: readonly string[]) =>
  parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

/** In words, a role with the missing right. */
const createInWords = (isWide: boolean): Text =>
  both(
    `Create a ${
      isWide ? 'cluster role' : 'role'
    } with this right, if it should have it; or add it to the role it has.`,
    `如果应当拥有该权限，请创建包含它的${
      isWide ? '集群角色' : '角色'
    }，或将其加入现有角色。`,
  );

/** A role with exactly the missing right, and its binding. */
function rolesFor(
  namespace: string,
  { user, verb, resource, where, isPath }: Refused,
): Step[] {
  const account = accountOf(user);
  const whom = account
    ? `--serviceaccount=${account.space}:${account.name}`
    : `--user=${user}`;
  const id = nameOf([account?.name ?? 'user', verb, resource]);
  const isWide = where === undefined;
  const role = isWide ? 'clusterrole' : 'role';
  const place = where ?? namespace;
  return [
    {
      text: createInWords(isWide),
      command: kubectl(
        place,
        'create',
        role,
        id,
        `--verb=${verb}`,
        `--${isPath ? 'non-resource-url' : 'resource'}=${resource}`,
      ),
      link: LINK,
    },
    {
      text: both('Bind it to the service account.', '将其绑定到该服务账号。'),
      command: kubectl(
        place,
        'create',
        `${role}binding`,
        id,
        `--${role}=${id}`,
        whom,
      ),
    },
  ];
}

/** Whether a right is there, or which are. */
export function confirmStep(namespace: string, asked: Refused): Step {
  const { user, verb, resource, where, isPath } = asked;
  const isWide = where === undefined && !isPath && resource !== '';
  const text = resource
    ? both('Confirm the missing right.', '确认缺少的权限。')
    : both(
        'List the rights that the service account has.',
        '列出该服务账号拥有的权限。',
      );
  const what = resource ? [verb, resource] : ['--list'];
  return {
    text,
    command: kubectl(
      where ?? namespace,
      'auth',
      'can-i',
      ...what,
      `--as=${user}`,
      ...(isWide ? ['--all-namespaces'] : []),
    ),
  };
}

/** How the right is given. */
export function grantSteps(
  namespace: string,
  asked: Refused,
  kind: string,
): Step[] {
  if (kind === 'grants')
    return [
      {
        text: both(
          'Give the service account each right that it is to pass on, or the verbs “escalate” on roles and “bind” on the role, if it should have them.',
          '向该服务账号授予它要转授的每项权限；或者在确有必要时授予对角色的“escalate”和“bind”动词。',
        ),
        link: `${LINK}#privilege-escalation-prevention-and-bootstrapping`,
      },
    ];
  if (asked.role !== undefined)
    return [
      {
        text: both(
          `Create the role “${asked.role}”, or correct the binding that names it: the binding is there, the role is not.`,
          `创建角色“${asked.role}”，或修正引用它的绑定：绑定存在，但角色不存在。`,
        ),
        link: LINK,
      },
    ];
  if (asked.resource === '')
    return [
      {
        text: both(
          'Give it get, list and watch on what the command names: kubectl wait, rollout status and get --watch need all three; this answer is that of a watch.',
          '为命令所针对的资源授予 get、list 和 watch：kubectl wait、rollout status 和 get --watch 三者都需要，而此回答来自 watch 请求。',
        ),
        link: LINK,
      },
    ];
  return rolesFor(namespace, asked);
}
