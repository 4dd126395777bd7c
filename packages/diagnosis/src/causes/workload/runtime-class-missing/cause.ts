import { both, defineCause } from '../../../engine';
import {
  CREATE_FACTS,
  createFailures,
  quoteMaker,
} from '../../shared/createFailure';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';

export default defineCause({
  id: 'runtime-class-missing',
  state: 'workload',
  title: both('The runtime class does not exist', '运行时类不存在'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/runtimeclass'],
  detect(reading) {
    const { now } = reading;
    return createFailures(reading, 'runtime-class-missing').map(
      ({ answer, maker, who, quotes }) => {
        const name = /RuntimeClass "([^"]{1,253})"/.exec(answer)?.[1] ?? '';
        return {
          data: { who, name, now },
          quotes: [
            ...quotes,
            ...quoteMaker(
              reading,
              maker,
              'spec.template.spec.runtimeClassName',
            ),
          ],
        };
      },
    );
  },
  explain({ who, name: runtimeClass }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because the cluster has no runtime class “${runtimeClass}”.`,
        `${name.zh}无法创建${things.zh}，因为集群中没有运行时类“${runtimeClass}”。`,
      ),
      why: both(
        'A runtime class (RuntimeClass) names a way to run containers, such as gVisor, Kata or the NVIDIA runtime; it comes with the software that provides it. The name is misspelt, or that software is not installed in this cluster.',
        '运行时类（RuntimeClass）指定运行容器的方式，例如 gVisor、Kata 或 NVIDIA 运行时；它随提供该方式的软件一起安装。可能是名称拼写错误，或该集群没有安装相应软件。',
      ),
    };
  },
  steps({ who, now }) {
    return [
      {
        text: both(
          'See which runtime classes there are.',
          '查看现有的运行时类。',
        ),
        command: 'kubectl get runtimeclasses',
        link: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
      },
      {
        text: both(
          'Correct runtimeClassName in the manifest, or leave it out if the ordinary runtime will do.',
          '改正清单中的 runtimeClassName；如果普通运行时即可，请不要设置。',
        ),
      },
      {
        text: both(
          'Ask your platform team whether this cluster is to have that runtime.',
          '向平台团队确认该集群是否应提供这种运行时。',
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
