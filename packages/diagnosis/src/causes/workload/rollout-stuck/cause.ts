import type { Rollout, Text } from '../../../engine';
import {
  both,
  changeInWords,
  defineCause,
  duration,
  listEn,
  listZh,
  quoteOf,
  rolloutInWords,
  rolloutOf,
  secondsSince,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Condition, Pod, Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import { lookFirst } from '../../shared/lookFirst';
import {
  conditionOf,
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

const STUCK = 'ProgressDeadlineExceeded';
/** Default of `progressDeadlineSeconds`. */
const DEADLINE_SECONDS = 600;
/** More changes than these are not read at a glance. */
const CHANGES_SHOWN = 3;

/** Where a Deployment has no pods after this long, workload-without-pods or what refuses them says more. */
const WITHOUT_PODS_SECONDS = 180;

function hasNoPods({ metadata, status }: Workload, now: number): boolean {
  const age = secondsSince(metadata.creationTimestamp, now) ?? 0;
  return (status.replicas ?? 0) === 0 && age > WITHOUT_PODS_SECONDS;
}

interface Given {
  readonly siblings: Fact<FactValues['siblings']>;
  readonly revisions: Fact<FactValues['revisions']>;
  readonly now: number;
}

const isOf = (revision: string) => (pod: Pod) =>
  (pod.metadata.ownerReferences ?? []).some(({ name }) => name === revision);

/** A ReplicaSet that cannot be made is another fault; Deployments of old controllers give no reason. */
function isStuck({ status, reason = STUCK }: Condition): boolean {
  return status === 'False' && reason === STUCK;
}

/** The rollout, and what the pods of its new revision suffer from; of any revision, when those are well. */
function newPods(
  { siblings, revisions, now }: Given,
  owners: FactValues['owners'],
) {
  const sets = revisions.status === 'ok' ? revisions.value : [];
  const pods = siblings.status === 'ok' ? siblings.value : [];
  const rollout = rolloutOf(owners, sets);
  const found =
    (rollout &&
      troublesIn('siblings', pods, now, isOf(rollout.current.name))) ??
    troublesIn('siblings', pods, now);
  const { quotes = [], ...troubles } = found ?? {};
  const newest = sets.findIndex(
    ({ metadata }) => metadata.name === rollout?.current.name,
  );
  return {
    rollout,
    ...('pod' in troubles && { troubles }),
    quotes: [
      ...quotes,
      ...quoteOf('revisions', sets, `${newest}.metadata.name`),
    ],
  };
}

/** What `explain` and `steps` need of the rollout. */
function told(rollout: Rollout | undefined) {
  const { previous, current, stage, changes = [] } = rollout ?? {};
  return {
    ...(rollout && { standing: rolloutInWords(rollout) }),
    ...(stage && { stage }),
    ...(current && { current: current.name }),
    ...(previous?.revision && { previous: previous.revision }),
    changes: changes.slice(0, CHANGES_SHOWN).map(changeInWords),
    more: Math.max(0, changes.length - CHANGES_SHOWN),
  };
}

const TOO_SLOW = both(
  'Its new pods do not get ready in the time they are given.',
  '新的 Pod 未能在规定时间内就绪。',
);

function changesInWords(changes: readonly Text[], more: number): Text {
  if (changes.length === 0) return both('', '');
  const en = [
    ...changes.map(one => one.en),
    ...(more > 0 ? [`${more} more`] : []),
  ];
  const zh = [
    ...changes.map(one => one.zh),
    ...(more > 0 ? [`另有 ${more} 处`] : []),
  ];
  return both(
    ` Changed since the old revision: ${listEn(en)}.`,
    `与旧版本相比的变更：${listZh(zh)}。`,
  );
}

function undo(
  place: ReturnType<typeof workloadPlace>,
  previous: string | undefined,
) {
  return previous === undefined
    ? []
    : [
        {
          text: both(
            `Roll back to revision ${previous} if the service has to be whole at once, and correct the new one afterwards.`,
            `如果需要立即恢复服务，请回滚到版本 ${previous}，再从容修正新版本。`,
          ),
          command: kubectl(
            place.namespace,
            'rollout',
            'undo',
            resourceOf(place),
            `--to-revision=${previous}`,
          ),
          link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
        },
      ];
}

export default defineCause({
  id: 'rollout-stuck',
  state: 'workload',
  title: both('The rollout does not get on', '发布停滞不前'),
  severity: 'critical',
  since: '0.2.0',
  reads: [],
  mayRead: ['owners', 'siblings', 'revisions'],
  lastResort: true,
  covers: ['controller/dep-ProgressDeadlineExceeded'],
  detect(reading) {
    const { subject, owners, now } = reading;
    const workload = workloadOf(subject, owners, 'Deployment');
    const progress = workload && conditionOf(workload.self, 'Progressing');
    if (!progress || !isStuck(progress)) return [];
    const { self } = workload;
    if (hasNoPods(self, now)) return [];
    const { rollout, troubles, quotes } = newPods(reading, workload.owners);
    const { readyReplicas: ready = 0 } = self.status;
    const at = `status.conditions.${progress.i}`;
    return [
      {
        severity: ready > 0 ? ('warning' as const) : ('critical' as const),
        ...(troubles && { podAtFault: troubles.pod }),
        data: {
          ...workloadPlace(subject),
          deadline: self.spec.progressDeadlineSeconds ?? DEADLINE_SECONDS,
          since: secondsSince(progress.lastTransitionTime, now) ?? 0,
          ready,
          wanted: self.spec.replicas ?? 1,
          ...told(rollout),
          ...(troubles && { troubles }),
        },
        quotes: [
          ...quoteOwner(workload.owners, 0, `${at}.reason`, `${at}.message`),
          ...quoteOwner(workload.owners, 0, `${at}.status`),
          ...quotes,
        ],
      },
    ];
  },
  explain(data) {
    const { name, deadline, since, standing, troubles, ready, wanted } = data;
    const long = duration(deadline);
    const ago = duration(since);
    const served =
      standing ??
      both(
        `${ready} of ${wanted} pods are ready.`,
        `${wanted} 个 Pod 中有 ${ready} 个就绪。`,
      );
    const trouble = troubles ? troubleInWords(troubles) : TOO_SLOW;
    const changed = changesInWords(data.changes, data.more);
    return {
      what: both(
        `The rollout of Deployment “${name}” was given up as stuck ${ago.en} ago: nothing got on for ${long.en} (progressDeadlineSeconds). ${served.en}`,
        `Deployment“${name}”的发布在 ${ago.zh}前被判定为停滞：连续 ${long.zh}没有进展（progressDeadlineSeconds）。${served.zh}`,
      ),
      why: both(
        `A rollout takes old pods away only as new ones get ready. ${trouble.en}${changed.en}`,
        `只有新 Pod 就绪后，发布才会移除旧 Pod。${trouble.zh}${changed.zh}`,
      ),
    };
  },
  steps(data) {
    const { namespace, troubles, previous } = data;
    return [
      lookFirst(namespace, troubles?.pod),
      {
        text: both(
          'Correct what its finding says and apply the manifest again: the rollout then goes on by itself.',
          '按其诊断结果修正后重新应用清单，发布会自动继续。',
        ),
      },
      ...undo(data, previous),
      {
        text: both(
          'Raise progressDeadlineSeconds if the pods only need longer to get ready: it stops nothing, it only decides when a rollout is called stuck.',
          '如果 Pod 只是需要更长时间才能就绪，可提高 progressDeadlineSeconds：它不会中止发布，只决定何时判定为停滞。',
        ),
      },
    ];
  },
});
