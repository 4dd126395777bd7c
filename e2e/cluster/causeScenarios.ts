import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { getObject, kubectl } from './kubectl';

const CAUSES = path.resolve(__dirname, '../../packages/diagnosis/src/causes');

/** What has to happen after a scenario is applied, from its annotation `pod-health.io/scenario-then`. */
export type Then = 'delete' | undefined;

/** A cause's own scenario.yaml, to be made true in a namespace of its own. */
export interface CauseScenario {
  readonly id: string;
  readonly namespace: string;
  readonly manifest: string;
  readonly then: Then;
  /** The catalog entity the portal makes of it. */
  readonly workload: { readonly kind: string; readonly name: string };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** Kinds that have pods, or should have some; what else a scenario holds stands beside them. */
const WORKLOADS = [
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

/** The scenario; none when it has no workload of its own (a claim, a service). */
function readScenario(id: string, file: string): CauseScenario[] {
  const manifest = readFileSync(file, 'utf8');
  const objects = parseAllDocuments(manifest)
    .map(each => each.toJS() as Manifest | null) // our own files; a broken one fails here or at the cluster
    .filter(each => each !== null);
  const workload = objects.find(({ kind }) => WORKLOADS.includes(kind));
  if (!workload) return [];
  const annotations = workload.metadata.annotations ?? {};
  return [
    {
      id,
      namespace: `e2e-${id}`,
      manifest,
      then: annotations['pod-health.io/scenario-then'] as Then, // other words fail in carryOn()
      workload: { kind: workload.kind, name: workload.metadata.name },
    },
  ];
}

/** Every cause that ships a scenario with a workload, by id. */
export function causeScenarios(): readonly CauseScenario[] {
  return readdirSync(CAUSES, { withFileTypes: true })
    .filter(state => state.isDirectory())
    .flatMap(state =>
      readdirSync(path.join(CAUSES, state.name)).map(id => ({
        id,
        file: path.join(CAUSES, state.name, id, 'scenario.yaml'),
      })),
    )
    .filter(({ file }) => existsSync(file))
    .flatMap(({ id, file }) => readScenario(id, file))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Makes the namespace: owned by the checkout team, which may debug in it. */
function namespaceOf({ namespace }: CauseScenario): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: { 'pod-health.io/e2e': 'cause', team: 'checkout' },
      annotations: { 'pod-health.io/debug-consent': 'group:default/checkout' },
    },
  });
}

/** Applies a scenario. Without validation, as a person in a hurry does: a misspelt field gets through. */
export async function applyScenario(scenario: CauseScenario): Promise<void> {
  await kubectl(['apply', '-f', '-'], namespaceOf(scenario));
  await kubectl(
    ['apply', '--validate=false', '-n', scenario.namespace, '-f', '-'],
    scenario.manifest,
  );
}

interface PlacedPod {
  readonly spec?: { readonly nodeName?: string };
}

/** Whether the scenario's pod has a node, so that what comes after may be done. */
export async function isPlaced(scenario: CauseScenario): Promise<boolean> {
  const pod = await getObject<PlacedPod>([
    'pod',
    scenario.workload.name,
    '-n',
    scenario.namespace,
  ]);
  return pod?.spec?.nodeName !== undefined;
}

/** Does what the scenario asks for once its pod has a node. */
export async function carryOn({
  then,
  workload,
  namespace,
}: CauseScenario): Promise<void> {
  if (then === 'delete') {
    const { kind, name } = workload;
    await kubectl(['delete', kind, name, '-n', namespace, '--wait=false']);
  } else if (then !== undefined) {
    throw new Error(`unknown scenario-then: ${then}`);
  }
}

/**
 * Removes what {@link applyScenario} made, all at once and without waiting: a finalizer nobody serves, and pods on nodes without a kubelet, would
 * hold the namespace for ever.
 */
export async function removeScenario(scenario: CauseScenario): Promise<void> {
  const { namespace, manifest, workload } = scenario;
  const there = ['--ignore-not-found', '--wait=false'];
  await kubectl(['delete', ...there, '-n', namespace, '-f', '-'], manifest);
  const stays = scenario.then === 'delete';
  if (
    stays &&
    (await getObject([workload.kind, workload.name, '-n', namespace]))
  ) {
    const patch = '{"metadata":{"finalizers":null}}';
    const of = [workload.kind, workload.name, '-n', namespace];
    await kubectl(['patch', ...of, '--type=merge', '-p', patch]);
  }
  await kubectl([
    'delete',
    'pods',
    '--all',
    '-n',
    namespace,
    '--force',
    '--grace-period=0',
    '--wait=false',
  ]);
  await kubectl(['delete', 'namespace', namespace, ...there]);
}
