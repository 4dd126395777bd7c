import type { ContainerView } from '../../engine';
import { parseQuantity } from '../../engine';

/** Bytes below which hardly any program starts: runc alone needs some 6 MiB for a moment. */
const TINY = 16 * 2 ** 20;

/** Memory limit of the container, in bytes. */
export function memoryLimitOf({ spec }: ContainerView): number | undefined {
  return parseQuantity(spec?.resources?.limits?.memory);
}

/** Whether the container may use so little memory that its first process can die of it. */
export function hasTinyLimit(container: ContainerView): boolean {
  const limit = memoryLimitOf(container);
  return limit !== undefined && limit < TINY;
}
