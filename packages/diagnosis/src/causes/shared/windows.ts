import { containersOf } from '../../engine';
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
