import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { reduceSchema, SCHEMA_GROUPS, type FieldSchema } from 'pod-diagnosis';
import type { ApiGroup, KubeApi } from '../kube/types';
import type { Clock } from '../time/clock';

/** A cluster is upgraded now and then, while the portal runs. */
const KNOWN_FOR_MS = 30 * 60_000;
const VERSION = /^v?(\d+)\.(\d+)/;

interface Known {
  readonly at: number;
  readonly schema: Promise<FieldSchema | undefined>;
}

/** What was read of a cluster, and from which documents. */
interface Read {
  readonly hashes: string;
  readonly schema: FieldSchema;
}

/**
 * Which fields a cluster's API knows: from its own OpenAPI v3 documents, read again only when one of them has changed. A cluster that has none (before
 * Kubernetes 1.24) is judged by the bundled list if that is no older than the cluster: a field of a newer version would look
 * misspelt. Asks each cluster every half hour at most.
 */
export class SchemaSource {
  readonly #known = new Map<string, Known>();
  readonly #read = new Map<string, Read>();

  constructor(
    private readonly bundled: FieldSchema,
    private readonly clock: Clock,
  ) {}

  /** The schema, or `undefined` when it cannot be had. Never rejects. */
  async schemaOf(api: KubeApi): Promise<FieldSchema | undefined> {
    const now = this.clock.monotonic();
    const known = this.#known.get(api.cluster);
    if (known && now - known.at < KNOWN_FOR_MS) return known.schema;
    const schema = this.#ask(api).catch(() => {
      this.#known.delete(api.cluster); // asked again at the next occasion; until then the fact is missing
      return undefined;
    });
    this.#known.set(api.cluster, { at: now, schema });
    return schema;
  }

  async #ask(api: KubeApi): Promise<FieldSchema | undefined> {
    const [version, index] = await Promise.all([
      api.version(),
      api.openApiIndex().catch(noIndex),
    ]);
    const addresses = SCHEMA_GROUPS.map(group => index?.get(group));
    if (addresses.includes(undefined)) {
      return isNoNewer(version, this.bundled.version)
        ? this.bundled
        : undefined;
    }
    const hashes = addresses.join(' ');
    const before = this.#read.get(api.cluster);
    if (before?.hashes === hashes) return before.schema;
    const documents = await Promise.all(
      SCHEMA_GROUPS.map(group => api.openApi(groupOf(group))),
    );
    const schema = reduceSchema(documents, version);
    this.#read.set(api.cluster, { hashes, schema });
    return schema;
  }
}

function noIndex(error: unknown): undefined {
  const isMissing =
    error instanceof PodHealthError && error.details.status === 404;
  if (isMissing) return undefined;
  throw error;
}

/** `api/v1` and `apis/apps/v1` in their parts. */
function groupOf(path: (typeof SCHEMA_GROUPS)[number]): ApiGroup {
  const parts = path.split('/');
  const version = parts[parts.length - 1];
  return { group: parts.length === 3 ? parts[1] : '', version };
}

/** Whether a version is that of the schema or an older one. What cannot be read is not. */
export function isNoNewer(version: string, schema: string): boolean {
  const [, major, minor] = VERSION.exec(version) ?? [];
  const [, ofMajor, ofMinor] = VERSION.exec(schema) ?? [];
  return (
    major !== undefined && major === ofMajor && Number(minor) <= Number(ofMinor)
  );
}
