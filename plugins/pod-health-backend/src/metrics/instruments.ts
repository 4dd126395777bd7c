/** How an instrument is measured. `gauge` and `total` (a sum that only grows) are read when metrics are collected. */
export type InstrumentKind = 'counter' | 'histogram' | 'gauge' | 'total';

/** One instrument. `unit` is OpenTelemetry's (UCUM); what is in braces only says what is counted. */
export interface Instrument {
  readonly kind: InstrumentKind;
  readonly unit: string;
  readonly description: string;
  /** Each takes few values: clusters, kinds and causes, never a namespace, a pod or a person. */
  readonly attributes: readonly string[];
}

/**
 * All that is measured, by name. docs/operate.md lists the same (a test compares). Causes are counted as they are newly found, not as they
 * stand: only what somebody looks at is known, so a level would rise and fall with the viewers and not with the clusters.
 */
export const INSTRUMENTS = {
  'pod_health.watch.count': {
    kind: 'gauge',
    unit: '{watch}',
    description: 'Watches that run: live, polled, loading, stale or error',
    attributes: ['cluster', 'resource', 'status'],
  },
  'pod_health.watch.stuck': {
    kind: 'gauge',
    unit: '{watch}',
    description: 'Watches that do not follow the cluster; alert on these',
    attributes: ['cluster', 'resource'],
  },
  'pod_health.watch.objects': {
    kind: 'gauge',
    unit: '{object}',
    description: 'Objects held in memory',
    attributes: ['cluster', 'resource'],
  },
  'pod_health.watch.restarts': {
    kind: 'total',
    unit: '{restart}',
    description: 'Watches opened again, by plan every one to two hours',
    attributes: ['cluster', 'resource'],
  },
  'pod_health.watch.relists': {
    kind: 'total',
    unit: '{list}',
    description: 'Lists after the first: a version had expired, or polling',
    attributes: ['cluster', 'resource'],
  },
  'pod_health.watch.namespaces': {
    kind: 'gauge',
    unit: '{namespace}',
    description: 'Namespaces watched; podHealth.watch.maxNamespaces bounds it',
    attributes: ['cluster'],
  },
  'pod_health.kubernetes.requests': {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests to API servers; code is a status or what failed',
    attributes: ['cluster', 'verb', 'resource', 'code'],
  },
  'pod_health.stream.clients': {
    kind: 'gauge',
    unit: '{stream}',
    description: 'Streams held open by pages: health or log',
    attributes: ['stream'],
  },
  'pod_health.diagnosis.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time to judge all pods of an entity in a cluster once',
    attributes: ['cluster'],
  },
  'pod_health.diagnosis.pods': {
    kind: 'counter',
    unit: '{pod}',
    description: 'Pods judged, each time anew',
    attributes: ['cluster'],
  },
  'pod_health.cause.found': {
    kind: 'counter',
    unit: '{finding}',
    description: 'Causes newly found of a pod or workload',
    attributes: ['cause'],
  },
  'pod_health.cause.broken': {
    kind: 'counter',
    unit: '{failure}',
    description: 'Causes that newly failed to run: a defect to report',
    attributes: ['cause'],
  },
  'pod_health.session.open': {
    kind: 'gauge',
    unit: '{session}',
    description: 'Debug shells held by this replica',
    attributes: [],
  },
} as const satisfies Readonly<Record<string, Instrument>>;

/** Upper bounds of `pod_health.diagnosis.duration`, in seconds: a pod takes some 0.1 ms, ten thousand a second. */
export const DURATION_BOUNDS: readonly number[] = [
  0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];
