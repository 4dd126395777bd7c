import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';
import { LIST_WEBHOOKS, oneLine, webhookIn } from '../../shared/webhook';

export default defineCause({
  id: 'webhook-response-invalid',
  state: 'workload',
  title: both(
    'An admission webhook answers what Kubernetes cannot use',
    '准入 webhook 的应答无效',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/webhook-invalid'],
  detect(reading) {
    return createFailures(reading, 'webhook-response-invalid').map(
      ({ answer, who, quotes }) => {
        const webhook = webhookIn(answer);
        const said = answer
          .replace(/^Internal error occurred: /, '')
          .replace(
            /^failed calling (?:admission )?webhook "[^"]{1,253}": (?:failed to call webhook: )?/,
            '',
          );
        return { data: { who, webhook, said: oneLine(said, 300) }, quotes };
      },
    );
  },
  explain({ who, webhook, said }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const which = webhook.name
      ? both(
          `the admission webhook “${webhook.name}”`,
          `准入 webhook“${webhook.name}”`,
        )
      : both('a mutating admission webhook', '某个修改型准入 webhook');
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because ${which.en} answers in a way that Kubernetes cannot use: “${said}”.`,
        `${name.zh}无法创建${things.zh}，因为${which.zh}的应答无法被 Kubernetes 使用：“${said}”。`,
      ),
      why: both(
        'The cluster asks this webhook before it stores a pod. It was reached, but it answered with an error status, with something else than a review, or with a change that does not fit the pod: a fault of the webhook or of its configuration, not of the manifest.',
        '集群在保存 Pod 之前会询问该 webhook。它可以访问，但返回了错误状态、不是审查结果的内容，或与 Pod 不符的修改：这是 webhook 或其配置的问题，不是清单的问题。',
      ),
    };
  },
  steps({ webhook }) {
    const { service, namespace, name } = webhook;
    return [
      {
        text: both(
          name
            ? `Check path, port and version in the configuration of “${name}”.`
            : 'Find the mutating webhooks of the cluster.',
          name
            ? `检查“${name}”配置中的路径、端口和版本。`
            : '查找集群中的修改型 webhook。',
        ),
        command: LIST_WEBHOOKS,
        link: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
      },
      ...(service && namespace
        ? [
            {
              text: both(
                `Read the log of the program behind the service “${service}”.`,
                `查看服务“${service}”背后程序的日志。`,
              ),
              command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
            },
          ]
        : []),
      {
        text: both(
          'Tell whoever runs the webhook: new pods of other services are refused as well.',
          '通知该 webhook 的负责人：其他服务的新 Pod 也会被拒绝。',
        ),
      },
    ];
  },
});
