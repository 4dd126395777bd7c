import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { pendingAttachments } from '../../shared/attachment';
import type { DriverAnswer } from '../../shared/driverAnswer';
import { driverAnswer } from '../../shared/driverAnswer';
import { driverWords, sayingOf } from '../../shared/driverWords';
import type { Place } from '../../shared/kubectl';
import { kubectl } from '../../shared/kubectl';
import { ATTACHING, volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const OTHER = both('The storage driver refused.', '存储驱动拒绝了请求。');

const WHY: Readonly<Record<DriverAnswer, Text>> = {
  plugin: both(
    'Nothing in the cluster attaches this kind of volume: the driver was removed from Kubernetes or is not installed.',
    '集群中没有组件能挂接这种卷：驱动已从 Kubernetes 中移除或未安装。',
  ),
  throttled: both(
    'The cloud answers that it is asked too often; Kubernetes keeps trying.',
    '云服务表示请求过于频繁；Kubernetes 会继续重试。',
  ),
  detaching: both(
    'A disk of this machine is still being detached, or its last detaching failed; until that is done the cloud refuses to attach.',
    '该机器的一块磁盘仍在卸下过程中，或上一次卸下失败；在此之前云服务拒绝挂接。',
  ),
  'no-place': both(
    'The storage finds no room for the copies (replicas) of the volume: too few of its nodes or disks are usable and have space.',
    '存储没有地方放置该卷的副本：可用且有空间的存储节点或磁盘不足。',
  ),
  'not-ready': both(
    'The storage knows the volume, but cannot serve it now: its copies (replicas) or its server do not run or are not connected.',
    '存储知道该卷，但目前无法提供：其副本或服务端没有运行或没有连接。',
  ),
  full: both(
    'The machine holds as many disks as it may, or a quota is used up.',
    '该机器挂接的磁盘数已达上限，或配额已用尽。',
  ),
  permission: both(
    'The storage driver’s account may not attach this disk, or its credentials have expired.',
    '存储驱动的账户无权挂接该磁盘，或凭据已过期。',
  ),
  source: OTHER,
  zone: both(
    'The disk lies in another zone than the node, or this kind of machine cannot take it.',
    '磁盘与节点不在同一可用区，或该类型的机器无法挂接它。',
  ),
  unreachable: both(
    'The storage driver does not reach the storage service behind it.',
    '存储驱动无法连接其后端的存储服务。',
  ),
  busy: both(
    'The disk is busy with another operation; Kubernetes keeps trying.',
    '磁盘正忙于其他操作；Kubernetes 会继续重试。',
  ),
  'object-missing': both(
    'An object that the storage driver keeps in the Kubernetes API is not there: the driver’s controller has not made it, or it was deleted.',
    '存储驱动在 Kubernetes API 中保存的对象不存在：驱动的控制器没有创建它，或它已被删除。',
  ),
  'not-found': both(
    'The disk, or the machine, does not exist any more for the storage service: it was deleted or renamed outside Kubernetes.',
    '存储服务找不到该磁盘或机器：可能在 Kubernetes 之外被删除或改名。',
  ),
  invalid: both(
    'The storage service refuses the request for this disk or machine as invalid.',
    '存储服务认为对该磁盘或机器的请求无效。',
  ),
  timeout: both(
    'Attaching did not finish in time: the disk may hang between two states at the storage service, or the machine does not take it.',
    '挂接未能及时完成：磁盘可能在存储服务中卡在中间状态，或机器没有接受它。',
  ),
  other: OTHER,
};

/** What helps against some answers. */
function answerSteps(
  answer: DriverAnswer,
  { namespace, pod, node }: Place & { readonly node: string },
): Step[] {
  switch (answer) {
    case 'full':
      return [
        {
          text: both(
            'Delete the pod, if something recreates it: it may be placed on a node with fewer disks.',
            '如果 Pod 会被自动重建，可删除它：新的 Pod 可能被分配到磁盘较少的节点。',
          ),
          command: kubectl(namespace, 'delete', 'pod', pod),
          link: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
        },
      ];
    case 'timeout':
      return [
        {
          text: both(
            `Ask your platform team to look at the disk and at machine “${node}” in the console of the storage or cloud: detach it there by force if it hangs for many minutes, or replace the node.`,
            `请平台团队在存储或云控制台查看该磁盘和机器“${node}”：如果长时间卡住，请强制卸下，或更换节点。`,
          ),
        },
      ];
    case 'detaching':
      return [
        {
          text: both(
            `Ask your platform team to detach the disk from machine “${node}” by hand, in the cloud’s own console; Kubernetes then attaches it by itself.`,
            `请平台团队在云控制台中手动从机器“${node}”卸下该磁盘；之后 Kubernetes 会自动挂接。`,
          ),
        },
      ];
    default:
      return [];
  }
}

export default defineCause({
  id: 'volume-attach-failed',
  state: 'waiting',
  title: both('The volume cannot be attached to the node', '卷无法挂接到节点'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'attachments'],
  covers: [
    'volume/FailedAttachVolume',
    'volume/FailedMount/WaitForAttach',
    'volume/FailedMount/csi-va',
    'volume/FailedMount/verify',
  ],
  detect({ pod, events, claims, attachments, subject, now }) {
    // The attachment's own status is there even when no event is.
    const refused = pendingAttachments(pod, { claims, attachments }).flatMap(
      ({ volume, claim, attachment, quotes }) => {
        const { message = '' } = attachment.status.attachError ?? {};
        if (message === '') return [];
        const node = pod.spec.nodeName ?? '';
        return { volume, claim, node, why: message, quotes };
      },
    );
    // Events tell one problem of each volume; the attachment counts where they are silent.
    const isSilent =
      events.status !== 'ok' ||
      volumeFailures({ pod, events, claims, now }, ...ATTACHING).length === 0;
    const told =
      refused.length > 0 && isSilent
        ? refused
        : volumeFailures({ pod, events, claims, now }, 'attach-failed');
    return told.map(one => ({
      data: {
        ...placeOfVolume(subject, one),
        answer: driverAnswer(one.why),
        words: driverWords(one.why),
      },
      quotes: one.quotes,
    }));
  },
  explain(data) {
    const { node, answer } = data;
    const name = nameOfVolume(data);
    const words = sayingOf(data.words);
    return {
      what: both(
        `The pod cannot start: ${name.en} cannot be attached to node “${node}”.`,
        `Pod 无法启动：${name.zh}无法挂接到节点“${node}”。`,
      ),
      why: both(`${WHY[answer].en}${words.en}`, `${WHY[answer].zh}${words.zh}`),
    };
  },
  steps({ namespace, pod, node, volume, answer }) {
    return [
      {
        text: both(
          'Read the driver’s own words in the events.',
          '在事件中阅读驱动的原文。',
        ),
        action: 'events',
      },
      ...answerSteps(answer, { namespace, pod, node }),
      {
        text: both(
          `Give these words to your platform team with the names of the volume “${volume}” and the node “${node}”.`,
          `将原文连同卷“${volume}”和节点“${node}”的名称转交平台团队。`,
        ),
        command: 'kubectl get volumeattachments',
      },
    ];
  },
});
