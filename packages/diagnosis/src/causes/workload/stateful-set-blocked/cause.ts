import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  needed,
  troubleInWords,
} from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { lookFirst } from '../../shared/lookFirst';
import { resourceOf, workloadOf, workloadPlace } from '../../shared/workload';
import type { Blocked } from './blocker';
import { blockedBy } from './blocker';

const STATEFUL_SETS =
  'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';

/** Whether a sick pod could hold anything up: some pod is not ready. */
function lacksReady(ready: number, wanted: number): boolean {
  return wanted > 0 && ready < wanted;
}

type Told = Pick<Blocked, 'held' | 'waiting' | 'troubles'> & {
  readonly name: string;
  readonly ready: number;
  readonly wanted: number;
};

const WHAT: Readonly<Record<Blocked['held'], (told: Told) => Text>> = {
  missing: ({ name, waiting, wanted, troubles: { pod } }) =>
    both(
      `StatefulSet “${name}” does not make ${waiting} of its ${count(
        wanted,
        'pod',
      )} as long as “${pod}” is not ready.`,
      `在“${pod}”就绪之前，StatefulSet“${name}”不会创建其 ${wanted} 个 Pod 中的另外 ${waiting} 个。`,
    ),
  update: ({ name, waiting, ready, wanted, troubles: { pod } }) =>
    both(
      `The update of StatefulSet “${name}” stands still at “${pod}”, which is not ready in the new revision: ${count(
        waiting,
        'pod',
      )} still of the old one, ${ready} of ${wanted} ready.`,
      `StatefulSet“${name}”的更新停在“${pod}”：它在新版本下未就绪；仍有 ${waiting} 个 Pod 为旧版本，${ready}/${wanted} 个就绪。`,
    ),
  'left-behind': ({ name, troubles: { pod } }) =>
    both(
      `Pod “${pod}” of StatefulSet “${name}” is still of an older revision, and the new one is not rolled out to it.`,
      `StatefulSet“${name}”的 Pod“${pod}”仍是旧版本，新版本没有发布到它上面。`,
    ),
};

const WHY: Readonly<Record<Blocked['held'], Text>> = {
  missing: both(
    'A StatefulSet makes its pods one after the other, each only when the one before is ready (podManagementPolicy OrderedReady).',
    'StatefulSet 按顺序逐个创建 Pod，前一个就绪后才创建下一个（podManagementPolicy 为 OrderedReady）。',
  ),
  update: both(
    'An update goes from the highest number down and waits for each pod to get ready before it takes the next.',
    '更新从编号最大的 Pod 开始向下进行，每个 Pod 就绪后才处理下一个。',
  ),
  'left-behind': both(
    'The controller waits for a broken pod to get ready before it updates anything, even when the update would repair that very pod: a known limit of StatefulSets.',
    '控制器会先等待损坏的 Pod 就绪，然后才执行更新，即使这次更新正是为了修复它：这是 StatefulSet 的已知限制。',
  ),
};

export default defineCause({
  id: 'stateful-set-blocked',
  state: 'workload',
  title: both(
    'One pod holds up the others of the StatefulSet',
    'StatefulSet 被其中一个 Pod 阻塞',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: [],
  mayRead: ['owners', 'siblings'],
  beats: ['workload-pods-not-ready'],
  covers: ['controller/sts-ordered-block'],
  detect({ subject, owners, siblings, now }) {
    const workload = workloadOf(subject, owners, 'StatefulSet');
    if (!workload) return [];
    const { self, owners: all } = workload;
    const { readyReplicas: ready = 0 } = self.status;
    const wanted = self.spec.replicas ?? 1;
    if (!lacksReady(ready, wanted)) return [];
    const blocked = blockedBy(self, all, needed('siblings', siblings), now);
    if (!blocked) return [];
    const { quotes, ...told } = blocked;
    return [
      {
        severity: ready > 0 ? ('warning' as const) : ('critical' as const),
        // One left behind may suffer from what was put right since.
        ...(told.held !== 'left-behind' && { podAtFault: told.troubles.pod }),
        data: { ...workloadPlace(subject), ...told, ready, wanted },
        quotes,
      },
    ];
  },
  explain(data) {
    const trouble = troubleInWords(data.troubles);
    const why = WHY[data.held];
    return {
      what: WHAT[data.held](data),
      why: both(`${why.en} ${trouble.en}`, `${why.zh}${trouble.zh}`),
    };
  },
  steps(data) {
    const { namespace, held, troubles } = data;
    const { pod } = troubles;
    const remove = kubectl(namespace, 'delete', 'pod', pod);
    if (held === 'left-behind') {
      return [
        {
          text: both(
            `Delete pod “${pod}”, once the template is right: it comes back in the new revision, with the same volumes.`,
            `确认模板正确后，删除 Pod“${pod}”：它会以新版本重建，并挂载相同的卷。`,
          ),
          command: remove,
          link: `${STATEFUL_SETS}#forced-rollback`,
        },
      ];
    }
    return [
      lookFirst(namespace, pod),
      ...(held === 'update'
        ? [
            {
              text: both(
                'Roll back, or correct the template and apply it again.',
                '回滚，或修正模板后重新应用。',
              ),
              command: kubectl(namespace, 'rollout', 'undo', resourceOf(data)),
            },
          ]
        : []),
      {
        text: both(
          `Delete pod “${pod}” after the template was corrected: the StatefulSet does not replace a broken pod by itself.`,
          `修正模板后删除 Pod“${pod}”：StatefulSet 不会自动替换损坏的 Pod。`,
        ),
        command: remove,
        link: `${STATEFUL_SETS}#forced-rollback`,
      },
    ];
  },
});
