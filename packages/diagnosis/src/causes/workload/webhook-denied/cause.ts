import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import { LIST_WEBHOOKS, oneLine, webhookIn } from '../../shared/webhook';

/** Policy engines by a part of their webhooks' names, or of what they say. */
const ENGINES: readonly {
  readonly says: RegExp;
  readonly name: string;
  readonly list?: string;
}[] = [
  {
    says: /kyverno/i,
    name: 'Kyverno',
    list: 'kubectl get clusterpolicies,policies -A',
  },
  {
    says: /azurepolicy/i,
    name: 'Azure Policy',
    list: 'kubectl get constraints',
  },
  {
    says: /gke-?policy|warden|autogke|common-webhooks\.networking\.gke\.io/i,
    name: 'GKE',
  },
  {
    says: /gatekeeper\.sh/i,
    name: 'Gatekeeper',
    list: 'kubectl get constraints',
  },
  {
    says: /sigstore\.dev|cosign/i,
    name: 'Sigstore',
    list: 'kubectl get clusterimagepolicies',
  },
];

const DENIED =
  /admission webhook "[^"]{1,253}" denied the request(?:: |( without explanation))?/;

export default defineCause({
  id: 'webhook-denied',
  state: 'workload',
  title: both(
    'A policy of the cluster (admission webhook) refuses the pod',
    '集群策略（准入 webhook）拒绝了该 Pod',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/webhook-denied', 'admission/webhook-noexp'],
  detect(reading) {
    return createFailures(reading, 'webhook-denied').map(
      ({ answer, who, quotes }) => {
        const { name } = webhookIn(answer);
        const match = DENIED.exec(answer);
        const end = match ? match.index + match[0].length : answer.length;
        const reason = oneLine(answer.slice(end));
        // A webhook's name tells who it is, its words only where they name the engine.
        const engine = ENGINES.find(({ says }) =>
          says.test(`${name} ${reason}`),
        );
        return {
          data: {
            who,
            webhook: name,
            reason,
            now: reading.now,
            ...(engine && { engine: engine.name }),
            ...(engine?.list && { list: engine.list }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, webhook, reason, engine }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const of = engine
      ? both(` of the policy engine ${engine}`, `策略引擎 ${engine} 的`)
      : both('', '');
    const said = reason
      ? both(`, and says: “${reason}”`, `，并说明：“${reason}”`)
      : both(', without saying why', '，且没有说明原因');
    return {
      what: both(
        `${name.en} cannot create ${things.en}: the admission webhook “${webhook}”${of.en} refuses them${said.en}.`,
        `${name.zh}无法创建${things.zh}：${of.zh}准入 webhook“${webhook}”拒绝了请求${said.zh}。`,
      ),
      why: both(
        'An admission webhook is a program that the cluster asks before it stores an object. This one answered and said no, by a rule of those who run the cluster; the pods are refused until the manifest or the rule changes.',
        '准入 webhook 是集群在保存对象之前询问的程序。它给出了答复并拒绝，依据的是集群管理者制定的规则；在修改清单或规则之前，Pod 会一直被拒绝。',
      ),
    };
  },
  steps({ who, webhook, list, now }) {
    return [
      {
        text: both(
          'Change the manifest as the message demands; what counts is the pod template.',
          '按照提示修改清单；起作用的是其中的 Pod 模板。',
        ),
      },
      {
        text: both(
          list
            ? 'List the rules that hold in the cluster.'
            : `Find out whose webhook “${webhook}” is.`,
          list
            ? '列出集群中生效的规则。'
            : `确认 webhook“${webhook}”由谁负责。`,
        ),
        command: list ?? LIST_WEBHOOKS,
        link: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
      },
      {
        text: both(
          'Ask those who run it for an exception if the program cannot do without.',
          '如果程序必须如此，请其负责人给予例外。',
        ),
      },
      {
        text: both(
          'Annotate the workload after a rule was changed, so that Kubernetes tries again at once.',
          '如果规则已修改，请给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
