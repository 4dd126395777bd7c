import {
  both,
  defineCause,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { KubeEvent, Workload } from '../../../facts/objects';
import { kubectl } from '../../shared/kubectl';
import {
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** "delete Pod web-2 in StatefulSet web failed error: …"; of a claim "update Claim data-web-2 for Pod …". */
const FAILED =
  /^(delete|update) (Pod|Claim|PersistentVolumeClaim) (\S{1,253}) .{0,400}?failed error: (.{1,400})/is;
/** The controller tries again after at most a quarter of an hour. */
const RECENT_SECONDS = 1_000;

/** Place of the newest refusal, unless a later attempt succeeded. */
function refusalIn(
  events: readonly KubeEvent[],
  now: number,
): number | undefined {
  const timeOf = (i: number | undefined) =>
    parseTime(events[i ?? -1]?.lastSeen) ?? -Infinity;
  const failed = newestEvent(
    events,
    ({ reason, lastSeen }) =>
      (reason === 'FailedDelete' || reason === 'FailedUpdate') &&
      (secondsSince(lastSeen, now) ?? Infinity) < RECENT_SECONDS,
  );
  const done = newestEvent(
    events,
    ({ reason }) =>
      reason === 'SuccessfulDelete' || reason === 'SuccessfulUpdate',
  );
  return timeOf(done) > timeOf(failed) ? undefined : failed;
}

/** Whether pods of an old revision are left, so that the controller has something to delete. */
function isUpdating({ status }: Workload): boolean {
  const { currentRevision, updateRevision, updatedReplicas = 0 } = status;
  return (
    updateRevision !== undefined &&
    updateRevision !== currentRevision &&
    updatedReplicas < (status.replicas ?? 0)
  );
}

export default defineCause({
  id: 'stateful-set-change-refused',
  state: 'workload',
  title: both(
    'The cluster refuses to replace a pod of the StatefulSet',
    '集群拒绝替换 StatefulSet 的 Pod',
  ),
  severity: 'warning',
  since: '0.2.0',
  // The old pods serve on.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  beats: ['stateful-set-blocked', 'workload-pods-not-ready'],
  covers: ['controller/sts-FailedUpdateDelete'],
  detect({ subject, owners, ownerEvents, now }) {
    const workload = workloadOf(subject, owners, 'StatefulSet');
    if (!workload) return [];
    const { self, owners: all } = workload;
    // Pods that are to go for good are another matter: surplus-pods-not-deleted.
    if ((self.status.replicas ?? 0) > (self.spec.replicas ?? 1)) return [];
    const isKnown = ownerEvents.status === 'ok';
    if (!isKnown && isUpdating(self)) needed('ownerEvents', ownerEvents);
    const events = isKnown ? ownerEvents.value : [];
    const i = refusalIn(events, now);
    const message = events[i ?? -1]?.message?.slice(0, 2048) ?? '';
    const [, verb = '', thing = '', name = '', answer = ''] =
      FAILED.exec(message) ?? [];
    if (i === undefined || answer === '') return [];
    return [
      {
        data: {
          ...workloadPlace(subject),
          isDelete: verb.toLowerCase() === 'delete',
          thing: thing === 'Pod' ? 'pod' : 'claim',
          object: name,
          answer: answer.split('\n', 1)[0]?.trim() ?? '',
          old: Math.max(
            0,
            (self.status.replicas ?? 0) - (self.status.updatedReplicas ?? 0),
          ),
        },
        quotes: [
          ...quoteOf('ownerEvents', events, `${i}.message`),
          ...quoteOwner(all, 0, 'status.updateRevision'),
          ...quoteOwner(all, 0, 'status.updatedReplicas'),
        ],
      },
    ];
  },
  explain({ name, isDelete, thing, object, answer, old }) {
    const left =
      old > 0
        ? both(
            ` The update waits with ${old} of its pods still of the old revision.`,
            `更新因此停滞，仍有 ${old} 个 Pod 为旧版本。`,
          )
        : both('', '');
    return {
      what: both(
        `StatefulSet “${name}” may not ${
          isDelete ? 'delete' : 'change'
        } its ${thing} “${object}”.${left.en}`,
        `StatefulSet“${name}”无法${isDelete ? '删除' : '修改'}它的 ${
          thing === 'pod' ? 'Pod' : 'PVC'
        }“${object}”。${left.zh}`,
      ),
      why: both(
        `A StatefulSet replaces a pod by deleting it first. The API server answered: “${answer}”.`,
        `StatefulSet 通过先删除再重建来替换 Pod。API Server 的答复是：“${answer}”。`,
      ),
    };
  },
  steps(data) {
    const { namespace } = data;
    return [
      {
        text: both(
          'Ask who set up the rule that is named in the answer, and whether it is meant for the controller too.',
          '确认答复中提到的规则由谁设置，以及是否应当限制控制器。',
        ),
        command: kubectl(namespace, 'describe', resourceOf(data)),
      },
      {
        text: both(
          'Change the rule, or except the StatefulSet controller from it; the update then goes on by itself.',
          '修改该规则，或为 StatefulSet 控制器设置例外；之后更新会自动继续。',
        ),
        link: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
      },
    ];
  },
});
