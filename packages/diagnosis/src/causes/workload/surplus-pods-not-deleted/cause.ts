import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import type { CreateProblem } from '../../shared/createError';
import { CREATE_FACTS, failures } from '../../shared/createFailure';
import { LIST_WEBHOOKS, oneLine, webhookIn } from '../../shared/webhook';
import { describeMaker } from '../../shared/lacking';

/** Who keeps the pods: a webhook that says no, one that does not answer, a policy, or something else. */
type Keeper = 'webhook' | 'silent webhook' | 'policy' | 'other';

function keptBy(problem: CreateProblem): Keeper {
  if (problem === 'webhook-denied') return 'webhook';
  if (problem === 'admission-policy-denied') return 'policy';
  return problem.startsWith('webhook-') ? 'silent webhook' : 'other';
}

const POLICIES = {
  text: both(
    'List the admission policies of the cluster.',
    '列出集群的准入策略。',
  ),
  command: 'kubectl get validatingadmissionpolicies',
  link: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
};

function whyKept(kept: Keeper, webhook: string = ''): Text {
  switch (kept) {
    case 'webhook':
      return both(
        `The admission webhook “${webhook}” is asked before each deletion and refuses it by a rule of those who run the cluster.`,
        `每次删除前都要询问准入 webhook“${webhook}”，它依据集群管理者的规则拒绝了删除。`,
      );
    case 'silent webhook':
      return both(
        `The admission webhook “${webhook}” is asked before each deletion and gives no usable answer, so nothing it is asked about can be deleted.`,
        `每次删除前都要询问准入 webhook“${webhook}”，而它没有给出可用的应答，因此需要询问它的对象都无法删除。`,
      );
    case 'policy':
      return both(
        'An admission policy of the cluster is checked before each deletion and forbids it; the pods go on running and taking work.',
        '每次删除前都要检查集群的准入策略，它禁止了删除；这些 Pod 会继续运行并处理请求。',
      );
    default:
      return both(
        'A rule of the cluster, a missing right of the controller, or a busy API keeps the pods; they go on running and taking work.',
        '集群的规则、控制器缺少权限或 API 繁忙使这些 Pod 无法删除；它们会继续运行并处理请求。',
      );
  }
}

export default defineCause({
  id: 'surplus-pods-not-deleted',
  state: 'workload',
  title: both(
    'Pods that are too many cannot be deleted',
    '多余的 Pod 无法删除',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  covers: ['controller/rs-FailedDelete'],
  detect(reading) {
    return failures(reading, 'delete').map(
      ({ answer, problem, who, quotes }) => {
        const webhook = webhookIn(answer).name;
        return {
          data: {
            who,
            said: oneLine(answer),
            kept: keptBy(problem),
            ...(webhook !== '' && { webhook }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, said, webhook, kept }) {
    const { kind, name, has, wants } = who;
    return {
      what: both(
        `${kind} “${name}” has ${has} pods where it should have ${wants}, because the API server refuses to delete them: “${said}”.`,
        `${kind}“${name}”应有 ${wants} 个 Pod，却有 ${has} 个，因为 API 服务器拒绝删除：“${said}”。`,
      ),
      why: whyKept(kept, webhook),
    };
  },
  steps({ who, webhook, kept }) {
    return [
      {
        text: both(
          'See what is refused, and since when.',
          '查看被拒绝的内容和开始时间。',
        ),
        command: describeMaker(who),
      },
      ...(kept === 'policy' ? [POLICIES] : []),
      ...(webhook
        ? [
            {
              text: both(
                `Find out whose webhook “${webhook}” is.`,
                `确认 webhook“${webhook}”由谁负责。`,
              ),
              command: LIST_WEBHOOKS,
              link: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
            },
          ]
        : []),
      {
        text: both(
          'Ask those who run the webhook or policy to repair it or to allow the deletion; the controller goes on by itself.',
          '请该 webhook 或策略的负责人修复或允许删除；控制器随后会自动继续。',
        ),
      },
    ];
  },
});
