import type { Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  formatQuantity,
  listEn,
  listZh,
  parseQuantity,
} from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import type { Lacking } from '../../shared/lacking';
import { retryCommand, thingsOf, whoOf } from '../../shared/lacking';
import { quantityOf, resourceName } from '../../shared/resourceName';
import type { Over } from './quota';
import { exceeded, limitFor, stateOf } from './quota';

/** "2 CPU requests asked, 9 of 10 used". */
function inWords({ resource, asks, used, limit }: Over): Text {
  const { en, zh } = resourceName(resource);
  const wanted = quantityOf(resource, asks, 'up');
  const held = quantityOf(resource, used, 'up');
  const all = quantityOf(resource, limit);
  const left = (parseQuantity(limit) ?? 0) - (parseQuantity(used) ?? 0);
  const free = quantityOf(resource, String(Math.max(0, left)));
  return both(
    `${en}: one more asks ${wanted}, ${held} of ${all} are in use, ${free} left`,
    `${zh}：再创建一个需要 ${wanted}，已用 ${held}（共 ${all}），剩余 ${free}`,
  );
}

/** "pods to 5": the smallest limits with which all the missing fit. */
function smallest(over: readonly Over[], missing: number): Text {
  const parts = over.flatMap(one => {
    const limit = limitFor(one, missing);
    if (limit === undefined) return [];
    const { resource } = one;
    const number = formatQuantity(
      /^count\/|persistentvolumeclaims$/.test(resource) ? 'pods' : resource,
      limit,
      'up',
    );
    const { en, zh } = resourceName(resource);
    return both(`${en} to ${number}`, `${zh}提高到 ${number}`);
  });
  return both(
    listEn(parts.map(({ en }) => en)),
    listZh(
      parts.map(({ zh }) => zh),
      '，并将',
    ),
  );
}

const ROLLING = {
  text: both(
    'Set the rolling update to maxSurge 0 and maxUnavailable 1, so that an old pod goes before a new one comes.',
    '将滚动更新设为 maxSurge 0、maxUnavailable 1，先停旧 Pod 再建新 Pod。',
  ),
};

/** Ways to get room, the least harmful first. */
function roomSteps(who: Lacking, quota: string, over: readonly Over[]): Step[] {
  const { namespace, thing, wants, has } = who;
  const limits = smallest(over, thing === 'pod' ? Math.max(1, wants - has) : 1);
  return [
    {
      text: both(
        'See what the quota allows and what is in use.',
        '查看配额的上限与已用量。',
      ),
      command: kubectl(namespace, 'describe', 'resourcequota', quota),
      link: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    },
    {
      text: both(
        'Look for what the namespace no longer needs, and remove it or scale it down.',
        '查找命名空间中不再需要的内容，将其删除或缩减。',
      ),
      command: kubectl(namespace, 'get', 'all,persistentvolumeclaims'),
    },
    ...(who.older === undefined ? [] : [ROLLING]),
    {
      text: both(
        'Lower what each pod requests to what it really needs.',
        '将每个 Pod 的申请值降到实际所需。',
      ),
    },
    {
      text: both(
        `Ask whoever sets the quota to raise it${
          limits.en && `: ${limits.en} at least`
        }.`,
        `请配额的管理者提高配额${limits.zh && `：至少将 ${limits.zh}`}。`,
      ),
    },
  ];
}

export default defineCause({
  id: 'quota-exceeded',
  state: 'workload',
  title: both('The namespace’s quota is used up', '命名空间的配额已用完'),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'quotas'],
  alsoWhenHealthy: true,
  covers: [
    'admission/quota-exceeded',
    'controller/rs-FailedCreate',
    'controller/rs-ReplicaFailure',
  ],
  detect(reading) {
    const { quotas, now } = reading;
    return createFailures(reading, 'quota-exceeded').map(
      ({ answer, who, quotes }) => {
        const { quota, over } = exceeded(answer);
        const known = quotas.status === 'ok' ? quotas.value : [];
        const state = stateOf(known, quota, over);
        const { fitsNow } = state;
        return {
          data: { who, quota, over, fitsNow, now },
          quotes: fitsNow ? quotes : [...quotes, ...state.quotes],
          contradictions: fitsNow ? state.quotes : [],
        };
      },
    );
  },
  explain({ who, quota, over, fitsNow }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const words = over.map(inWords);
    const told = words.length > 0;
    const numbers = both(
      told ? `: ${words.map(({ en }) => en).join('; ')}` : '',
      told ? `：${words.map(({ zh }) => zh).join('；')}` : '',
    );
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because the quota “${quota}” of namespace “${who.namespace}” is used up${numbers.en}.`,
        `${name.zh}无法创建${things.zh}，因为命名空间“${who.namespace}”的配额“${quota}”已用完${numbers.zh}。`,
      ),
      why: fitsNow
        ? both(
            'By now the quota has room again; Kubernetes tries again by itself, after a pause that may have grown to a quarter of an hour.',
            '现在配额已有余量；Kubernetes 会自动重试，但间隔可能已增长到一刻钟。',
          )
        : both(
            'A quota (ResourceQuota) caps what all pods of the namespace may ask for together; what counts is what they request, not what they use. While a new release rolls out, old and new pods count at the same time.',
            '配额（ResourceQuota）限制命名空间内所有 Pod 的申请总量；计算的是申请值而不是实际用量。滚动发布期间，新旧 Pod 会同时计入。',
          ),
    };
  },
  steps({ who, quota, over, fitsNow, now }) {
    const retry = {
      text: both(
        'Annotate the workload, so that Kubernetes tries again at once instead of after its pause.',
        '给工作负载加一个注解，使 Kubernetes 立即重试，而不必等待间隔结束。',
      ),
      command: retryCommand(who, now),
    };
    return fitsNow ? [retry] : [...roomSteps(who, quota, over), retry];
  },
});
