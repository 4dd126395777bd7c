import { both, defineCause, nearest, needed, quoteOf } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';

const NETWORK_ID =
  'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id';

export default defineCause({
  id: 'governing-service-missing',
  state: 'running-but-wrong',
  title: both(
    'The StatefulSet’s own service does not exist',
    'StatefulSet 的 headless Service 不存在',
  ),
  severity: 'info',
  since: '0.2.0',
  givesWay: true,
  reads: [],
  mayRead: ['owners', 'services'],
  covers: [],
  detect({ subject, owners, services }) {
    const workload = workloadOf(subject, owners, 'StatefulSet');
    const { serviceName = '' } = workload?.self.spec ?? {};
    // Without any pod it is another fault.
    const { replicas = 0 } = workload?.self.status ?? {};
    if (!workload || serviceName === '' || replicas === 0) return [];
    const all = needed('services', services);
    const names = all.map(({ metadata }) => metadata.name ?? '');
    if (names.includes(serviceName)) return [];
    const near = nearest(serviceName, names);
    const i = near === undefined ? -1 : names.indexOf(near);
    return [
      {
        data: {
          ...workloadPlace(subject),
          service: serviceName,
          ...(near !== undefined && { near }),
        },
        quotes: [
          ...quoteOwner(workload.owners, 0, 'spec.serviceName'),
          ...quoteOf('services', all, `${i}.metadata.name`),
        ],
      },
    ];
  },
  explain({ namespace, name, service, near }) {
    const meant = near
      ? both(` Did you mean “${near}”?`, `是否应为“${near}”？`)
      : both('', '');
    return {
      what: both(
        `StatefulSet “${name}” names the service “${service}” (serviceName), which does not exist in namespace “${namespace}”.${meant.en}`,
        `StatefulSet“${name}”指定的 Service“${service}”（serviceName）在命名空间“${namespace}”中不存在。${meant.zh}`,
      ),
      why: both(
        `That service gives each pod a name of its own, such as ${name}-0.${service}. Without it the pods run, but cannot be found one by one: members of a group that look for each other by name do not find each other.`,
        `该 Service 为每个 Pod 提供独立的域名，例如 ${name}-0.${service}。没有它 Pod 仍能运行，但无法逐个寻址：需要通过名称互相发现的成员会找不到对方。`,
      ),
    };
  },
  steps({ namespace, name, near }) {
    return [
      {
        text: both('List the services that are there.', '列出现有的 Service。'),
        command: kubectl(namespace, 'get', 'services'),
      },
      {
        text: near
          ? both(
              'Correct the name on one of the two sides. serviceName cannot be changed: delete the StatefulSet without its pods (--cascade=orphan) and apply it again.',
              '修正其中一方的名称。serviceName 不能修改：需要保留 Pod 删除 StatefulSet（--cascade=orphan）后重新应用。',
            )
          : both(
              `Create a headless service (clusterIP None) of that name with the labels of the pods of “${name}” as its selector, if they have to find each other.`,
              `如果 Pod 需要互相发现，请以该名称创建 headless Service（clusterIP 为 None），选择器使用“${name}”的 Pod 标签。`,
            ),
        link: NETWORK_ID,
      },
    ];
  },
});
