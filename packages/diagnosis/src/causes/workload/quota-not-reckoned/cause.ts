import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';

/** What is wrong with the reckoning, by the API server's words. */
type Trouble = 'unknown' | 'slow' | 'negative' | 'busy';

function troubleOf(answer: string): Trouble {
  if (answer.includes('status unknown for quota')) return 'unknown';
  if (answer.includes('usage is negative')) return 'negative';
  return answer.includes('cannot be fulfilled') ? 'busy' : 'slow';
}

const WHY = {
  unknown: both(
    'A new quota holds nothing until Kubernetes has counted what is in use; until then every pod is refused. That takes seconds; when it lasts, the part of Kubernetes that counts (kube-controller-manager) does not run or does not get on.',
    '新建的配额在 Kubernetes 统计完已用量之前不可用，期间所有 Pod 都会被拒绝。通常只需几秒；如果持续，则是负责统计的组件（kube-controller-manager）没有运行或进展缓慢。',
  ),
  slow: both(
    'The API server did not get the quota checked in time: it is overloaded, its store (etcd) is slow, or very many pods are created in this namespace at once.',
    'API 服务器没有及时完成配额检查：可能负载过高、存储（etcd）缓慢，或同一命名空间正在同时创建大量 Pod。',
  ),
  negative: both(
    'The pod would count as less than nothing: a request or limit in it is negative or was changed by a webhook.',
    '该 Pod 的计量会成为负数：其中某个请求或上限为负值，或被 webhook 改动过。',
  ),
  busy: both(
    'Many pods are created in this namespace at once, and each has to be written into the same quota. Kubernetes tries again by itself.',
    '同一命名空间正在同时创建大量 Pod，每个都要写入同一个配额。Kubernetes 会自动重试。',
  ),
} as const;

export default defineCause({
  id: 'quota-not-reckoned',
  state: 'workload',
  title: both('The quota could not be checked', '配额无法完成检查'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/quota-other'],
  detect(reading) {
    return createFailures(reading, 'quota-not-reckoned').map(
      ({ answer, who, quotes }) => {
        const quota =
          /status unknown for quota: ([^,\s]{1,253})/.exec(answer)?.[1] ??
          /resourcequotas "([^"]{1,253})"/.exec(answer)?.[1];
        const trouble = troubleOf(answer);
        return {
          data: { who, trouble, now: reading.now, ...(quota && { quota }) },
          quotes,
        };
      },
    );
  },
  explain({ who, trouble, quota }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const which = quota
      ? both(`the quota “${quota}”`, `配额“${quota}”`)
      : both('the quota', '配额');
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because ${which.en} of namespace “${who.namespace}” could not be checked.`,
        `${name.zh}无法创建${things.zh}，因为命名空间“${who.namespace}”的${which.zh}无法完成检查。`,
      ),
      why: WHY[trouble],
    };
  },
  steps({ who, now }) {
    const { namespace } = who;
    return [
      {
        text: both(
          'Look whether the quota shows what is in use by now.',
          '查看配额是否已显示已用量。',
        ),
        command: kubectl(namespace, 'describe', 'resourcequota'),
        link: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
      },
      {
        text: both(
          'Annotate the workload, so that Kubernetes tries again at once.',
          '给工作负载加一个注解，使 Kubernetes 立即重试。',
        ),
        command: retryCommand(who, now),
      },
      {
        text: both(
          'Tell your platform team if it lasts longer than some minutes: the control plane is then at fault.',
          '如果持续数分钟以上，请告知平台团队：问题在集群控制面。',
        ),
      },
    ];
  },
});
