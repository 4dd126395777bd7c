import type { Text } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  listEn,
  listZh,
  parseTime,
  quoteOf,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';

/** Who removes a finalizer that pods are known to carry, by its name. */
const OWNERS: Readonly<Record<string, Text>> = {
  'batch.kubernetes.io/job-tracking': both(
    'the job controller of Kubernetes, which counts the pod’s result first',
    'Kubernetes 的 Job 控制器，它要先统计该 Pod 的结果',
  ),
  foregroundDeletion: both(
    'the garbage collector of Kubernetes, which first deletes what the pod owns',
    'Kubernetes 的垃圾回收器，它要先删除该 Pod 拥有的对象',
  ),
  orphan: both(
    'the garbage collector of Kubernetes, which first lets go what the pod owns',
    'Kubernetes 的垃圾回收器，它要先解除该 Pod 与其所属对象的关系',
  ),
  'workflows.argoproj.io/status': both(
    'Argo Workflows, which first notes the result of the step',
    'Argo Workflows，它要先记录该步骤的结果',
  ),
};

/** Who should remove a finalizer. */
function ownerOf(finalizer: string): Text {
  const known = Object.hasOwn(OWNERS, finalizer)
    ? OWNERS[finalizer]
    : undefined;
  const domain = finalizer.split('/')[0] ?? finalizer;
  return known ?? both(`the controller of “${domain}”`, `“${domain}”的控制器`);
}

/** A controller may take a moment to clean up after the containers have ended, in seconds. */
const PATIENCE_SECONDS = 30;

export default defineCause({
  id: 'finalizer-blocks-deletion',
  state: 'terminating',
  title: both('A finalizer keeps the deleted pod', '终结器阻止 Pod 被删除'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  covers: ['node/terminating-finalizer'],
  detect({ pod, subject, now }) {
    const { deletionTimestamp, finalizers = [] } = pod.metadata;
    const due = parseTime(deletionTimestamp);
    const isRunning = containersOf(pod).some(
      ({ status }) => status.state?.running !== undefined,
    );
    // deletionTimestamp already holds the grace period.
    const late = due === undefined ? 0 : (now - due) / 1000;
    if (finalizers.length === 0 || isRunning || late <= PATIENCE_SECONDS)
      return [];
    return [
      {
        data: {
          ...placeOf(subject),
          finalizers,
          minutes: Math.max(1, Math.round(late / 60)),
        },
        quotes: [
          ...finalizers.flatMap((_, i) =>
            quoteOf('pod', pod, `metadata.finalizers.${i}`),
          ),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
        ],
      },
    ];
  },
  explain({ pod, finalizers, minutes }) {
    const one = finalizers.length === 1;
    const owner = ownerOf(finalizers[0] ?? '');
    return {
      what: both(
        `Pod “${pod}” was deleted and should have been gone ${
          minutes === 1 ? 'a minute' : `${minutes} minutes`
        } ago, but the finalizer${one ? '' : 's'} ${listEn(finalizers)} still ${
          one ? 'stands' : 'stand'
        } on it.`,
        `Pod“${pod}”已被删除，${minutes} 分钟前就应消失，但终结器（finalizer） ${listZh(
          finalizers,
        )} 仍在其上。`,
      ),
      why: both(
        `A finalizer is a controller’s request to clean up first. It is removed by ${owner.en}, which does not run, was uninstalled, or cannot finish. The containers have ended, so nothing of the program runs any more.`,
        `终结器表示某个控制器要求先完成清理。它应由${owner.zh}移除；该控制器可能没有运行、已被卸载或无法完成。容器都已结束，程序不再运行。`,
      ),
    };
  },
  steps({ namespace, pod, finalizers }) {
    const owners = finalizers.map(ownerOf);
    return [
      {
        text: both(
          `Find who should remove it (${listEn(
            owners.map(({ en }) => en),
            'or',
          )}) and see in its log why it does not clean up.`,
          `找到应移除它的组件（${listZh(
            owners.map(({ zh }) => zh),
            '或',
          )}），在其日志中查看为何没有清理。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
      },
      {
        text: both(
          'Ask your platform team if that controller was removed on purpose.',
          '向平台团队确认该控制器是否被有意移除。',
        ),
      },
      {
        text: both(
          'Remove the finalizers by hand only when what they were to clean up is done or not needed: it stays behind.',
          '只有在清理工作已完成或不再需要时才手动移除终结器：未清理的内容会遗留下来。',
        ),
        command: kubectl(
          namespace,
          'patch',
          'pod',
          pod,
          '--type=json',
          '-p',
          '[{"op":"remove","path":"/metadata/finalizers"}]',
        ),
      },
    ];
  },
});
