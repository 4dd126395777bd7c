import type { ContainerLog, FieldSchema, MissingReason } from 'pod-diagnosis';

/** Logs of one pod's containers, or why there are none. */
export type PodLogs =
  | { readonly logs: Readonly<Record<string, ContainerLog>> }
  | { readonly missing: MissingReason };

/** What was gathered outside the watches. */
export interface MoreFacts {
  /** Logs by pod uid; a pod without an entry: not asked. */
  readonly logs: ReadonlyMap<string, PodLogs>;
  readonly schema?: FieldSchema;
}
