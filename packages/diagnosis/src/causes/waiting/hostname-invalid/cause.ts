import type { Quote } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { waitsForVolumes } from '../../shared/configSource';
import { startFailures } from '../../shared/containerStart';
import { placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS } from '../../shared/startFaults';

/** Linux takes no longer one. */
const LONGEST = 64;
const TOO_LONG = /FQDN (\S{1,600}) is too long/;

/** A full name that is too long is noticed before the first container, when the sandbox gets it. */
function ofSandbox(
  pod: Pod,
  events: Fact<FactValues['events']>,
): { message: string; quotes: readonly Quote[] }[] {
  if (!waitsForVolumes(pod)) return [];
  // Only with a subdomain is the full name longer than the short one.
  if (events.status !== 'ok' && pod.spec.subdomain === undefined) return [];
  const known = needed('events', events);
  const i = newestEvent(
    known,
    ({ reason }) => reason === 'FailedCreatePodSandBox',
  );
  const message =
    i === undefined ? '' : (known[i]?.message ?? '').slice(0, 4096);
  return TOO_LONG.test(message)
    ? [{ message, quotes: quoteOf('events', known, `${i}.message`) }]
    : [];
}

export default defineCause({
  id: 'hostname-invalid',
  state: 'waiting',
  title: both('The pod’s host name is not allowed', 'Pod 的主机名不合法'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: [...EARLIER_ENDS, 'sandbox-not-created'],
  covers: ['waiting/CreateContainerConfigError/hostname'],
  detect(reading) {
    const { pod, events, subject } = reading;
    const failures = startFailures(reading).filter(
      ({ problem }) => problem === 'hostname-invalid',
    );
    const [said] = failures.length > 0 ? failures : ofSandbox(pod, events);
    if (!said) return [];
    const name = TOO_LONG.exec(said.message)?.[1];
    return [
      {
        data: {
          ...placeOf(subject),
          ...(name !== undefined && { name, length: name.length }),
        },
        quotes: [
          ...said.quotes,
          ...quoteOf('pod', pod, 'spec.hostname'),
          ...quoteOf('pod', pod, 'spec.subdomain'),
        ],
      },
    ];
  },
  explain({ pod, name, length }) {
    return {
      what: name
        ? both(
            `Pod “${pod}” cannot start: its full host name has ${length} characters, and ${LONGEST} are allowed.`,
            `Pod“${pod}”无法启动：它的完整主机名有 ${length} 个字符，而最多允许 ${LONGEST} 个。`,
          )
        : both(
            `Pod “${pod}” cannot start: the host name that follows from its name or its hostname field is not valid.`,
            `Pod“${pod}”无法启动：由其名称或 hostname 字段得出的主机名不合法。`,
          ),
      why: name
        ? both(
            `With setHostnameAsFQDN the host name is “${name}”: name, subdomain, namespace and the cluster’s domain together.`,
            `启用 setHostnameAsFQDN 后，主机名是“${name}”，由名称、subdomain、命名空间与集群域名拼接而成。`,
          )
        : both(
            'Linux takes letters, digits and hyphens, and no more than 64 of them.',
            'Linux 只接受字母、数字和连字符，且最多 64 个。',
          ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Remove setHostnameAsFQDN if the program can do with the short name.',
          '如果程序使用短名称即可，请删除 setHostnameAsFQDN。',
        ),
        link: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields',
      },
      {
        text: both(
          'Set spec.hostname to a short name, or shorten the subdomain or the name of the workload.',
          '将 spec.hostname 设为较短的名称，或缩短 subdomain、工作负载的名称。',
        ),
      },
    ];
  },
});
