import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cause } from '../engine/cause';
import type { LifeState } from '../engine/diagnosis';
import { bundledSchema } from '../facts/bundledSchema';
import { indexObjects } from '../facts/indexObjects';
import { own, text } from '../facts/read';
import type {
  ContainerLog,
  FactName,
  Snapshot,
  Subject,
} from '../facts/snapshot';
import { snapshotOf } from '../facts/snapshotOf';

/** A case recorded from a cluster: a line of `pod-health diagnose --batch`, with what is expected of it. */
export interface Fixture {
  readonly now: string;
  readonly objects: readonly unknown[];
  readonly logs?: Readonly<Record<string, ContainerLog>>;
  readonly asked?: readonly FactName[];
  readonly subject: Subject;
  readonly expect: {
    readonly state: LifeState;
    /** Ids of root causes, sorted. */
    readonly found: readonly string[];
    readonly contributing?: readonly string[];
  };
}

/** A fixture and where it was read from. */
export interface LoadedFixture extends Fixture {
  /** `found-NAME` or `absent-NAME`. */
  readonly name: string;
  /** The cause in whose folder it lies. */
  readonly cause: string;
}

const CAUSES = path.join(__dirname, '..', 'causes');

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** A cause's folder, by what lies on disk. */
export interface CauseFolder {
  readonly state: string;
  readonly id: string;
  /** Absolute path. */
  readonly folder: string;
  /** Names of its files and of the files under `fixtures/`, with that prefix. */
  readonly files: readonly string[];
}

/** Every cause's folder on disk: those with a cause.ts. */
export function causeFolders(): CauseFolder[] {
  return folders(CAUSES)
    .filter(state => state !== 'shared')
    .flatMap(state =>
      folders(path.join(CAUSES, state)).map(id => {
        const folder = path.join(CAUSES, state, id);
        // Posix separators: names are compared.
        const files = readdirSync(folder, {
          recursive: true,
          encoding: 'utf8',
        });
        return {
          state,
          id,
          folder,
          files: files.map(file => file.split(path.sep).join('/')).sort(),
        };
      }),
    )
    .filter(({ files }) => files.includes('cause.ts'));
}

/** Every fixture of every cause. Throws when one cannot be read. */
export function loadFixtures(): LoadedFixture[] {
  return causeFolders().flatMap(({ id, folder, files }) =>
    files
      .filter(file => /^fixtures\/.*\.json$/.test(file))
      .map(file => ({
        ...(JSON.parse(
          readFileSync(path.join(folder, file), 'utf8'),
        ) as Fixture), // checked by what the laws expect of it
        name: path.basename(file, '.json'),
        cause: id,
      })),
  );
}

/** A healthy subject, by the name of its file. */
export interface HealthyFixture extends Fixture {
  readonly name: string;
}

const HEALTHY = path.join(__dirname, 'fixtures', 'healthy');

/** Every recorded subject that is healthy. */
export function loadHealthy(): HealthyFixture[] {
  return readdirSync(HEALTHY)
    .sort()
    .map(file => ({
      ...(JSON.parse(
        readFileSync(path.join(HEALTHY, file), 'utf8'),
      ) as Fixture), // recorded by us
      name: path.basename(file, '.json'),
    }));
}

/** The snapshot of a fixture. */
export function snapshotOfFixture(fixture: Fixture): Snapshot {
  const { now, logs, asked, subject, objects } = fixture;
  return snapshotOf(indexObjects(objects), subject, {
    now,
    ...(logs && { logs }),
    ...(asked && { asked }),
    schema: bundledSchema,
  });
}

/** Kinds whose objects a fact is made of; none for what is no object, `undefined` for controllers, which may be of any kind. */
const KINDS: Readonly<Record<FactName, readonly string[] | undefined>> = {
  pod: ['Pod'],
  events: ['Pod', 'Event'],
  owners: undefined,
  ownerEvents: undefined,
  nodes: ['Node'],
  podEvents: undefined,
  scheduledPods: ['Pod', 'Node'],
  nodePods: ['Pod'],
  siblings: undefined,
  configMaps: ['ConfigMap'],
  namespacePods: ['Pod'],
  namespaceWorkloads: undefined,
  services: ['Service'],
  claims: ['Pod', 'PersistentVolumeClaim'],
  claimEvents: ['Pod', 'PersistentVolumeClaim', 'Event'],
  volumes: ['PersistentVolume'],
  storageClasses: ['StorageClass'],
  attachments: ['VolumeAttachment'],
  nodeEvents: ['Pod', 'Node', 'Event'],
  quotas: ['ResourceQuota'],
  limitRanges: ['LimitRange'],
  serviceAccounts: ['ServiceAccount'],
  networkPolicies: ['NetworkPolicy'],
  namespace: ['Namespace'],
  revisions: undefined,
  schema: [],
  logs: [],
};

/** The fixture with no more than a cause can see: what it does not read cannot change what it says, and takes long to change. */
export function seenBy(
  { reads, mayRead = [] }: Pick<Cause, 'reads' | 'mayRead'>,
  fixture: Fixture,
): Fixture {
  const { logs, ...rest } = fixture;
  const facts = [...reads, ...mayRead];
  const kinds = facts.map(fact => KINDS[fact]);
  if (kinds.includes(undefined)) return fixture;
  const seen = new Set([fixture.subject.kind, ...kinds.flat()]);
  const objects = fixture.objects.filter(object => {
    const kind = text(own(object, 'kind'));
    return kind === undefined || kind.endsWith('List') || seen.has(kind);
  });
  return { ...rest, objects, ...(logs && facts.includes('logs') && { logs }) };
}
