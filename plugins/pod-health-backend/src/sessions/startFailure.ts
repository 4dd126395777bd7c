/**
 * Reasons of a waiting container that never pass by themselves: the kubelet would try again and again in vain.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/kubelet: images/types.go and container/sync_result.go.
 */
const FINAL_REASONS: readonly string[] = [
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

/** Reasons that may pass, such as a registry that is down, unless the message says otherwise. */
const PULL_REASONS: readonly string[] = ['ErrImagePull', 'ImagePullBackOff'];

/** What a registry says when another attempt will not help: no such image, or no right to it. */
const FINAL_PULL =
  /not found|manifest unknown|repository does not exist|unauthorized|denied|forbidden|no match for platform/i;

/** Whether a debug container that waits for this reason will never start (security.md R15). */
export function isStartFailureFinal(
  reason: string | undefined,
  message: string | undefined,
): boolean {
  if (reason === undefined) {
    return false;
  }
  return (
    FINAL_REASONS.includes(reason) ||
    (PULL_REASONS.includes(reason) && FINAL_PULL.test(message ?? ''))
  );
}
