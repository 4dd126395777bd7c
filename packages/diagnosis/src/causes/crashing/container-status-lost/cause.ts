import type { Failure } from '../../../engine';
import {
  both,
  containersOf,
  currentFailure,
  defineCause,
  quoteOf,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { EARLIER_ENDS, thisContainer } from '../../shared/startFaults';

/**
 * The kubelet (ContainerStatusUnknown, exit code 137 made up), containerd (Unknown, 255) and CRI-O (-1) when they no longer
 * know how a container ended.
 */
function isLost({ exitCode, reason, message = '' }: Failure['terminated']) {
  return (
    reason === 'ContainerStatusUnknown' ||
    (reason === 'Unknown' && exitCode === 255) ||
    exitCode === -1 ||
    message.startsWith('The container could not be located')
  );
}

export default defineCause({
  id: 'container-status-lost',
  state: 'crashing',
  title: both('The node lost track of the container', '节点丢失了容器的状态'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  beats: EARLIER_ENDS,
  covers: [
    'terminated/ContainerStatusUnknown',
    'terminated/Unknown',
    'exitcode/-1',
    'kubelet-container/event/Killing-unknown-state',
  ],
  detect({ pod, subject, now }) {
    const { metadata, status } = pod;
    // An evicted, preempted or shut down pod says so itself; its containers are only left behind.
    const isTold =
      status.reason !== undefined ||
      status.conditions.some(
        ({ type, status: is }) => type === 'DisruptionTarget' && is === 'True',
      );
    if (metadata.deletionTimestamp || status.phase === 'Succeeded' || isTold)
      return [];
    return containersOf(pod).flatMap(container => {
      const failure = currentFailure(container, now);
      if (!failure || !isLost(failure.terminated)) return [];
      const isBack = container.status.state?.running !== undefined;
      return {
        container: container.name,
        severity: isBack ? 'warning' : 'critical',
        data: {
          ...placeOf(subject),
          container: container.name,
          isInit: container.kind === 'init',
          node: pod.spec.nodeName ?? '',
          isBack,
          isFinal: status.phase === 'Failed',
        },
        quotes: ['reason', 'exitCode', 'message'].flatMap(field =>
          quoteOf('pod', pod, `${failure.at}.${field}`),
        ),
      };
    });
  },
  explain(data) {
    const { node, isBack, isFinal } = data;
    const after = isBack
      ? both(' It runs again.', '现在它已重新运行。')
      : both(
          isFinal ? ' It will not be started again.' : '',
          isFinal ? '它不会再次启动。' : '',
        );
    return {
      what: both(
        `Node “${node}” no longer knows how ${thisContainer(data).en} ended.${
          after.en
        }`,
        `节点“${node}”已不知道${thisContainer(data).zh}是如何结束的。${
          after.zh
        }`,
      ),
      why: both(
        'The node was restarted or lost power, its container runtime was restarted or cleaned up, or it was cut off for long. The exit code (137, 255 or -1) is made up and says nothing about the program.',
        '节点曾重启或断电、容器运行时曾重启或被清理，或节点长时间失联。退出码（137、255 或 -1）是补填的，不能说明程序的情况。',
      ),
    };
  },
  steps({ namespace, pod, node, isFinal }) {
    return [
      {
        text: both(
          `See whether node “${node}” was restarted: its events and conditions say when.`,
          `查看节点“${node}”是否重启过：其事件与状况会写明时间。`,
        ),
        ...(node !== '' && { command: `kubectl describe node ${node}` }),
      },
      ...(isFinal
        ? [
            {
              text: both(
                'Delete the pod that is left behind; its controller, if it has one, has made another.',
                '删除遗留的 Pod；如果它有控制器，控制器已创建新的 Pod。',
              ),
              command: kubectl(namespace, 'delete', 'pod', pod),
            },
          ]
        : []),
      {
        text: both(
          'Spread the service over several nodes, so that one node’s restart does not stop it.',
          '将服务分散到多个节点，使单个节点重启不会中断服务。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
      },
    ];
  },
});
