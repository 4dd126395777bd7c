import type { Pod } from '../../facts/objects';

/** The containers that run beside one of a pod: init containers count only when they are sidecars. */
export function otherContainers({ spec }: Pod, name: string) {
  const sidecars = spec.initContainers.filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return [...spec.containers, ...sidecars].filter(one => one.name !== name);
}
