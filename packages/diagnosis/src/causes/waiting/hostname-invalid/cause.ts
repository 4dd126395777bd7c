import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  nothingMore,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'hostname-invalid',
  state: 'waiting',
  title: both('The pod’s host name is not allowed', 'Pod 的主机名不合法'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['waiting/CreateContainerConfigError/hostname'],
  detect: reading => startsThatFail(reading, ['hostname-invalid'], nothingMore),
  explain(data) {
    return {
      what: both(
        `${
          whichContainer(data).en
        } is not started: the host name that follows from the pod’s name or hostname field is not valid.`,
        `${
          whichContainer(data).zh
        }没有启动：由 Pod 名称或 hostname 字段得出的主机名不合法。`,
      ),
      why: both(
        `Linux allows 64 characters, of letters, digits and hyphens. A long name together with setHostnameAsFQDN, or a name of odd characters, goes beyond that.`,
        `Linux 允许最多 64 个字符，只能是字母、数字和连字符。名称过长并启用 setHostnameAsFQDN，或含有特殊字符时会超出限制。`,
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Set spec.hostname to a short name, or shorten the name of the workload.',
          '将 spec.hostname 设为较短的名称，或缩短工作负载的名称。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields',
      },
      {
        text: both(
          'Remove setHostnameAsFQDN if the program can do with the short name.',
          '如果程序使用短名称即可，请删除 setHostnameAsFQDN。',
        ),
      },
    ];
  },
});
