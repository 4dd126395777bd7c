import type { Pod, Service } from '../../facts/objects';
import type { Fact } from '../../facts/fact';
import type { FactValues, Subject } from '../../facts/snapshot';
import { needed } from '../../engine';

/** A service that chooses pods by labels, with its place in `services`. */
export interface Chooser {
  readonly i: number;
  readonly service: Service;
  readonly selector: Readonly<Record<string, string>>;
}

/**
 * Reads a service as one that chooses pods; `undefined` for one that stands for a name outside (ExternalName), whose endpoints are kept by
 * hand or by another controller (no selector), or that is on its way out.
 */
export function chooserOf(
  services: FactValues['services'],
  i: number,
): Chooser | undefined {
  const service = services[i];
  const { type, selector = {} } = service?.spec ?? {};
  const isGoing = service?.metadata.deletionTimestamp !== undefined;
  const hasChoice = type !== 'ExternalName' && Object.keys(selector).length > 0;
  return service && hasChoice && !isGoing
    ? { i, service, selector }
    : undefined;
}

/** The service that is looked at itself, when it chooses pods. Its facts are asked for only then. */
export function chooserIn(
  { kind, name }: Subject,
  services: Fact<FactValues['services']>,
): (Chooser & { readonly services: FactValues['services'] }) | undefined {
  if (kind !== 'Service') return undefined;
  const all = needed('services', services);
  const i = all.findIndex(({ metadata }) => metadata.name === name);
  const chooser = chooserOf(all, i);
  return chooser && { ...chooser, services: all };
}

/** Whether a selector chooses a thing with these labels. */
export function chooses(
  selector: Chooser['selector'],
  labels: Readonly<Record<string, string>> = {},
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}

/** Whether a pod could answer at all: it has not ended and is not on its way out. */
export function isAlive({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    status.phase !== 'Succeeded' &&
    status.phase !== 'Failed'
  );
}
