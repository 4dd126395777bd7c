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

const PLACE = /\b(initContainers|containers)\[(\d{1,3})\]/g;

/** Whether an answer counts a container, by its place, that the template does not have: then a webhook has put one in. */
export function isPastTemplate(
  { spec: { template } }: Workload,
  answer: string,
): boolean {
  const { containers = [], initContainers = [] } = template?.spec ?? {};
  const own = { containers, initContainers };
  return (
    containers.length > 0 &&
    [...answer.slice(0, 8192).matchAll(PLACE)].some(
      ([, list, i]) =>
        Number(i) >=
        own[list === 'initContainers' ? 'initContainers' : 'containers'].length,
    )
  );
}
