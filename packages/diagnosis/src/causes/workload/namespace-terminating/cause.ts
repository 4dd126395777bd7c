import type { Quote } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  needed,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Namespace } from '../../../facts/objects';
import { CREATE_FACTS, failures, lackers } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { whoOf } from '../../shared/lacking';
import { oneLine } from '../../shared/webhook';

/**
 * What a namespace says of its own deletion.
 * Source: https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace
 */
const HINDRANCES: ReadonlySet<string> = new Set([
  'NamespaceContentRemaining',
  'NamespaceDeletionContentFailure',
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceFinalizersRemaining',
]);

/** What still keeps the namespace, in its own words, quoted. */
function hindrances(namespace: Namespace): {
  readonly words: readonly string[];
  readonly quotes: readonly Quote[];
} {
  const { conditions } = namespace.status;
  const held = conditions.flatMap(({ type = '', status, message }, i) =>
    HINDRANCES.has(type) && status === 'True' && message ? [i] : [],
  );
  return {
    words: held.map(i => oneLine(conditions[i]?.message ?? '', 300)),
    quotes: held.flatMap(i =>
      quoteOf('namespace', namespace, `status.conditions.${i}.message`),
    ),
  };
}

function isGoing({ metadata, status }: Namespace): boolean {
  return (
    metadata.deletionTimestamp !== undefined || status.phase === 'Terminating'
  );
}

export default defineCause({
  id: 'namespace-terminating',
  state: 'workload',
  title: both(
    'The namespace is being deleted and takes no new pods',
    '命名空间正在删除，不再接受新的 Pod',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'namespace'],
  alsoWhenHealthy: true,
  covers: [
    'admission/ns-terminating',
    'admission/ns-notfound',
    'controller/namespace-conditions',
  ],
  detect(reading) {
    const { namespace, now } = reading;
    const self = namespace.status === 'ok' ? namespace.value : undefined;
    // Controllers keep silent about pods they cannot create in such a namespace.
    const short = lackers(reading).slice(0, 1);
    // Controllers keep silent about pods they cannot create in such a namespace.
    const silent = self && isGoing(self) ? short : [];
    const told = silent.length > 0 ? [] : failures(reading);
    if (short.length > 0 && told.length === 0) needed('namespace', namespace);
    const found = [
      ...silent.map(({ who }) => ({ who, quotes: [], answer: '' })),
      ...told.filter(({ problem }) => problem === 'namespace-terminating'),
    ];
    return found.map(({ who, quotes, answer }) => {
      const held = self ? hindrances(self) : { words: [], quotes: [] };
      const seconds = secondsSince(self?.metadata.deletionTimestamp, now);
      const minutes = Math.floor((seconds ?? 0) / 60);
      return {
        data: {
          who,
          hindrances: held.words,
          isGone: / not found/.test(answer),
          ...(minutes > 0 && { minutes }),
        },
        quotes: [
          ...quotes,
          ...(self
            ? [
                ...quoteOf('namespace', self, 'status.phase'),
                ...quoteOf('namespace', self, 'metadata.deletionTimestamp'),
              ]
            : []),
          ...held.quotes,
        ],
      };
    });
  },
  explain({ who, hindrances: held, minutes, isGone }) {
    const name = whoOf(who);
    const words = held.map(word => `“${word}”`);
    const { en, zh } = duration((minutes ?? 0) * 60);
    const since = minutes
      ? both(`, for ${en} already`, `，已持续 ${zh}`)
      : both('', '');
    const keeps =
      words.length > 0
        ? both(
            ` It is not gone yet because: ${listEn(words)}.`,
            `它尚未消失的原因：${listZh(words)}。`,
          )
        : both('', '');
    return {
      what: isGone
        ? both(
            `${name.en} cannot create pods, because namespace “${who.namespace}” no longer exists.`,
            `${name.zh}无法创建 Pod，因为命名空间“${who.namespace}”已不存在。`,
          )
        : both(
            `${name.en} cannot create pods, because namespace “${who.namespace}” is being deleted${since.en}.`,
            `${name.zh}无法创建 Pod，因为命名空间“${who.namespace}”正在被删除${since.zh}。`,
          ),
      why: both(
        `While a namespace is deleted (phase Terminating) Kubernetes stores nothing new in it, and everything in it is removed; this cannot be undone.${keeps.en}`,
        `命名空间删除期间（Terminating 阶段），Kubernetes 不会在其中保存任何新对象，其中的内容会被全部移除；此过程无法撤销。${keeps.zh}`,
      ),
    };
  },
  steps({ who, hindrances: held }) {
    const { namespace } = who;
    return [
      {
        text: both(
          'See how far the deletion is, and what holds it up.',
          '查看删除进度以及阻碍它的内容。',
        ),
        command: kubectl(namespace, 'describe', 'namespace', namespace),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/',
      },
      ...(held.length > 0
        ? [
            {
              text: both(
                'Find the controller that owns the finalizers named, or the API service that does not answer, and let it finish.',
                '找到所列终结器对应的控制器，或没有应答的 API 服务，让其完成清理。',
              ),
              command: 'kubectl get apiservices',
            },
          ]
        : []),
      {
        text: both(
          'Ask your platform team whether the deletion was intended.',
          '向平台团队确认该删除是否有意为之。',
        ),
      },
      {
        text: both(
          'Deploy the service into another namespace, or into this one once it is gone and made anew.',
          '将服务部署到其他命名空间，或等该命名空间消失并重新创建后再部署。',
        ),
      },
    ];
  },
});
