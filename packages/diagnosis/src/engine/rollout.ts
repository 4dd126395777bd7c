import { memo } from '../facts/memo';
import type { Workload } from '../facts/objects';
import type { FactValues } from '../facts/snapshot';
import type { TemplateChange } from './templateChanges';
import { templateChanges } from './templateChanges';
import type { Text } from './text';
import { both, count } from './text';

/** One revision of a workload, by the numbers its own status gives. */
export interface RevisionState {
  /** Name of the ReplicaSet. */
  readonly name: string;
  /** Such as `4`; absent when it is not noted. */
  readonly revision?: string;
  readonly wanted: number;
  readonly ready: number;
}

/** How the newest revision of a Deployment stands to the one before. */
export interface Rollout {
  readonly kind: string;
  readonly name: string;
  /** Pods the Deployment wants in all. */
  readonly wanted: number;
  readonly current: RevisionState;
  /** The newest older revision that still has pods; without any, the newest older one. */
  readonly previous?: RevisionState;
  /** From the previous revision to the current one; not looked for when the rollout is done. */
  readonly changes: readonly TemplateChange[];
  /**
   * `done`: the current revision has all pods ready and no other has any. `old-serves`: the current one lacks pods while an
   * older one has ready ones. `none-serves`: nobody is ready. `partly`: only the current one, but not all of it.
   */
  readonly stage: 'done' | 'old-serves' | 'none-serves' | 'partly';
}

function stateOf({ metadata, spec, status }: Workload): RevisionState {
  const revision = metadata.annotations?.['deployment.kubernetes.io/revision'];
  return {
    name: metadata.name ?? '',
    ...(revision !== undefined && { revision }),
    wanted: spec.replicas ?? status.replicas ?? 0,
    ready: status.readyReplicas ?? 0,
  };
}

function stageOf(
  wanted: number,
  current: RevisionState,
  older: readonly RevisionState[],
): Rollout['stage'] {
  const oldReady = older.reduce((sum, { ready }) => sum + ready, 0);
  const oldWanted = older.reduce((sum, one) => sum + one.wanted, 0);
  if (current.ready >= wanted && oldWanted === 0) return 'done';
  if (oldReady > 0) return 'old-serves';
  return current.ready > 0 ? 'partly' : 'none-serves';
}

/** Pods of one Deployment ask for the same comparison. */
const changesBetween = memo(
  (after: Workload, before: Workload): readonly TemplateChange[] => {
    const from = before.spec.template;
    const to = after.spec.template;
    return from && to ? templateChanges(from, to) : [];
  },
);

/**
 * The rollout a pod or Deployment is part of, by the facts `owners` and `revisions`; `undefined` without a Deployment or its
 * ReplicaSets. Revisions are newest first.
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
export function rolloutOf(
  owners: FactValues['owners'],
  revisions: FactValues['revisions'],
): Rollout | undefined {
  const deployment = owners.find(({ kind }) => kind === 'Deployment');
  const [newest, ...older] = revisions;
  if (!deployment || !newest) return undefined;
  const before =
    older.find(({ status }) => (status.replicas ?? 0) > 0) ?? older[0];
  const wanted = deployment.spec.replicas ?? 1;
  const current = stateOf(newest);
  const stage = stageOf(wanted, current, older.map(stateOf));
  return {
    kind: deployment.kind,
    name: deployment.metadata.name ?? '',
    wanted,
    current,
    ...(before && { previous: stateOf(before) }),
    changes: before && stage !== 'done' ? changesBetween(newest, before) : [],
    stage,
  };
}

function revisionInWords({ revision, name }: RevisionState): Text {
  return revision === undefined
    ? both(`revision ${name}`, `版本 ${name}`)
    : both(`revision ${revision}`, `版本 ${revision}`);
}

/** One sentence: which revision serves, and which does not. `undefined` when there is nothing to tell. */
export function rolloutInWords(rollout: Rollout): Text | undefined {
  const { stage, current, previous, wanted } = rollout;
  const now = revisionInWords(current);
  if (stage === 'done') return undefined;
  if (stage === 'old-serves' && previous) {
    const old = revisionInWords(previous);
    return both(
      `The new ${now.en} has ${current.ready} of ${count(
        current.wanted,
        'pod',
      )} ready; the old ${old.en} still serves with ${
        previous.ready
      } of ${wanted}.`,
      `新${now.zh}有 ${current.ready}/${current.wanted} 个 Pod 就绪；旧${old.zh}仍以 ${previous.ready}/${wanted} 个 Pod 提供服务。`,
    );
  }
  return stage === 'none-serves'
    ? both(
        `No pod of any revision is ready: nobody serves.`,
        '没有任何版本的 Pod 就绪：服务不可用。',
      )
    : both(
        `The ${now.en} serves with ${current.ready} of ${count(
          wanted,
          'pod',
        )}.`,
        `${now.zh}以 ${current.ready}/${wanted} 个 Pod 提供服务。`,
      );
}

/** A change as a person reads it: "containers.app.image: shop:1 → shop:2", "env.LEVEL added". */
export function changeInWords({ path, before, after }: TemplateChange): Text {
  if (before === undefined) {
    return after === ''
      ? both(`${path} was added`, `新增 ${path}`)
      : both(`${path} was set to ${after}`, `${path} 设为 ${after}`);
  }
  if (after === undefined) {
    return before === ''
      ? both(`${path} was removed`, `移除 ${path}`)
      : both(
          `${path} was removed (was ${before})`,
          `移除 ${path}（原为 ${before}）`,
        );
  }
  return both(`${path}: ${before} → ${after}`, `${path}：${before} → ${after}`);
}
