import type {
  Lang,
  ReportedRollout,
  WorkloadRef,
} from 'backstage-plugin-pod-health-common';
import { changeInWords, rolloutInWords } from 'pod-diagnosis';
import type { JudgedWorkload } from './factIndex';

/** More differences than this are a new service, not a change. */
const CHANGES = 20;

/** The names that identify a judged workload on the wire. */
export function workloadRefOf({
  cluster,
  workload,
}: JudgedWorkload): WorkloadRef {
  const { namespace = '', name = '' } = workload.metadata;
  return { cluster, kind: workload.kind, namespace, name };
}

/** The rollouts that are not done, with what changed, in one language. A first revision that does not come up is no change of anything. */
export function rolloutsOf(
  workloads: readonly JudgedWorkload[],
  lang: Lang,
): ReportedRollout[] {
  return workloads.flatMap(judged => {
    const { rollout } = judged.diagnosis;
    const summary = rollout && rolloutInWords(rollout);
    if (!summary || !rollout.previous || rollout.stage === 'done') return [];
    const changes = rollout.changes.slice(0, CHANGES);
    return {
      workload: workloadRefOf(judged),
      stage: rollout.stage,
      summary: summary[lang],
      changes: changes.map(change => changeInWords(change)[lang]),
    };
  });
}
