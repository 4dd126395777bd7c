import {
  both,
  containersOf,
  defineCause,
  duration,
  listEn,
  listZh,
  quoteOf,
} from '../../../engine';
import { finalizerOwner } from '../../shared/finalizers';
import { kubectl, placeOf } from '../../shared/kubectl';
import { secondsOverdue } from '../../shared/overdue';

/** A controller may take a moment to clean up after the containers have ended, in seconds. */
const PATIENCE_SECONDS = 30;

export default defineCause({
  id: 'finalizer-blocks-deletion',
  state: 'terminating',
  title: both('A finalizer keeps the deleted pod', '终结器阻止 Pod 被删除'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['node/terminating-finalizer'],
  detect({ pod, events, subject, now }) {
    const { finalizers = [] } = pod.metadata;
    const isRunning = containersOf(pod).some(
      ({ status }) => status.state?.running !== undefined,
    );
    const late = secondsOverdue(pod, events, now) ?? 0;
    if (finalizers.length === 0 || isRunning || late <= PATIENCE_SECONDS)
      return [];
    return [
      {
        data: {
          ...placeOf(subject),
          finalizers,
          late,
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
  explain({ pod, finalizers, late }) {
    const time = duration(late);
    const one = finalizers.length === 1;
    const owner = finalizerOwner(finalizers[0] ?? '');
    return {
      what: both(
        `Pod “${pod}” was deleted and should have been gone ${
          time.en
        } ago, but the finalizer${one ? '' : 's'} ${listEn(finalizers)} still ${
          one ? 'stands' : 'stand'
        } on it.`,
        `Pod“${pod}”已被删除，${
          time.zh
        }前就应消失，但终结器（finalizer） ${listZh(finalizers)} 仍在其上。`,
      ),
      why: both(
        `A finalizer is a controller’s request to clean up first. It is removed by ${owner.en}; it does not run, was uninstalled, or cannot finish. The containers have ended, so nothing of the program runs any more.`,
        `终结器表示某个控制器要求先完成清理。它应由${owner.zh}移除；该控制器可能没有运行、已被卸载或无法完成。容器都已结束，程序不再运行。`,
      ),
    };
  },
  steps({ namespace, pod, finalizers }) {
    const owners = finalizers.map(finalizerOwner);
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
