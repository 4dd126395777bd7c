import type {
  LimitRange,
  Namespace,
  ResourceQuota,
  Service,
  ServiceAccount,
} from './objects';
import { projectConditions, projectMeta } from './projectMeta';
import {
  flag,
  listOf,
  number,
  own,
  quantities,
  shape,
  text,
  textMap,
  textOrNumber,
  texts,
} from './read';

const readServiceSpec = shape({
  type: text,
  clusterIP: text,
  externalName: text,
  publishNotReadyAddresses: flag,
  selector: textMap,
  ports: listOf(
    shape({
      name: text,
      port: number,
      targetPort: textOrNumber,
      protocol: text,
    }),
  ),
  externalIPs: texts,
  loadBalancerClass: text,
  loadBalancerIP: text,
});
const readServiceStatus = shape({
  loadBalancer: shape({
    ingress: listOf(shape({ ip: text, hostname: text })),
  }),
});

/** Reads a service. */
export function projectService(value: unknown): Service {
  const status = own(value, 'status');
  return {
    kind: 'Service',
    metadata: projectMeta(own(value, 'metadata')),
    spec: readServiceSpec(own(value, 'spec')) ?? {},
    status: {
      ...readServiceStatus(status),
      conditions: projectConditions(status),
    },
  };
}

const readQuotaSpec = shape({ hard: quantities, scopes: texts });
const readQuotaStatus = shape({ hard: quantities, used: quantities });

/** Reads a resource quota. */
export function projectQuota(value: unknown): ResourceQuota {
  return {
    kind: 'ResourceQuota',
    metadata: projectMeta(own(value, 'metadata')),
    spec: readQuotaSpec(own(value, 'spec')) ?? {},
    status: readQuotaStatus(own(value, 'status')) ?? {},
  };
}

const readLimits = shape({
  limits: listOf(
    shape({
      type: text,
      max: quantities,
      min: quantities,
      default: quantities,
      defaultRequest: quantities,
      maxLimitRequestRatio: quantities,
    }),
  ),
});

/** Reads a limit range. */
export function projectLimitRange(value: unknown): LimitRange {
  return {
    kind: 'LimitRange',
    metadata: projectMeta(own(value, 'metadata')),
    spec: readLimits(own(value, 'spec')) ?? {},
  };
}

/** Reads a service account: that it is there, nothing more. */
export function projectServiceAccount(value: unknown): ServiceAccount {
  return {
    kind: 'ServiceAccount',
    metadata: projectMeta(own(value, 'metadata')),
  };
}

const readNamespaceStatus = shape({ phase: text });

/** Reads a namespace. */
export function projectNamespace(value: unknown): Namespace {
  const status = own(value, 'status');
  return {
    kind: 'Namespace',
    metadata: projectMeta(own(value, 'metadata')),
    status: {
      ...readNamespaceStatus(status),
      conditions: projectConditions(status),
    },
  };
}
