import {
  both,
  containersOf,
  currentFailure,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';

export default defineCause({
  id: 'cluster-dns-missing',
  state: 'running-but-wrong',
  title: both(
    'The node gives the pod no cluster DNS',
    '节点没有为 Pod 配置集群 DNS',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['kubelet-pod/event/MissingClusterDNS'],
  detect({ pod, events, subject, now }) {
    // A pod that works well misses nothing.
    const isUnwell = containersOf(pod).some(
      one => currentFailure(one, now) ?? one.status.ready === false,
    );
    if (pod.metadata.deletionTimestamp || !isUnwell) return [];
    const told = needed('events', events);
    const i = newestEvent(told, ({ reason }) => reason === 'MissingClusterDNS');
    if (i === undefined) return [];
    return [
      {
        data: {
          ...placeOf(subject),
          node: pod.spec.nodeName ?? '',
          policy: pod.spec.dnsPolicy ?? 'ClusterFirst',
        },
        quotes: [
          ...quoteOf('events', told, `${i}.message`),
          ...quoteOf('pod', pod, 'spec.dnsPolicy'),
        ],
      },
    ];
  },
  explain({ pod, node, policy }) {
    return {
      what: both(
        `Node “${node}” knows no address of the cluster’s DNS, so pod “${pod}” (dnsPolicy ${policy}) asks the node’s own name servers instead.`,
        `节点“${node}”不知道集群 DNS 的地址，因此 Pod“${pod}”（dnsPolicy ${policy}）改用节点自身的域名服务器。`,
      ),
      why: both(
        'Names of services are known to the cluster’s DNS alone: every call to a service by its name fails in this pod. The kubelet of the node was set up without clusterDNS.',
        '只有集群 DNS 知道服务的名称：在该 Pod 中按名称访问服务都会失败。该节点的 kubelet 没有设置 clusterDNS。',
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          `Ask your platform team to set clusterDNS for the kubelet on node “${node}”, and then recreate the pod.`,
          `请平台团队为节点“${node}”的 kubelet 设置 clusterDNS，然后重建该 Pod。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
      },
      {
        text: both(
          'Check from a debug shell whether a service’s name is found.',
          '在调试终端中确认能否解析服务名称。',
        ),
        action: 'debug',
      },
    ];
  },
});
