import { both, defineCause, placeByName, quoteOf } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

export default defineCause({
  id: 'volume-node-disk-full',
  state: 'waiting',
  title: both('No space is left to set the volume up', '没有剩余空间来准备卷'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'nodes'],
  covers: ['volume/os-error/nospace'],
  detect({ subject, nodes, ...reading }) {
    return volumeFailures(reading, 'disk-full').map(one => {
      const all = nodes.status === 'ok' ? nodes.value : [];
      const n = placeByName(all, one.node);
      const c = all[n]?.status.conditions.findIndex(
        ({ type, status }) => type === 'DiskPressure' && status === 'True',
      );
      const pressure = quoteOf(
        'nodes',
        all,
        `${n}.status.conditions.${c}.type`,
      );
      return {
        data: {
          ...placeOfVolume(subject, one),
          hasPressure: pressure.length > 0,
        },
        quotes: [...one.quotes, ...pressure],
      };
    });
  },
  explain(data) {
    const { node, hasPressure } = data;
    const name = nameOfVolume(data);
    return {
      what: both(
        `The pod cannot start: setting ${name.en} up on node “${node}” ended with “no space left on device”.`,
        `Pod 无法启动：在节点“${node}”上准备${name.zh}时提示设备空间不足。`,
      ),
      why: hasPressure
        ? both(
            'The node itself reports that its disk is nearly full (DiskPressure).',
            '节点自身报告磁盘将满（DiskPressure）。',
          )
        : both(
            'The node’s own disk is full (in space or in number of files), or the storage behind the volume is.',
            '节点自身的磁盘已满（空间或文件数），或卷背后的存储已满。',
          ),
    };
  },
  steps({ node, namespace, pod }) {
    return [
      {
        text: both(
          `See the conditions of node “${node}”.`,
          `查看节点“${node}”的状态条件。`,
        ),
        command: `kubectl describe node ${node}`,
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
      },
      {
        text: both(
          `Ask your platform team to free or add disk space on node “${node}” or on the storage.`,
          `请平台团队清理或扩充节点“${node}”或存储的磁盘空间。`,
        ),
      },
      {
        text: both(
          'Delete the pod, if something recreates it: it may be placed on another node.',
          '如果 Pod 会被自动重建，可删除它：新的 Pod 可能被分配到其他节点。',
        ),
        command: `kubectl -n ${namespace} delete pod ${pod}`,
      },
    ];
  },
});
