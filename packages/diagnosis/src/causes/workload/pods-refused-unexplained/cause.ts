import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import {
  describeMaker,
  retryCommand,
  thingsOf,
  whoOf,
} from '../../shared/lacking';
import { oneLine } from '../../shared/webhook';

export default defineCause({
  id: 'pods-refused-unexplained',
  state: 'workload',
  title: both('The cluster refuses the pods', '集群拒绝创建 Pod'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  lastResort: true,
  covers: [
    'controller/sts-FailedCreate',
    'controller/cronjob-FailedCreate',
    'controller/dep-ReplicaSetCreateError',
  ],
  detect(reading) {
    return createFailures(reading, 'other').map(({ answer, who, quotes }) => ({
      data: { who, said: oneLine(answer), now: reading.now },
      quotes,
    }));
  },
  explain({ who, said }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    return {
      what: both(
        `${name.en} cannot create ${things.en}, and the API server gives as its reason: “${said}”.`,
        `${name.zh}无法创建${things.zh}，API 服务器给出的原因是：“${said}”。`,
      ),
      why: both(
        'These words are not among those that are known here. It is the cluster’s answer to the pod as it is made from the manifest, by a rule of the cluster, of its cloud, or by its validation.',
        '这段文字不在已知的范围内。它是集群对按清单生成的 Pod 的答复，来自集群或云平台的规则，或其校验。',
      ),
    };
  },
  steps({ who, now }) {
    return [
      {
        text: both(
          'Read the events of the workload that tries: how often, and since when.',
          '查看相关工作负载的事件：发生的次数与开始时间。',
        ),
        command: describeMaker(who),
      },
      {
        text: both(
          'Compare the manifest with the release before, which was accepted.',
          '将清单与之前被接受的版本进行比较。',
        ),
      },
      {
        text: both(
          'Ask your platform team with these words; they know the rules of the cluster.',
          '带着这段文字咨询平台团队，他们了解集群的规则。',
        ),
        link: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
      },
      {
        text: both(
          'Annotate the workload after a change in the cluster, so that Kubernetes tries again at once.',
          '集群有变更后，给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
