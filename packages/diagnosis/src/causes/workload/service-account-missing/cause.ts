import type { Step } from '../../../engine';
import { both, defineCause, nearest, quoteOf } from '../../../engine';
import {
  CREATE_FACTS,
  createFailures,
  quoteMaker,
} from '../../shared/createFailure';
import { deployHookOf, hookInWords, hookStep } from '../../shared/deployHook';
import { kubectl } from '../../shared/kubectl';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';

/** The second wording is that of Kubernetes before 1.24, when the account had no token yet or was not seen yet. */
const NAMED =
  /service account (?:[a-z0-9-]{1,63}\/)?"?([a-z0-9.-]{1,253})"?(?:: | was not found|, retry)/;

const ACCOUNT = 'spec.template.spec.serviceAccountName';

const nounOf = (account: string) =>
  both(`the service account “${account}”`, `服务账号“${account}”`);

const seeAccounts = (namespace: string): Step => ({
  text: both('See which service accounts there are.', '查看现有的服务账号。'),
  command: kubectl(namespace, 'get', 'serviceaccounts'),
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
});

export default defineCause({
  id: 'service-account-missing',
  state: 'workload',
  title: both('The service account does not exist', '服务账号不存在'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'serviceAccounts'],
  alsoWhenHealthy: true,
  covers: ['admission/sa-notfound'],
  detect(reading) {
    const { serviceAccounts, now } = reading;
    const accounts =
      serviceAccounts.status === 'ok' ? serviceAccounts.value : [];
    return createFailures(reading, 'service-account-missing').map(
      ({ answer, maker, who, quotes }) => {
        const own = maker.spec.template?.spec?.serviceAccountName;
        const account = NAMED.exec(answer)?.[1] ?? own ?? 'default';
        const names = accounts.map(({ metadata }) => metadata.name ?? '');
        const i = names.indexOf(account);
        const near = nearest(account, names);
        // The namespace brings its own "default".
        const isOwn = i === -1 && account !== 'default';
        const made = isOwn
          ? deployHookOf(undefined, reading.owners)
          : undefined;
        return {
          data: {
            who,
            account,
            now,
            isThereNow: i !== -1,
            lacksToken: answer.includes('no API token found'),
            ...(near !== undefined && { near }),
            ...(made && { hook: made.hook }),
          },
          quotes: [
            ...quotes,
            ...quoteMaker(reading, maker, ACCOUNT),
            ...(made?.quotes ?? []),
          ],
          contradictions: quoteOf(
            'serviceAccounts',
            accounts,
            `${i}.metadata.name`,
          ),
        };
      },
    );
  },
  explain({ who, account, near, isThereNow, lacksToken, hook }) {
    const first = hook ? hookInWords(hook, nounOf(account)) : both('', '');
    const gap = hook ? ' ' : '';
    const name = whoOf(who);
    const things = thingsOf(who);
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : both('', '');
    const what = lacksToken
      ? both(
          `${name.en} cannot create ${things.en}, because the service account “${account}” has no token yet.`,
          `${name.zh}无法创建${things.zh}，因为服务账号“${account}”还没有令牌。`,
        )
      : both(
          `${name.en} cannot create ${things.en}, because the service account “${account}” does not exist in namespace “${who.namespace}”.`,
          `${name.zh}无法创建${things.zh}，因为命名空间“${who.namespace}”中没有服务账号“${account}”。`,
        );
    if (isThereNow && !lacksToken) {
      return {
        what,
        why: both(
          'It has been created meanwhile; Kubernetes tries again by itself, after a pause that may have grown to a quarter of an hour.',
          '它已在此期间创建；Kubernetes 会自动重试，但间隔可能已增长到一刻钟。',
        ),
      };
    }
    return {
      what,
      why: both(
        `${first.en}${gap}A pod runs under a service account of its own namespace, and Kubernetes makes no pod without it. The name is misspelt, the account was not delivered with the service, or it was deleted.${meant.en}`,
        `${first.zh}Pod 必须以所在命名空间的服务账号运行，没有它 Kubernetes 不会创建 Pod。可能是名称拼写错误、账号没有随服务一起部署，或已被删除。${meant.zh}`,
      ),
    };
  },
  steps({ who, account, near, now, isThereNow, hook }) {
    const { namespace } = who;
    const retry = {
      text: both(
        'Annotate the workload once the account exists, so that Kubernetes tries again at once.',
        '账号存在后，给工作负载加一个注解，使 Kubernetes 立即重试。',
      ),
      command: retryCommand(who, now),
    };
    const list = seeAccounts(namespace);
    if (isThereNow) return [list, retry];
    return [
      ...(hook ? [hookStep(hook, nounOf(account))] : []),
      list,
      {
        text: both(
          `Correct serviceAccountName in the manifest if ${
            near ? `“${near}” is meant` : 'it is misspelt'
          }.`,
          `如果${
            near ? `应为“${near}”` : '拼写有误'
          }，请改正清单中的 serviceAccountName。`,
        ),
      },
      {
        text: both(
          'Create the account, together with the roles that the program needs.',
          '创建该账号，并授予程序所需的角色。',
        ),
        command: kubectl(namespace, 'create', 'serviceaccount', account),
      },
      retry,
    ];
  },
});
