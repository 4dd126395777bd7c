import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';

/** "ownerRef [apps/v1/Deployment, namespace: shop, name: web, uid: …] does not exist in namespace "shop"". */
const OWNER =
  /ownerRef \[([\w./-]{1,253}),[^\]]{0,300}? name: ([\w.-]{1,253}),/;

/** The API server keeps events for an hour. */
const EVENTS_LIVE_SECONDS = 3600;

export default defineCause({
  id: 'owner-in-other-namespace',
  state: 'running-but-wrong',
  title: both(
    'Its owner is in another namespace: it will be deleted',
    '所有者位于其他命名空间，Pod 将被删除',
  ),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['node/gc-ownerref'],
  detect({ pod, events, subject, now }) {
    const { ownerReferences } = pod.metadata;
    if (!ownerReferences?.length) return [];
    if (events.status !== 'ok') {
      // Of an older pod events may simply be gone, which is no reason to doubt a healthy one.
      const age = secondsSince(pod.metadata.creationTimestamp, now);
      if ((age ?? Infinity) < EVENTS_LIVE_SECONDS) needed('events', events);
      return [];
    }
    const i = newestEvent(
      events.value,
      ({ reason }) => reason === 'OwnerRefInvalidNamespace',
    );
    const event = events.value[i ?? -1];
    if (!event) return [];
    const [, kind, owner] =
      OWNER.exec(event.message?.slice(0, 2048) ?? '') ?? [];
    const at = ownerReferences.findIndex(({ name }) => name === owner);
    return [
      {
        data: {
          ...placeOf(subject),
          ...(kind && { kind: kind.split('/').pop() ?? kind }),
          ...(owner && { owner }),
        },
        quotes: [
          ...quoteOf('events', events.value, `${i}.message`),
          ...quoteOf('events', events.value, `${i}.reason`),
          ...quoteOf('pod', pod, `metadata.ownerReferences.${at}.name`),
        ],
      },
    ];
  },
  explain({ namespace, pod, kind, owner }) {
    const name = owner ? ` “${kind} ${owner}”` : '';
    return {
      what: both(
        `Pod “${pod}” names an owner${name} that does not exist in namespace “${namespace}”.`,
        `Pod“${pod}”声明的所有者${name.trim()}在命名空间“${namespace}”中不存在。`,
      ),
      why: both(
        'An owner must be in the same namespace, or belong to no namespace. Kubernetes takes one that it cannot find there for deleted, and deletes the pod after it, at any moment. Most often an operator or a script wrote the reference.',
        '所有者必须位于同一命名空间，或是集群级对象。Kubernetes 会将找不到的所有者视为已删除，并随时删除该 Pod。这类引用通常由 Operator 或脚本写入。',
      ),
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Look up who set metadata.ownerReferences, and have it corrected there.',
          '查明是谁设置了 metadata.ownerReferences，并在源头改正。',
        ),
        command: kubectl(namespace, 'get', 'pod', pod, '-o', 'yaml'),
        link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/',
      },
      {
        text: both(
          'Use labels instead of an owner to tie objects of two namespaces together.',
          '跨命名空间关联对象时，请使用标签而不是所有者引用。',
        ),
      },
    ];
  },
});
