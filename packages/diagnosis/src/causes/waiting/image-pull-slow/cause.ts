import {
  both,
  containersOf,
  defineCause,
  duration,
  needed,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { needsOf } from '../../shared/imagePull';
import { placeOf } from '../../shared/kubectl';
import { pullGoingOn } from '../../shared/pullEvents';

/** A pull of some minutes is normal; one of over ten, in seconds, deserves a look. */
const SLOW = 600;

/** Containers that may be waiting for a pull that long. */
function waiting(pod: Pod, now: number) {
  const { startTime } = pod.status;
  const age = secondsSince(startTime ?? pod.metadata.creationTimestamp, now);
  const isOver =
    pod.metadata.deletionTimestamp !== undefined ||
    pod.status.phase !== 'Pending';
  if (isOver || age === undefined || age < SLOW) return [];
  return containersOf(pod).filter(({ status: { state } }) => {
    const reason = state?.waiting?.reason;
    return reason === 'ContainerCreating' || reason === 'PodInitializing';
  });
}

export default defineCause({
  id: 'image-pull-slow',
  state: 'waiting',
  title: both('The pull of the image takes very long', '镜像拉取耗时过长'),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['starting-unexplained'],
  covers: ['kubelet-image/event/Pulling'],
  detect({ pod, events, subject, now }) {
    const containers = waiting(pod, now);
    if (containers.length === 0) return [];
    const known = needed('events', events);
    return containers.flatMap(container => {
      const needs = needsOf(pod, container);
      const i = pullGoingOn(known, needs);
      const seconds = secondsSince(known[i ?? -1]?.lastSeen, now) ?? 0;
      if (i === undefined || seconds < SLOW) return [];
      return [
        {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            image: needs.images[0] ?? '',
            node: pod.spec.nodeName ?? '?',
            seconds,
          },
          quotes: [
            ...quoteOf('events', known, `${i}.message`),
            ...quoteOf('events', known, `${i}.lastSeen`),
          ],
        },
      ];
    });
  },
  explain({ container, image, node, seconds }) {
    const long = duration(seconds);
    return {
      what: both(
        `Container “${container}” has waited ${long.en} for its image “${image}”; node “${node}” still pulls it.`,
        `容器“${container}”等待镜像“${image}”已 ${long.zh}；节点“${node}”仍在拉取。`,
      ),
      why: both(
        'The image is very large, the way to the registry is slow or stuck, or other pulls come first: by default a node pulls one image after the other.',
        '镜像很大、到仓库的网络缓慢或卡住，或前面还有其他拉取：节点默认一次只拉取一个镜像。',
      ),
    };
  },
  steps({ image, node }) {
    return [
      {
        text: both(
          'Wait some more minutes if the image is many gigabytes large.',
          '如果镜像有好几 GB，请再等几分钟。',
        ),
      },
      {
        text: both(
          `See in the events whether it ends, and how long others took on node “${node}”.`,
          `在事件中查看拉取是否结束，以及节点“${node}”上其他镜像用了多久。`,
        ),
        action: 'events' as const,
      },
      {
        text: both(
          `Ask your platform team to look at the network and the disk of node “${node}” if “${image}” is small.`,
          `如果“${image}”并不大，请平台团队检查节点“${node}”的网络和磁盘。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls',
      },
    ];
  },
});
