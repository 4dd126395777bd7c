import { both, defineCause } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

export default defineCause({
  id: 'volume-wrong-node',
  state: 'waiting',
  title: both(
    'The volume may not be used on the pod’s node',
    '卷不能在 Pod 所在的节点上使用',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: ['volume/FailedMount/NodeAffinity'],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'wrong-node').map(one => ({
      data: placeOfVolume(subject, one),
      quotes: one.quotes,
    }));
  },
  explain(data) {
    const name = nameOfVolume(data);
    return {
      what: both(
        `The pod cannot start: ${name.en} belongs to another node or zone than the pod’s node “${data.node}”.`,
        `Pod 无法启动：${name.zh}属于其他节点或可用区，而 Pod 位于节点“${data.node}”。`,
      ),
      why: both(
        'The scheduler would not have placed the pod there: its node was set by hand (nodeName), by a DaemonSet, or the node’s labels have changed since.',
        '调度器不会把 Pod 放在那里：节点是手动指定的（nodeName）、由 DaemonSet 决定，或节点标签之后发生了变化。',
      ),
    };
  },
  steps({ volume, namespace, pod }) {
    return [
      {
        text: both(
          'See which nodes the volume is meant for (Node Affinity).',
          '查看该卷可用于哪些节点（Node Affinity）。',
        ),
        command: `kubectl describe persistentvolume ${volume}`,
      },
      {
        text: both(
          'Remove nodeName from the manifest and let the scheduler choose.',
          '从清单中删除 nodeName，由调度器选择节点。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity',
      },
      {
        text: both(
          'Delete the pod, if something recreates it, so that it is placed anew.',
          '如果 Pod 会被自动重建，可删除它以重新分配节点。',
        ),
        command: `kubectl -n ${namespace} delete pod ${pod}`,
      },
    ];
  },
});
