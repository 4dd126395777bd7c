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

const SERVERS = /Nameserver limits/i;
/** What a resolver reads at most. Source: resolv.conf(5), kubernetes pkg/apis/core/validation. */
const MOST_SERVERS = 3;
const MOST_DOMAINS = 32;

export default defineCause({
  id: 'dns-config-truncated',
  state: 'running-but-wrong',
  title: both(
    'Part of its DNS settings was dropped as too long',
    '部分 DNS 设置因过长而被丢弃',
  ),
  severity: 'info',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'kubelet-pod/event/DNSConfigForming-search',
    'kubelet-pod/event/DNSConfigForming-ns',
  ],
  detect({ pod, events, subject, now }) {
    // Most pods never miss what was dropped: only where something fails can it be the reason.
    const isFailing = containersOf(pod).some(one => currentFailure(one, now));
    if (pod.metadata.deletionTimestamp || !isFailing) return [];
    const told = needed('events', events);
    const i = newestEvent(told, ({ reason }) => reason === 'DNSConfigForming');
    const message = i === undefined ? undefined : told[i]?.message;
    if (!message) return [];
    const applied = /line is: (.{1,400})$/s.exec(message.slice(0, 2048))?.[1];
    return [
      {
        data: {
          ...placeOf(subject),
          isServers: SERVERS.test(message.slice(0, 200)),
          applied: applied?.trim() ?? '',
        },
        quotes: quoteOf('events', told, `${i}.message`),
      },
    ];
  },
  explain({ isServers, applied }) {
    const left = applied
      ? both(` What is left: “${applied}”.`, `保留下来的是：“${applied}”。`)
      : both('', '');
    return {
      what: isServers
        ? both(
            `The pod would have more than ${MOST_SERVERS} name servers; the rest was dropped.${left.en}`,
            `Pod 的域名服务器超过 ${MOST_SERVERS} 个，多余的被丢弃。${left.zh}`,
          )
        : both(
            `The pod would have more search domains than fit (${MOST_DOMAINS}, fewer on old versions); the rest was dropped.${left.en}`,
            `Pod 的搜索域超出限制（${MOST_DOMAINS} 个，旧版本更少），多余的被丢弃。${left.zh}`,
          ),
      why: both(
        'They come from the node’s own resolv.conf and the pod’s dnsConfig. It matters only if a name is known to a dropped server alone, or is short and needs a dropped domain.',
        '它们来自节点的 resolv.conf 和 Pod 的 dnsConfig。只有当某个名称仅由被丢弃的服务器解析，或某个短名称需要被丢弃的搜索域时才有影响。',
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Use full names for hosts outside the cluster, if one is not found.',
          '如果找不到集群外的主机，请使用完整域名。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#dns-search-domain-list-limits',
      },
      {
        text: both(
          'Shorten dnsConfig of the pod, or ask your platform team to shorten the node’s resolv.conf.',
          '精简 Pod 的 dnsConfig，或请平台团队精简节点的 resolv.conf。',
        ),
      },
    ];
  },
});
