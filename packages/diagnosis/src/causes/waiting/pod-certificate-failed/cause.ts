import {
  both,
  defineCause,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { volumeFailures } from '../../shared/volumeFailure';

type Kind = 'denied' | 'failed' | 'overdue' | 'expired';

/** The kubelet hands its own text over as a format, so it arrives as `reason%!(EXTRA string=PodCertificateRequest …`. */
const REQUEST = /PodCertificateRequest ([\w./-]{1,317})/;
/** A report this old of a running pod has been answered since, in seconds. */
const FRESH = 900;

function kindOf({ reason = '', message = '' }: KubeEvent): Kind | undefined {
  if (reason === 'CertificateExpired') return 'expired';
  if (reason === 'CertificateOverdueForRefresh') return 'overdue';
  if (!REQUEST.test(message.slice(0, 2048))) return undefined;
  if (reason === 'Denied') return 'denied';
  return reason === 'Failed' || reason === 'FailedMount' ? 'failed' : undefined;
}

export default defineCause({
  id: 'pod-certificate-failed',
  state: 'waiting',
  title: both('The pod is not given its certificate', 'Pod 无法获得证书'),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [
    'kubelet-pod/event/PodCertificate-Denied',
    'kubelet-pod/event/PodCertificate-Failed',
    'kubelet-pod/event/CertificateOverdueForRefresh',
    'kubelet-pod/event/CertificateExpired',
  ],
  detect({ pod, events, subject, now }) {
    const { phase } = pod.status;
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (pod.metadata.deletionTimestamp || isOver) return [];
    if (!pod.spec.volumes.some(({ projected }) => projected)) return [];
    // Of a pod that waits the events alone can tell; without them it ends unchecked.
    if (events.status !== 'ok' && events.status !== 'expired')
      volumeFailures({ pod, events, now }, 'certificate');
    const all = events.status === 'ok' ? events.value : [];
    const i = newestEvent(all, event => kindOf(event) !== undefined);
    const event = i === undefined ? undefined : all[i];
    const kind = event && kindOf(event);
    const age = secondsSince(event?.lastSeen, now);
    if (!kind || (age !== undefined && age > FRESH)) return [];
    const runs = pod.status.phase === 'Running';
    const [, request] = REQUEST.exec(event.message?.slice(0, 2048) ?? '') ?? [];
    return [
      {
        data: { ...placeOf(subject), kind, ...(request && { request }) },
        ...(runs && kind !== 'expired' && { severity: 'warning' as const }), // a Severity
        quotes: [
          ...quoteOf('events', all, `${i}.message`),
          ...quoteOf('events', all, `${i}.reason`),
        ],
      },
    ];
  },
  explain({ kind, request }) {
    const name = request ? both(` “${request}”`, `“${request}”`) : both('', '');
    const what = {
      denied: both(
        `The signer denied the pod’s request${name.en} for a certificate.`,
        `签发者拒绝了 Pod 的证书请求${name.zh}。`,
      ),
      failed: both(
        `The pod’s request${name.en} for a certificate failed.`,
        `Pod 的证书请求${name.zh}失败。`,
      ),
      overdue: both(
        'The pod’s certificate has not been renewed in time.',
        'Pod 的证书没有按时更新。',
      ),
      expired: both('The pod’s certificate has expired.', 'Pod 的证书已过期。'),
    }[kind];
    return {
      what,
      why: both(
        'A volume of the pod (projected podCertificate) asks a signer for it: the signer’s controller does not run, its policy refuses, or signer name or key type are wrong.',
        'Pod 的卷（projected podCertificate）向签发者申请证书：签发控制器未运行、策略拒绝，或签发者名称、密钥类型有误。',
      ),
    };
  },
  steps({ namespace }) {
    return [
      {
        text: both(
          'Read what the signer says in the requests of the namespace.',
          '查看命名空间中证书请求的状态。',
        ),
        command: `kubectl -n ${namespace} get podcertificaterequests -o yaml`,
      },
      {
        text: both(
          'Correct signerName and keyType in the manifest, or ask whoever runs the signer.',
          '改正清单中的 signerName 和 keyType，或联系签发者的管理者。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
      },
    ];
  },
});
