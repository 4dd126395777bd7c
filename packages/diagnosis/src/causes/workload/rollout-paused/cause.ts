import type { Quote, Text } from '../../../engine';
import {
  both,
  changeInWords,
  defineCause,
  duration,
  listEn,
  listZh,
  needed,
  quoteOf,
  secondsSince,
  templateChanges,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import {
  conditionOf,
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** More changes than these are not read at a glance. */
const CHANGES_SHOWN = 3;

interface Waiting {
  readonly changes: readonly Text[];
  readonly quotes: readonly Quote[];
}

/** What waits to be rolled out; `undefined` when nothing does. Without any ReplicaSet it is everything. */
function waitingFor(
  self: Workload,
  revisions: Fact<FactValues['revisions']>,
): Waiting | undefined {
  const { replicas: has = 0, updatedReplicas: updated = 0 } = self.status;
  const sets = needed('revisions', revisions);
  const before = sets[0]?.spec.template;
  const after = self.spec.template;
  // Pods without a ReplicaSet that was read: nothing can be compared, but how many have the newest template is counted.
  if (!before)
    return updated < has || has === 0 ? { changes: [], quotes: [] } : undefined;
  const changes = after ? templateChanges(before, after) : [];
  if (changes.length === 0) return undefined;
  return {
    changes: changes.map(changeInWords),
    quotes: quoteOf('revisions', sets, '0.metadata.name'),
  };
}

export default defineCause({
  id: 'rollout-paused',
  state: 'workload',
  title: both(
    'A change waits: the rollout is paused',
    '变更待发布：发布已暂停',
  ),
  severity: 'info',
  since: '0.2.0',
  // The old revision may serve in full.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'revisions'],
  beats: ['workload-pods-not-ready'],
  covers: [],
  detect({ subject, owners, revisions, now }) {
    const workload = workloadOf(subject, owners, 'Deployment');
    if (!workload?.self.spec.paused) return [];
    const { self, owners: all } = workload;
    const wanted = self.spec.replicas ?? 1;
    const waiting = wanted > 0 && waitingFor(self, revisions);
    if (!waiting) return [];
    const progress = conditionOf(self, 'Progressing');
    const isPause = progress?.reason === 'DeploymentPaused';
    const since = isPause && secondsSince(progress.lastTransitionTime, now);
    const hasNone = (self.status.replicas ?? 0) === 0;
    return [
      {
        severity: hasNone ? ('critical' as const) : ('info' as const),
        data: {
          ...workloadPlace(subject),
          hasNone,
          wanted,
          changes: waiting.changes.slice(0, CHANGES_SHOWN),
          more: Math.max(0, waiting.changes.length - CHANGES_SHOWN),
          ...(typeof since === 'number' && { since }),
        },
        quotes: [
          ...quoteOwner(all, 0, 'spec.paused'),
          ...(isPause
            ? quoteOwner(all, 0, `status.conditions.${progress.i}.reason`)
            : []),
          ...waiting.quotes,
        ],
      },
    ];
  },
  explain({ name, hasNone, wanted, changes, more, since }) {
    const extra = (word: string) => (more > 0 ? [word] : []);
    const en = listEn([
      ...changes.map(one => one.en),
      ...extra(`${more} more`),
    ]);
    const zh = listZh([
      ...changes.map(one => one.zh),
      ...extra(`另有 ${more} 处`),
    ]);
    const long = since === undefined ? both('', '') : duration(since);
    return {
      what: hasNone
        ? both(
            `Deployment “${name}” should have ${wanted} pods and makes none: it is paused.`,
            `Deployment“${name}”应有 ${wanted} 个 Pod，但因已暂停而没有创建。`,
          )
        : both(
            `Deployment “${name}” is paused: its pods still run the old revision.${
              en && ` Waiting is: ${en}.`
            }`,
            `Deployment“${name}”已暂停：其 Pod 仍运行旧版本。${
              zh && `待发布的变更：${zh}。`
            }`,
          ),
      why: both(
        `Someone paused it (spec.paused)${
          since === undefined ? '' : ` ${long.en} ago`
        }, which keeps every change of the pods back until it is resumed; scaling still works.`,
        `有人${
          since === undefined ? '' : `在 ${long.zh}前`
        }暂停了它（spec.paused）：恢复之前，对 Pod 的任何修改都不会生效，但扩缩容仍然有效。`,
      ),
    };
  },
  steps(data) {
    const { namespace } = data;
    const resource = resourceOf(data);
    return [
      {
        text: both(
          'Ask who paused it, and whether more changes are to come first.',
          '确认是谁暂停的，以及是否还有其他变更需要一并发布。',
        ),
        command: kubectl(namespace, 'rollout', 'history', resource),
      },
      {
        text: both(
          'Resume the rollout when the change may go out.',
          '变更可以发布时，恢复发布。',
        ),
        command: kubectl(namespace, 'rollout', 'resume', resource),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
      },
    ];
  },
});
