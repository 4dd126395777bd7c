import { appliedOf } from './appliedFields';
import type { Pod, PodSpec, PodStatus, Volume } from './objects';
import {
  present,
  projectContainer,
  projectContainerStatus,
  readSecurityContext,
} from './projectContainer';
import { projectConditions, projectMeta } from './projectMeta';
import type { Reader } from './read';
import {
  flag,
  isObject,
  listOf,
  number,
  own,
  quantities,
  shape,
  text,
  textMap,
  texts,
} from './read';

export const readSelector = shape({
  matchLabels: textMap,
  matchExpressions: listOf(shape({ key: text, operator: text, values: texts })),
});

const requirements = listOf(
  shape({ key: text, operator: text, values: texts }),
);

const podAffinity = shape({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(
    shape({
      labelSelector: readSelector,
      topologyKey: text,
      namespaces: texts,
      namespaceSelector: readSelector,
    }),
  ),
});

/** Reads what a pod or a volume asks of nodes. */
export const readNodeTerms = shape({
  nodeSelectorTerms: listOf(
    shape({ matchExpressions: requirements, matchFields: requirements }),
  ),
});

const readAffinity = shape({
  nodeAffinity: shape({
    requiredDuringSchedulingIgnoredDuringExecution: readNodeTerms,
  }),
  podAffinity,
  podAntiAffinity: podAffinity,
});

const items = listOf(shape({ key: text }));

const readVolume = shape({
  name: text,
  configMap: shape({ name: text, optional: flag, items }),
  secret: shape({ secretName: text, optional: flag, items }),
  persistentVolumeClaim: shape({ claimName: text, readOnly: flag }),
  hostPath: shape({ path: text, type: text }),
  nfs: shape({ server: text, path: text }),
  csi: shape({ driver: text }),
  emptyDir: shape({ medium: text, sizeLimit: text }),
  projected: shape({
    sources: listOf(
      shape({
        configMap: shape({ name: text, optional: flag }),
        secret: shape({ name: text, optional: flag }),
      }),
    ),
  }),
  ephemeral: present,
  image: shape({ reference: text, pullPolicy: text }),
  other: text,
});

const VOLUME_SOURCES = [
  'configMap',
  'secret',
  'persistentVolumeClaim',
  'hostPath',
  'nfs',
  'csi',
  'emptyDir',
  'projected',
  'ephemeral',
  'image',
  'other',
];

const projectVolume: Reader<Volume> = value => {
  const volume = readVolume(value);
  if (!volume || !isObject(value)) return undefined;
  const source = Object.keys(value).find(name => name !== 'name');
  return source === undefined || VOLUME_SOURCES.includes(source)
    ? volume
    : { ...volume, other: source };
};

const containers = listOf(projectContainer);

const readSpec = shape({
  nodeName: text,
  nodeSelector: textMap,
  affinity: readAffinity,
  tolerations: listOf(
    shape({
      key: text,
      operator: text,
      value: text,
      effect: text,
      tolerationSeconds: number,
    }),
  ),
  topologySpreadConstraints: listOf(
    shape({
      maxSkew: number,
      topologyKey: text,
      whenUnsatisfiable: text,
      labelSelector: readSelector,
    }),
  ),
  schedulerName: text,
  schedulingGates: listOf(shape({ name: text })),
  priority: number,
  priorityClassName: text,
  preemptionPolicy: text,
  restartPolicy: text,
  terminationGracePeriodSeconds: number,
  activeDeadlineSeconds: number,
  serviceAccountName: text,
  hostNetwork: flag,
  hostPID: flag,
  hostIPC: flag,
  hostUsers: flag,
  dnsPolicy: text,
  resourceClaims: listOf(
    shape({
      name: text,
      resourceClaimName: text,
      resourceClaimTemplateName: text,
    }),
  ),
  resources: shape({ requests: quantities, limits: quantities }),
  shareProcessNamespace: flag,
  runtimeClassName: text,
  hostname: text,
  subdomain: text,
  os: shape({ name: text }),
  securityContext: readSecurityContext,
  imagePullSecrets: listOf(shape({ name: text })),
  readinessGates: listOf(shape({ conditionType: text })),
  overhead: quantities,
  containers,
  initContainers: containers,
  ephemeralContainers: containers,
  volumes: listOf(projectVolume),
});

/** Reads a pod spec, a pod's own or a template's. */
export function projectPodSpec(value: unknown): PodSpec {
  const spec = readSpec(value) ?? {};
  return {
    ...spec,
    containers: spec.containers ?? [],
    initContainers: spec.initContainers ?? [],
    ephemeralContainers: spec.ephemeralContainers ?? [],
    volumes: spec.volumes ?? [],
  };
}

const statuses = listOf(projectContainerStatus);

const readStatus = shape({
  phase: text,
  reason: text,
  message: text,
  startTime: text,
  qosClass: text,
  podIP: text,
  hostIP: text,
  resize: text,
  nominatedNodeName: text,
  containerStatuses: statuses,
  initContainerStatuses: statuses,
  ephemeralContainerStatuses: statuses,
});

function projectPodStatus(value: unknown): PodStatus {
  const status = readStatus(value) ?? {};
  return {
    ...status,
    conditions: projectConditions(value),
    containerStatuses: status.containerStatuses ?? [],
    initContainerStatuses: status.initContainerStatuses ?? [],
    ephemeralContainerStatuses: status.ephemeralContainerStatuses ?? [],
  };
}

/**
 * Reads a pod from any JSON. Never throws; wrong types are dropped; environment values, arguments, managed fields and
 * unknown annotations have no place in the result. Projecting twice changes nothing.
 */
export function projectPod(value: unknown): Pod {
  return {
    kind: 'Pod',
    metadata: projectMeta(own(value, 'metadata')),
    spec: projectPodSpec(own(value, 'spec')),
    status: projectPodStatus(own(value, 'status')),
    ...appliedOf(value),
  };
}
