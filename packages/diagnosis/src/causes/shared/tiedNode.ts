import type { PodSpec } from '../../facts/objects';

/** The one node that a pod is tied to by name, as the DaemonSet controller does with each of its pods. */
export function tiedNode({ affinity }: PodSpec): string | undefined {
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  const names = terms.map(({ matchFields = [] }) => {
    const named = matchFields.find(
      ({ key, operator }) => key === 'metadata.name' && operator === 'In',
    );
    return named?.values?.length === 1 ? named.values[0] : undefined;
  });
  const [first] = names;
  return names.every(name => name === first) ? first : undefined;
}
