import { both, defineCause, shellWord } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import { oneLine } from '../../shared/webhook';

/** Beta of 1.28 and alpha of 1.26 write the same; mutating policies (1.32) say only "policy". */
const DENIED =
  /((?:Validating|Mutating)AdmissionPolicy|policy) '([^']{1,253})'(?: with binding '([^']{1,253})')?(?: denied request)?: /;

export default defineCause({
  id: 'admission-policy-denied',
  state: 'workload',
  title: both(
    'An admission policy of the cluster refuses the pod',
    '集群的准入策略拒绝了该 Pod',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/vap'],
  detect(reading) {
    return createFailures(reading, 'admission-policy-denied').map(
      ({ answer, who, quotes }) => {
        const match = DENIED.exec(answer);
        const [all = '', kind = '', policy = '', binding] = match ?? [];
        const reason = oneLine(answer.slice((match?.index ?? 0) + all.length));
        return {
          data: {
            who,
            // The expression itself failed: the policy is at fault, not the pod.
            isBroken:
              /resulted in error|failed to configure|no params found|compilation error|no such key/.test(
                reason,
              ),
            isMutating: kind !== 'ValidatingAdmissionPolicy',
            policy,
            reason,
            now: reading.now,
            ...(binding && { binding }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, policy, binding, reason, isBroken }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const by = binding
      ? both(` (bound by “${binding}”)`, `（由“${binding}”绑定）`)
      : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${things.en}: the admission policy “${policy}”${by.en} refuses them and says: “${reason}”.`,
        `${name.zh}无法创建${things.zh}：准入策略“${policy}”${by.zh}拒绝了请求，并说明：“${reason}”。`,
      ),
      why: isBroken
        ? both(
            'The policy’s own rule could not be worked out for this pod, a field it reads is missing or its parameters are: the policy needs repair rather than the manifest.',
            '该策略自身的规则无法对此 Pod 求值：缺少它读取的字段或参数；需要修复的是策略而不是清单。',
          )
        : both(
            'An admission policy is a rule that those who run the cluster have written; each new pod is checked by it, and is refused until the manifest or the rule changes.',
            '准入策略是集群管理者编写的规则；每个新 Pod 都要经过检查，在修改清单或规则之前会一直被拒绝。',
          ),
    };
  },
  steps({ who, policy, isMutating, isBroken, now }) {
    const kind = isMutating
      ? 'mutatingadmissionpolicy'
      : 'validatingadmissionpolicy';
    const read = {
      text: both('Read the rule.', '查看该规则。'),
      command: `kubectl get ${kind} ${shellWord(policy)} -o yaml`,
      link: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    };
    const change = {
      text: both(
        'Change the manifest as the message demands; what counts is the pod template.',
        '按照提示修改清单；起作用的是其中的 Pod 模板。',
      ),
    };
    return [
      ...(isBroken ? [read] : [change, read]),
      {
        text: both(
          'Ask those who wrote it to repair it, or for an exception.',
          '请策略的作者修复它，或给予例外。',
        ),
      },
      {
        text: both(
          'Annotate the workload after the rule was changed, so that Kubernetes tries again at once.',
          '如果规则已修改，请给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
