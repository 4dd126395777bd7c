import { both, defineCause } from '../../../engine';
import {
  CREATE_FACTS,
  createFailures,
  quoteMaker,
} from '../../shared/createFailure';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';

export default defineCause({
  id: 'priority-class-missing',
  state: 'workload',
  title: both('The priority class does not exist', '优先级类不存在'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/priorityclass'],
  detect(reading) {
    const { now } = reading;
    return createFailures(reading, 'priority-class-missing').map(
      ({ answer, maker, who, quotes }) => {
        const name =
          /PriorityClass with name (\S{1,253}) was found/.exec(answer)?.[1] ??
          '';
        return {
          data: { who, name, now },
          quotes: [
            ...quotes,
            ...quoteMaker(
              reading,
              maker,
              'spec.template.spec.priorityClassName',
            ),
          ],
        };
      },
    );
  },
  explain({ who, name: priorityClass }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because the cluster has no priority class “${priorityClass}”.`,
        `${name.zh}无法创建${things.zh}，因为集群中没有优先级类“${priorityClass}”。`,
      ),
      why: both(
        'Priority classes (PriorityClass) belong to the whole cluster and differ from one cluster to the next. The name is misspelt, or this cluster never had it.',
        '优先级类（PriorityClass）属于整个集群，各集群可能不同。可能是名称拼写错误，或该集群从未有过它。',
      ),
    };
  },
  steps({ who, now }) {
    return [
      {
        text: both(
          'See which priority classes there are.',
          '查看现有的优先级类。',
        ),
        command: 'kubectl get priorityclasses',
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      },
      {
        text: both(
          'Correct priorityClassName in the manifest, or leave it out.',
          '改正清单中的 priorityClassName，或不设置。',
        ),
      },
      {
        text: both(
          'Ask your platform team to create the class if the service needs it.',
          '如果服务需要，请平台团队创建该优先级类。',
        ),
      },
      {
        text: both(
          'Annotate the workload once the class exists, so that Kubernetes tries again at once.',
          '创建后给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
    ];
  },
});
