/** Whether a pod is still the one that was meant: names are reused, uids never are (security.md T12). */
export function isUidSame(
  pod: { readonly metadata?: { readonly uid?: string } },
  uid: string,
): boolean {
  return pod.metadata?.uid === uid;
}
