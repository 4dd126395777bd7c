import type { Subject } from '../../facts/snapshot';
import { shellWord } from '../../engine';

/** A kubectl command in a namespace; each word is quoted where a shell would read more into it. */
export function kubectl(
  namespace: string,
  ...words: readonly string[]
): string {
  return ['kubectl', '-n', namespace, ...words].map(shellWord).join(' ');
}

/** Where a fault is: what every explanation and command needs. */
export interface Place {
  readonly namespace: string;
  readonly pod: string;
}

/** Place of a pod. */
export function placeOf({ namespace, name }: Subject): Place {
  return { namespace, pod: name };
}

/** The command that lists all pods on a node. */
export function podsOf(node: string): string {
  return `kubectl get pods --all-namespaces -o wide --field-selector ${shellWord(
    `spec.nodeName=${node}`,
  )}`;
}
