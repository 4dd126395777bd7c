import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

const CLOUDS: Readonly<Record<string, string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Azure',
};

/** Annotation by which a service account is tied to an identity of the cloud. */
const TIED_BY: Readonly<Record<string, string>> = {
  aws: 'eks.amazonaws.com/role-arn',
  gcp: 'iam.gke.io/gcp-service-account',
  azure: 'azure.workload.identity/client-id',
};

const RESTART: Step = {
  text: both(
    'Restart the pod after a change of the service account: tokens and variables are put in at creation.',
    '修改服务账号后请重建 Pod：令牌和变量只在创建时注入。',
  ),
};

/** What the identity needs. */
function grant(need: string | undefined): Text {
  return both(
    `Grant that identity ${
      need === undefined ? 'what the log names' : `the right ${need}`
    }, and let it trust this namespace and service account.`,
    `为该身份授予${
      need === undefined ? '日志中提到的权限' : `权限 ${need}`
    }，并让它信任该命名空间和服务账号。`,
  );
}

export default defineCause({
  id: 'cloud-access-denied',
  state: 'crashing',
  title: both("The cloud refuses the pod's identity", '云平台拒绝 Pod 的身份'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('cloud-access-denied', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          cloud: kind ?? '',
          action: data.action,
          need: facts.action ?? facts.name,
          serviceAccount: pod.spec.serviceAccountName ?? 'default',
        },
        quotes: [...quotes, ...quoteOf('pod', pod, 'spec.serviceAccountName')],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { need, serviceAccount } = data;
    const cloud = CLOUDS[data.cloud] ?? both('the cloud', '云平台').en;
    const right =
      need === undefined
        ? both('', '')
        : both(` (it needs ${need})`, `（需要 ${need}）`);
    return {
      what: both(
        `The program in ${who.en} ended because ${cloud} gave it no access${right.en}${again.en}.`,
        `${who.zh}中的程序因 ${cloud} 未授予访问权限${right.zh}而结束${again.zh}。`,
      ),
      why: both(
        `A pod gets its identity at the cloud through its service account, here “${serviceAccount}”: either that ties to no identity, or the identity lacks the right.`,
        `Pod 通过服务账号（此处为“${serviceAccount}”）获得云平台身份：要么它没有关联身份，要么该身份缺少权限。`,
      ),
    };
  },
  steps(data) {
    const { namespace, serviceAccount, cloud, need, action } = data;
    const tie = TIED_BY[cloud] ?? '';
    return [
      {
        text: both(
          `Check that the service account carries ${
            tie ? `the annotation ${tie}` : 'the annotation of your cloud'
          } with the right identity.`,
          `检查服务账号是否带有${
            tie ? `注解 ${tie}` : '所用云平台的注解'
          }，且身份正确。`,
        ),
        command: kubectl(
          namespace,
          'get',
          'serviceaccount',
          serviceAccount,
          '-o',
          'yaml',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
      },
      { text: grant(need) },
      RESTART,
      {
        text: both(
          'Read which request was refused.',
          '查看被拒绝的是哪个请求。',
        ),
        action,
      },
    ];
  },
});
