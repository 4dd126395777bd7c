import {
  both,
  defineCause,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Workload } from '../../../facts/objects';
import { kubectl } from '../../shared/kubectl';
import {
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** A selector without any condition selects every pod of the namespace. Absent means that it was not read. */
function selectsAll({ spec }: Workload): boolean {
  const { matchLabels = {}, matchExpressions = [] } = spec.selector ?? {};
  return (
    spec.selector !== undefined &&
    Object.keys(matchLabels).length + matchExpressions.length === 0
  );
}

export default defineCause({
  id: 'selector-empty',
  state: 'workload',
  title: both(
    'The workload’s selector is empty and would take every pod',
    '工作负载的选择器为空，会选中所有 Pod',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  covers: ['controller/dep-SelectingAll', 'controller/ds-SelectingAll'],
  detect({ subject, owners, ownerEvents }) {
    const workload = workloadOf(subject, owners, 'Deployment', 'DaemonSet');
    if (!workload || !selectsAll(workload.self)) return [];
    const events = needed('ownerEvents', ownerEvents);
    const i = newestEvent(events, ({ reason }) => reason === 'SelectingAll');
    if (i === undefined) return [];
    return [
      {
        data: workloadPlace(subject),
        quotes: [
          ...quoteOf('ownerEvents', events, `${i}.message`),
          ...quoteOwner(workload.owners, 0, 'metadata.name'),
        ],
      },
    ];
  },
  explain({ namespace, kind, name }) {
    return {
      what: both(
        `${kind} “${name}” has an empty selector, so its controller leaves it alone and makes no pods.`,
        `${kind}“${name}”的选择器为空，因此控制器不处理它，也不创建 Pod。`,
      ),
      why: both(
        `An empty selector (spec.selector) would claim every pod of namespace “${namespace}”, those of other services too.`,
        `空的选择器（spec.selector）会认领命名空间“${namespace}”中的所有 Pod，包括其他服务的。`,
      ),
    };
  },
  steps(data) {
    const { namespace } = data;
    return [
      {
        text: both(
          'Look at the selector and at the labels of the pod template.',
          '查看选择器以及 Pod 模板的标签。',
        ),
        command: kubectl(namespace, 'get', resourceOf(data), '-o', 'yaml'),
      },
      {
        text: both(
          'Set spec.selector.matchLabels to labels of the template that no other service carries. A selector cannot be changed later: delete the workload and create it again.',
          '将 spec.selector.matchLabels 设为模板中其他服务没有的标签。选择器创建后不能修改：需要删除并重新创建工作负载。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
      },
    ];
  },
});
