import type { Workload } from '../../facts/objects';

/**
 * Of containers and volumes that an answer names, those that the workload's own template does not have: a webhook put them into the pod
 * (a mesh's sidecar, a security agent), so the manifest cannot change them. None where the template is not known.
 */
export function notInTemplate(
  { spec: { template } }: Workload,
  named: readonly string[],
): string[] {
  const {
    containers = [],
    initContainers = [],
    volumes = [],
  } = template?.spec ?? {};
  const own = [...initContainers, ...containers, ...volumes].map(
    ({ name }) => name,
  );
  if (containers.length === 0) return [];
  return [...new Set(named)].filter(name => !own.includes(name));
}
