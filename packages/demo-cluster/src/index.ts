export { kubeTime, systemClock } from './clock';
export type { Clock, Timer } from './clock';
export type {
  FaultAction,
  FaultHandle,
  FaultMatch,
  FaultScript,
} from './faults/types';
export { loadRecordings } from './alive/loadRecordings';
export { startDemoCluster } from './startDemoCluster';
export { startDemoPortalCluster } from './startDemoPortalCluster';
export type {
  DemoCluster,
  DemoClusterOptions,
  KubeMeta,
  KubeObject,
  ObjectId,
  RecordedLog,
  RecordedRequest,
  Recording,
} from './types';
