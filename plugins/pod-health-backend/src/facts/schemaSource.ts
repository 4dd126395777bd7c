import type { FieldSchema } from 'pod-diagnosis';
import type { KubeApi } from '../kube/types';
import type { Clock } from '../time/clock';

/** A cluster is upgraded now and then, while the portal runs. */
const KNOWN_FOR_MS = 10 * 60_000;
const VERSION = /^v?(\d+)\.(\d+)/;

/**
 * Which fields a cluster's API knows, as far as the bundled list can say: only for clusters no newer than it, because a field
 * of a newer version would look misspelt. Asks each cluster for its version every ten minutes at most.
 */
export class SchemaSource {
  readonly #asked = new Map<string, { at: number; fits: Promise<boolean> }>();

  constructor(
    private readonly bundled: FieldSchema,
    private readonly clock: Clock,
  ) {}

  /** The schema, or `undefined` when it does not fit or the version cannot be read. Never rejects. */
  async schemaOf(api: KubeApi): Promise<FieldSchema | undefined> {
    const now = this.clock.monotonic();
    const known = this.#asked.get(api.cluster);
    if (known && now - known.at < KNOWN_FOR_MS) {
      return (await known.fits) ? this.bundled : undefined;
    }
    const fits = api.version().then(
      version => isNoNewer(version, this.bundled.version),
      () => {
        this.#asked.delete(api.cluster); // asked again at the next occasion; until then the fact is missing
        return false;
      },
    );
    this.#asked.set(api.cluster, { at: now, fits });
    return (await fits) ? this.bundled : undefined;
  }
}

/** Whether a version is that of the schema or an older one. What cannot be read is not. */
export function isNoNewer(version: string, schema: string): boolean {
  const [, major, minor] = VERSION.exec(version) ?? [];
  const [, ofMajor, ofMinor] = VERSION.exec(schema) ?? [];
  return (
    major !== undefined && major === ofMajor && Number(minor) <= Number(ofMinor)
  );
}
