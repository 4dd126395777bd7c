import { appliedOf } from './appliedFields';
import type { Workload } from './objects';
import { projectConditions, projectMeta } from './projectMeta';
import { projectPodSpec, readSelector } from './projectPod';
import type { Reader } from './read';
import {
  flag,
  isObject,
  listOf,
  number,
  own,
  shape,
  text,
  texts,
} from './read';

const readTemplate: Reader<NonNullable<Workload['spec']['template']>> = value =>
  isObject(value)
    ? {
        metadata: projectMeta(value.metadata),
        spec: projectPodSpec(value.spec),
      }
    : undefined;

/**
 * A ReplicationController's selector is a plain map of labels; all others have matchLabels or matchExpressions, or are what is
 * left of them when neither could be read.
 */
const readAnySelector: Reader<ReturnType<typeof readSelector>> = value => {
  if (!isObject(value)) return undefined;
  const isPlainMap =
    Object.keys(value).length > 0 &&
    !('matchLabels' in value || 'matchExpressions' in value);
  return readSelector(isPlainMap ? { matchLabels: value } : value);
};

const readSpec = shape({
  replicas: number,
  paused: flag,
  suspend: flag,
  selector: readAnySelector,
  backoffLimit: number,
  minReadySeconds: number,
  strategy: shape({ type: text }),
  updateStrategy: shape({
    type: text,
    rollingUpdate: shape({ partition: number }),
  }),
  podManagementPolicy: text,
  volumeClaimTemplates: listOf(shape({ metadata: projectMeta })),
  concurrencyPolicy: text,
  startingDeadlineSeconds: number,
  timeZone: text,
  completionMode: text,
  maxFailedIndexes: number,
  activeDeadlineSeconds: number,
  progressDeadlineSeconds: number,
  parallelism: number,
  completions: number,
  schedule: text,
  serviceName: text,
  minReplicas: number,
  maxReplicas: number,
  scaleTargetRef: shape({ kind: text, name: text }),
  template: readTemplate,
});

/** `active` is a count in a Job and a list of references in a CronJob. */
const countOrList: Reader<number> = value =>
  Array.isArray(value) ? value.length : number(value);

/** Names of the jobs that a CronJob's status refers to; as they stand in one that was projected before. */
function activeJobsIn(status: unknown): Pick<Workload['status'], 'activeJobs'> {
  const active = own(status, 'active');
  const names = texts(
    Array.isArray(active)
      ? active.map(one => own(one, 'name'))
      : own(status, 'activeJobs'),
  );
  return names && names.length > 0 ? { activeJobs: names } : {};
}

const readStatus = shape({
  observedGeneration: number,
  replicas: number,
  readyReplicas: number,
  availableReplicas: number,
  unavailableReplicas: number,
  updatedReplicas: number,
  desiredNumberScheduled: number,
  numberReady: number,
  numberAvailable: number,
  numberUnavailable: number,
  numberMisscheduled: number,
  currentNumberScheduled: number,
  updatedNumberScheduled: number,
  currentReplicas: number,
  desiredReplicas: number,
  currentRevision: text,
  updateRevision: text,
  collisionCount: number,
  ready: number,
  failedIndexes: text,
  active: countOrList,
  succeeded: number,
  failed: number,
  startTime: text,
  completionTime: text,
  lastScheduleTime: text,
  lastSuccessfulTime: text,
});

/**
 * Reads a controller of any kind, custom ones too: what they share, by the built-in names. Never throws; projecting twice
 * changes nothing. A CronJob's template is its job's.
 */
export function projectWorkload(value: unknown): Workload {
  const apiVersion = text(own(value, 'apiVersion'));
  const spec = own(value, 'spec');
  const jobTemplate = own(own(own(spec, 'jobTemplate'), 'spec'), 'template');
  const template = readTemplate(jobTemplate);
  return {
    ...(apiVersion !== undefined && { apiVersion }),
    kind: text(own(value, 'kind')) ?? '',
    metadata: projectMeta(own(value, 'metadata')),
    spec: { ...readSpec(spec), ...(template && { template }) },
    status: {
      ...readStatus(own(value, 'status')),
      ...activeJobsIn(own(value, 'status')),
      conditions: projectConditions(own(value, 'status')),
    },
    ...appliedOf(value),
  };
}
