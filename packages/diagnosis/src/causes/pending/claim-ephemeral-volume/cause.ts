import {
  both,
  defineCause,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { ClaimTrouble } from '../../shared/claims';
import { claimTroubles, placeOfClaim } from '../../shared/claims';
import type { ClaimReading } from '../../shared/claimView';
import { CLAIM_FACTS, cut } from '../../shared/claimView';
import { driverAnswer } from '../../shared/driverAnswer';
import { kubectl } from '../../shared/kubectl';

/** The controller makes the claim within seconds; so long it may take, in seconds. */
const PATIENCE = 30;
const NOT_OWNER = /was not created for|is not owner/;

type Kind = 'not-owned' | 'refused' | 'not-made';

/** Why the claim was not made, by the events of the pod. */
function refusal({ events }: ClaimReading) {
  if (events.status !== 'ok') return undefined;
  const i = newestEvent(
    events.value,
    ({ reason, message }) =>
      reason === 'FailedBinding' && /^ephemeral volume /.test(cut(message)),
  );
  if (i === undefined) return undefined;
  const message = cut(events.value[i]?.message);
  return { message, quotes: quoteOf('events', events.value, `${i}.message`) };
}

function kindOf({ message = '' }: ClaimTrouble, refused: string): Kind {
  if (NOT_OWNER.test(message) || NOT_OWNER.test(refused)) return 'not-owned';
  return refused === '' ? 'not-made' : 'refused';
}

/** Only just created: nothing is wrong yet. */
function isYoung({ pod, now }: ClaimReading): boolean {
  const age =
    pod.status === 'ok'
      ? secondsSince(pod.value.metadata.creationTimestamp, now)
      : undefined;
  return age !== undefined && age < PATIENCE;
}

export default defineCause({
  id: 'claim-ephemeral-volume',
  state: 'pending',
  title: both(
    'The pod’s own claim (ephemeral) could not be made',
    '无法创建 Pod 自带的临时存储声明',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  covers: [
    'scheduler/vb-ephemeral-wait',
    'scheduler/vb-notowner',
    'volume/ephemeral-FailedBinding',
  ],
  detect(reading) {
    return claimTroubles(reading, 'ephemeral').flatMap(one => {
      const refused = refusal(reading);
      const kind = kindOf(one, refused?.message ?? '');
      if (kind === 'not-made' && isYoung(reading)) return [];
      return {
        data: {
          ...placeOfClaim(reading.subject, one),
          kind,
          isQuota:
            kind === 'refused' &&
            driverAnswer(refused?.message ?? '') === 'full',
        },
        quotes: [...one.quotes, ...(refused?.quotes ?? [])],
      };
    });
  },
  explain({ claim, kind, isQuota }) {
    const why = {
      'not-owned': both(
        'A claim of that name exists already and belongs to something else; Kubernetes does not give the pod a stranger’s data.',
        '同名声明已存在并属于其他对象；Kubernetes 不会把他人的数据交给该 Pod。',
      ),
      refused: isQuota
        ? both(
            'The namespace’s quota for storage or claims is used up.',
            '命名空间的存储或声明配额已用尽。',
          )
        : both(
            'The cluster refused to create the claim; its own words are in the evidence.',
            '集群拒绝创建该声明，原文见证据。',
          ),
      'not-made': both(
        'The controller that makes it has not done so; it is slow, does not run, or may not.',
        '负责创建的控制器没有完成：可能缓慢、未运行或没有权限。',
      ),
    }[kind];
    return {
      what: both(
        `The pod cannot be given a node: its own claim “${claim}” (generic ephemeral volume) ${
          kind === 'not-owned'
            ? 'belongs to something else'
            : 'has not been made'
        }.`,
        `Pod 无法获得节点：其自带的临时存储声明“${claim}”（通用临时卷）${
          kind === 'not-owned' ? '属于其他对象' : '未能创建'
        }。`,
      ),
      why,
    };
  },
  steps({ namespace, claim, kind, pod = '' }) {
    return [
      kind === 'not-owned'
        ? {
            text: both(
              `See whom the claim “${claim}” belongs to; rename the pod or its volume, or delete that claim if nobody needs its data.`,
              `查看声明“${claim}”属于谁；重命名 Pod 或其卷，或在无人需要其数据时删除该声明。`,
            ),
            command: kubectl(
              namespace,
              'describe',
              'persistentvolumeclaim',
              claim,
            ),
            link: 'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming',
          }
        : {
            text: both(
              'See in the pod’s events why the claim was not made.',
              '在 Pod 的事件中查看声明未创建的原因。',
            ),
            command: kubectl(namespace, 'describe', 'pod', pod),
            link: 'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes',
          },
      {
        text: both(
          'Look at the quota of the namespace.',
          '查看命名空间的配额。',
        ),
        command: kubectl(namespace, 'describe', 'resourcequota'),
      },
    ];
  },
});
