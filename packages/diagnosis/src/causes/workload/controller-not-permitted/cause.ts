import type { Step } from '../../../engine';
import { both, defineCause, shellWord } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import { kubectl } from '../../shared/kubectl';

/** Since 1.12; before `cannot create pods in the namespace "x"`. */
const USER =
  /User "([^"]{1,300})" cannot (\w{1,40})(?: resource)? "?([\w./-]{1,253})"?/;

/** Which right is missing: the verb itself, the one behind blockOwnerDeletion, or the controller's whole identity. */
type Lack = 'verb' | 'owner' | 'identity';

function lackOf(answer: string): Lack {
  if (answer.includes('blockOwnerDeletion')) return 'owner';
  return /^Unauthorized\b/.test(answer) ? 'identity' : 'verb';
}

const WHY = {
  verb: both(
    'Kubernetes’ own controllers get their rights from built-in roles (system:controller:…). Somebody has changed or removed such a role or its binding, or the cluster authorises by another service that says no. The manifest is not at fault.',
    'Kubernetes 自身控制器的权限来自内置角色（system:controller:…）。该角色或其绑定被修改或删除，或集群使用的其他授权服务拒绝了请求。这不是清单的问题。',
  ),
  owner: both(
    'The new object is to block the deletion of its owner (blockOwnerDeletion), and this cluster (admission plugin OwnerReferencesPermissionEnforcement, as on OpenShift) lets only those do so who may set finalizers on the owner. An operator’s role usually lacks “update” on the owner’s “finalizers”.',
    '新对象要阻止其属主被删除（blockOwnerDeletion），而该集群（准入插件 OwnerReferencesPermissionEnforcement，如 OpenShift）只允许有权在属主上设置终结器的账号这样做。通常是 operator 的角色缺少对属主“finalizers”的“update”权限。',
  ),
  identity: both(
    'The API server does not accept the credentials of the controller (kube-controller-manager) any more: a certificate or token has expired or was changed. The manifest is not at fault, and no workload of the cluster gets new pods.',
    'API 服务器不再接受控制器（kube-controller-manager）的凭据：证书或令牌已过期或被更换。这不是清单的问题，集群中所有工作负载都无法得到新的 Pod。',
  ),
} as const;

/** The right that is missing, as far as the message names it. */
interface Right {
  readonly user?: string;
  readonly verb?: string;
  readonly resource?: string;
}

/** Commands that show whether the right is there, and where it should come from. */
function checks(namespace: string, lack: Lack, right: Right): Step[] {
  const { user, verb, resource } = right;
  if (!user || !verb || !resource) return [];
  const check = {
    text: both('Check the right.', '检查该权限。'),
    command: kubectl(namespace, 'auth', 'can-i', verb, resource, '--as', user),
  };
  const controller = /^system:serviceaccount:kube-system:(.{1,253})$/.exec(
    user,
  );
  if (!controller?.[1] || lack !== 'verb') return [check];
  const role = shellWord(`system:controller:${controller[1]}`);
  return [
    check,
    {
      text: both(
        'Compare the built-in role and its binding with those of another cluster.',
        '将内置角色及其绑定与其他集群进行比较。',
      ),
      command: `kubectl get clusterrole,clusterrolebinding ${role} -o yaml`,
      link: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles',
    },
  ];
}

export default defineCause({
  id: 'controller-not-permitted',
  state: 'workload',
  title: both(
    'The controller has no right to create the pod',
    '控制器没有创建 Pod 的权限',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/rbac', 'admission/ownerref'],
  detect(reading) {
    return createFailures(reading, 'controller-not-permitted').map(
      ({ answer, who, quotes }) => {
        const [, user, verb, resource] = USER.exec(answer) ?? [];
        return {
          data: {
            who,
            lack: lackOf(answer),
            now: reading.now,
            ...(user !== undefined && { user }),
            ...(verb !== undefined && { verb }),
            ...(resource !== undefined && { resource }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, lack, user, verb, resource }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const right =
      user && verb && resource
        ? both(
            `“${user}” may not ${verb} ${resource} in namespace “${who.namespace}”`,
            `“${user}”无权在命名空间“${who.namespace}”中对 ${resource} 执行 ${verb}`,
          )
        : both(
            'the controller has not the rights it needs',
            '控制器缺少所需的权限',
          );
    return {
      what: both(
        `${name.en} cannot create ${things.en}: ${right.en}.`,
        `${name.zh}无法创建${things.zh}：${right.zh}。`,
      ),
      why: WHY[lack],
    };
  },
  steps({ who, lack, now, ...right }) {
    return [
      ...checks(who.namespace, lack, right),
      {
        text: both(
          'Tell your platform team: only they can give the controller its rights back.',
          '告知平台团队：只有他们能恢复控制器的权限。',
        ),
      },
      {
        text: both(
          'Annotate the workload afterwards, so that Kubernetes tries again at once.',
          '之后给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
