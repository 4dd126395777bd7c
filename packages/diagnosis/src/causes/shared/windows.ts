import type { Text } from '../../engine';
import { both, containersOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { nodeOfPod } from './nodeOfPod';

/** Until 1.18 the label was in beta. */
const LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];
const isOf = (labels: Readonly<Record<string, string>> = {}) =>
  LABELS.some(label => labels[label] === 'windows');

/** Ends of Windows programs that were not their own are status numbers from here on, as the API gives them, signed or not. */
const STATUS = 0xc0000000;
const isStatus = (exitCode: number = 0) =>
  (exitCode < 0 ? exitCode + 2 ** 32 : exitCode) >= STATUS;

/** Whether the pod is known to be on Windows: by what it asks for, by its node, or by how its containers ended. */
export function isOnWindows(
  pod: Pod,
  nodes: Fact<FactValues['nodes']>,
): boolean {
  const { os, nodeSelector } = pod.spec;
  const node = nodeOfPod(pod, nodes)?.node;
  return (
    os?.name === 'windows' ||
    isOf(nodeSelector) ||
    isOf(node?.metadata.labels) ||
    node?.status.nodeInfo?.operatingSystem === 'windows' ||
    containersOf(pod).some(({ status: { state, lastState } }) =>
      [state?.terminated, lastState?.terminated].some(
        end => end?.exitCode !== -1 && isStatus(end?.exitCode),
      ),
    )
  );
}

/** Words of a Windows host about an image of another Windows; the last are of a registry that has none for this build. */
const OF_BUILD =
  /(?:operating system|image) does not match the host|incompatible with .{0,60}host|windows\/\w{1,10} 10\.0\.\d{4,6}/i;

/** Whether an image was refused because it is made for another build of Windows than the host's. */
export function isOfOtherBuild(message: string): boolean {
  return OF_BUILD.test(message.slice(0, 8192));
}

/** What versions of Windows have to do with images. */
export const OF_OTHER_BUILD: Text = both(
  'A Windows container runs only on a host of the same Windows build (such as 1809 or ltsc2022) as its image is made for, unless it is isolated by Hyper-V; newer hosts may take older images, never the other way round.',
  'Windows 容器只能在与其镜像构建版本相同的 Windows 主机上运行（例如 1809 或 ltsc2022），除非使用 Hyper-V 隔离；较新的主机可能接受较旧的镜像，反之则不行。',
);

/** The tags under which images of Windows say which build they are for. */
export const CHOOSE_BUILD = {
  text: both(
    'Choose the image’s tag for the Windows build of the node (such as …-ltsc2022), or place the pod on nodes of the right build: label node.kubernetes.io/windows-build.',
    '选择与节点 Windows 构建版本相符的镜像标签（例如 …-ltsc2022），或用标签 node.kubernetes.io/windows-build 将 Pod 放到相应版本的节点。',
  ),
  command: 'kubectl get nodes -L node.kubernetes.io/windows-build',
} as const;
