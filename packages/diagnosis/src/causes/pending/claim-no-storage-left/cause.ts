import {
  both,
  defineCause,
  formatQuantity,
  parseQuantity,
} from '../../../engine';
import { claimTroubles, placeOfClaim, whoseClaim } from '../../shared/claims';
import { CLAIM_FACTS } from '../../shared/claimView';
import { kubectl } from '../../shared/kubectl';

const NODES = /(\d{1,6}) node\(s\) did not have enough free storage/;

export default defineCause({
  id: 'claim-no-storage-left',
  state: 'pending',
  title: both(
    'The storage has no room for the claim',
    '存储空间不足以满足声明',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CLAIM_FACTS,
  // The tainted nodes of the same message are most often those of the control plane.
  beats: ['unschedulable-taint'],
  covers: ['scheduler/vb-space'],
  detect(reading) {
    return claimTroubles(reading, 'no-room').map(one => {
      const size = parseQuantity(one.object?.spec.resources?.requests?.storage);
      return {
        data: {
          ...placeOfClaim(reading.subject, one),
          nodes: Number(NODES.exec(one.message ?? '')?.[1] ?? 0),
          ...(one.storageClass && { storageClass: one.storageClass }),
          ...(size !== undefined && { size: formatQuantity('storage', size) }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { nodes, size, storageClass } = data;
    const who = whoseClaim(data);
    const much = size ?? '';
    return {
      what: both(
        `${who.en} asks for ${much || 'more storage'}${
          much ? ' of storage' : ''
        }, and ${
          nodes > 0
            ? `${nodes} ${nodes === 1 ? 'node does' : 'nodes do'}`
            : 'the nodes do'
        } not reach enough free storage${
          storageClass ? ` of class “${storageClass}”` : ''
        }.`,
        `${who.zh}要求${much ? ` ${much} ` : '的'}存储空间，而${
          nodes > 0 ? ` ${nodes} 个` : ''
        }节点可用的${
          storageClass ? `存储类“${storageClass}”` : ''
        }剩余空间不足。`,
      ),
      why: both(
        'The storage driver reports how much is free where (CSIStorageCapacity), and no node that suits the pod otherwise has as much.',
        '存储驱动会报告各处的剩余空间（CSIStorageCapacity），而其他条件都合适的节点没有足够空间。',
      ),
    };
  },
  steps({ namespace, claim }) {
    return [
      {
        text: both('See how much is free where.', '查看各处的剩余空间。'),
        command: 'kubectl get csistoragecapacities --all-namespaces',
        link: 'https://kubernetes.io/docs/concepts/storage/storage-capacity/',
      },
      {
        text: both(
          'Delete the claim and deploy it with a smaller size, if it asks for too much. It holds no data yet.',
          '如果要求过高，请删除该声明并以更小的容量重新部署。它目前没有数据。',
        ),
        command: kubectl(namespace, 'delete', 'persistentvolumeclaim', claim),
      },
      {
        text: both(
          'Ask your platform team for more storage, or use another storage class.',
          '请平台团队扩充存储，或改用其他存储类。',
        ),
      },
    ];
  },
});
