import { both, defineCause, duration, secondsSince } from '../../../engine';
import { pendingAttachments } from '../../shared/attachment';
import { ATTACHING, volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const DRIVER = /external-attacher of (\S{1,253}) CSI driver/;
const DELETING = /volume attachment (?:is being|has been) deleted/;
/** Attaching a cloud disk takes up to this long when all is well, in seconds. */
const PATIENCE = 120;

export default defineCause({
  id: 'volume-attach-timeout',
  state: 'waiting',
  title: both(
    'Nobody attaches the volume to the node',
    '没有组件把卷挂接到节点',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'attachments'],
  covers: [
    'volume/FailedAttachVolume/csi-timeout',
    'volume/FailedAttachVolume/va-deleted',
    'volume/FailedMount/not-attached',
  ],
  detect({ pod, events, claims, attachments, subject, now }) {
    const pending = pendingAttachments(pod, { claims, attachments });
    const silent = pending.flatMap(one => {
      const { attachment } = one;
      const age = secondsSince(attachment.metadata.creationTimestamp, now);
      const isLate = age !== undefined && age >= PATIENCE;
      return isLate && !attachment.status.attachError
        ? { ...one, node: pod.spec.nodeName ?? '', why: '' }
        : [];
    });
    // From 1.36 on there may be no event at all.
    const isSilent =
      events.status !== 'ok' ||
      volumeFailures({ pod, events, claims, now }, ...ATTACHING).length === 0;
    const failures =
      silent.length > 0 && isSilent
        ? silent
        : volumeFailures({ pod, events, claims, now }, 'attach-silent');
    return failures.map(one => {
      const found = pending.find(({ volume }) => volume === one.volume);
      const driver =
        DRIVER.exec(one.why)?.[1] ?? found?.attachment.spec.attacher;
      const since = found?.attachment.metadata.creationTimestamp;
      const age = secondsSince(since, now);
      const isLeaving =
        DELETING.test(one.why) ||
        found?.attachment.metadata.deletionTimestamp !== undefined;
      return {
        data: {
          ...placeOfVolume(subject, one),
          isLeaving,
          ...(driver !== undefined && { driver }),
          ...(age !== undefined && { seconds: age }),
        },
        quotes: [...one.quotes, ...(one.why === '' ? [] : found?.quotes ?? [])],
      };
    });
  },
  explain(data) {
    const { node, driver, seconds, isLeaving } = data;
    const name = nameOfVolume(data);
    const by = driver
      ? both(`storage driver “${driver}”`, `存储驱动“${driver}”`)
      : both('storage driver', '存储驱动');
    const long = seconds === undefined ? undefined : duration(seconds);
    const since = long
      ? both(` for ${long.en}`, `已有 ${long.zh}`)
      : both('', '');
    return {
      what: both(
        `The pod cannot start: ${name.en} is to be attached to node “${node}”, and the ${by.en} has not answered${since.en}.`,
        `Pod 无法启动：${name.zh}需要挂接到节点“${node}”，但${by.zh}${since.zh}没有响应。`,
      ),
      why: isLeaving
        ? both(
            'An earlier attachment of the volume to this node is still being undone and holds up the new one.',
            '该卷之前在此节点上的挂接仍在撤销中，阻塞了新的挂接。',
          )
        : both(
            'The driver’s controller (external-attacher) is not installed, does not run, or is overloaded; or the driver needs no attaching and does not say so.',
            '驱动的控制器（external-attacher）未安装、未运行或过载；也可能该驱动不需要挂接但没有声明。',
          ),
    };
  },
  steps({ driver }) {
    return [
      {
        text: both(
          'See whether the attachment gets on and what its status says.',
          '查看挂接是否有进展及其状态。',
        ),
        command: 'kubectl get volumeattachments',
      },
      {
        text: both(
          driver
            ? `See whether the driver “${driver}” is installed and whether it asks for attaching.`
            : 'See which drivers are installed.',
          driver
            ? `查看驱动“${driver}”是否已安装以及是否需要挂接。`
            : '查看安装了哪些驱动。',
        ),
        command: 'kubectl get csidrivers',
      },
      {
        text: both(
          'Ask your platform team to check the driver’s controller pods; Kubernetes attaches the volume by itself once they answer.',
          '请平台团队检查该驱动的控制器 Pod；恢复后 Kubernetes 会自动挂接卷。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#csi',
      },
    ];
  },
});
