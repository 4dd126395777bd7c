import type { ContainerView } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  quoteOf,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';

/** Devices of a container that are reported unhealthy, with their path. */
function brokenDevices({ status, at }: ContainerView) {
  return (status.allocatedResourcesStatus ?? []).flatMap(
    ({ name = '', resources = [] }, i) =>
      resources.flatMap(({ health, resourceID = '', message }, k) =>
        health === 'Unhealthy'
          ? {
              name,
              id: resourceID.slice(0, 100),
              message: message?.slice(0, 300).trim(),
              at: `${at}.allocatedResourcesStatus.${i}.resources.${k}`,
            }
          : [],
      ),
  );
}

export default defineCause({
  id: 'device-unhealthy',
  state: 'running-but-wrong',
  title: both(
    'A device given to the container has failed',
    '分配给容器的设备发生故障',
  ),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  beats: ['container-exits-with-error', 'crashes-by-signal', 'not-ready/*'],
  covers: ['allocatedResourcesStatus/Unhealthy'],
  detect({ pod, subject }) {
    const { phase } = pod.status;
    if (
      pod.metadata.deletionTimestamp ||
      phase === 'Succeeded' ||
      phase === 'Failed'
    )
      return [];
    return containersOf(pod).flatMap(container => {
      const broken = brokenDevices(container);
      const [first] = broken;
      if (!first) return [];
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          resource: first.name,
          id: first.id,
          ...(first.message && { said: first.message }),
          broken: broken.length,
          node: pod.spec.nodeName ?? '',
        },
        quotes: broken.flatMap(({ at }) => [
          ...quoteOf('pod', pod, `${at}.health`),
          ...quoteOf('pod', pod, `${at}.resourceID`),
          ...quoteOf('pod', pod, `${at}.message`),
        ]),
      };
    });
  },
  explain({ container, resource, id, broken, node, said }) {
    return {
      what: both(
        `${count(
          broken,
          'device',
        )} of container “${container}” (${resource}: ${id}) on node “${node}” ${
          broken === 1 ? 'is' : 'are'
        } reported unhealthy.`,
        `容器“${container}”的 ${broken} 个设备（${resource}：${id}）在节点“${node}”上被报告为不健康。`,
      ),
      why: both(
        `The device’s driver says so: a card that failed, or a device plug-in that lost it.${
          said ? ` It says: “${said}”.` : ''
        } The container keeps the device as long as the pod lives.`,
        `设备驱动报告了该状态：可能是硬件故障，或设备插件失去了与设备的联系。${
          said ? `驱动的说明：“${said}”。` : ''
        }只要 Pod 存在，容器就会一直占用该设备。`,
      ),
    };
  },
  steps({ namespace, pod, node }) {
    return [
      {
        text: both(
          `Tell your platform team that a device of node “${node}” failed.`,
          `告知平台团队节点“${node}”的设备发生故障。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
      },
      {
        text: both(
          'Delete the pod when its work may be interrupted: the new one gets another device.',
          '如果可以中断任务，请删除此 Pod：新的 Pod 会得到其他设备。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
