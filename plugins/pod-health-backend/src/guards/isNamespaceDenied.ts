/** Whether debug is never allowed in a namespace, whatever it consents to. A pattern may end in `*`: `kube-*`. */
export function isNamespaceDenied(
  namespace: string,
  denied: readonly string[],
): boolean {
  return denied.some(pattern =>
    pattern.endsWith('*')
      ? namespace.startsWith(pattern.slice(0, -1))
      : namespace === pattern,
  );
}
