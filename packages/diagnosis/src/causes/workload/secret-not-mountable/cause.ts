import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';

/** Volumes, variables and pull secrets are worded alike: `… is not allowed because service account x does not reference that …`. */
const SECRET =
  /(?:secretName="|\.name="|referencing secret[^"]{0,40}"|secret )([a-z0-9.-]{1,253})"? is not allowed because service account (\S{1,253}) does not reference that (\w{1,40})/;

export default defineCause({
  id: 'secret-not-mountable',
  state: 'workload',
  title: both(
    'The service account may not use this secret',
    '该服务账号不允许使用此 Secret',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/sa-mountable'],
  detect(reading) {
    return createFailures(reading, 'secret-not-mountable').map(
      ({ answer, maker, who, quotes }) => {
        const [, secret, account, kind] = SECRET.exec(answer) ?? [];
        return {
          data: {
            who,
            isPull: kind === 'imagePullSecret',
            account:
              account ??
              maker.spec.template?.spec?.serviceAccountName ??
              'default',
            ...(secret !== undefined && { secret }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, secret, account, isPull }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const which = secret
      ? both(`the secret “${secret}”`, `Secret“${secret}”`)
      : both('a secret', '某个 Secret');
    const list = isPull ? 'imagePullSecrets' : 'secrets';
    return {
      what: both(
        `${name.en} cannot create ${things.en}: they use ${which.en}, which the service account “${account}” does not list under ${list}.`,
        `${name.zh}无法创建${things.zh}：它们使用了${which.zh}，而服务账号“${account}”的 ${list} 中没有列出它。`,
      ),
      why: both(
        'The service account carries the annotation kubernetes.io/enforce-mountable-secrets (or the cluster demands it for all): its pods may then only use the secrets that it lists.',
        '该服务账号带有注解 kubernetes.io/enforce-mountable-secrets（或集群对所有账号都有此要求）：其 Pod 只能使用账号列出的 Secret。',
      ),
    };
  },
  steps({ who, account }) {
    return [
      {
        text: both(
          'See what the service account lists.',
          '查看服务账号列出的内容。',
        ),
        command: kubectl(who.namespace, 'describe', 'serviceaccount', account),
      },
      {
        text: both(
          'Add the secret to the service account, or use another service account that lists it.',
          '将该 Secret 加入服务账号，或改用已列出它的服务账号。',
        ),
      },
      {
        text: both(
          'Remove the annotation if the restriction is not wanted; it is deprecated, and namespaces of their own part secrets better.',
          '如果不需要这种限制，请移除该注解；它已被弃用，使用独立的命名空间来隔离 Secret 更好。',
        ),
        link: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
      },
    ];
  },
});
