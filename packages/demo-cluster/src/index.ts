export { kubeTime, systemClock } from './clock';
export type { Clock, Timer } from './clock';
export type {
  FaultAction,
  FaultHandle,
  FaultMatch,
  FaultScript,
} from './faults/types';
export { startDemoCluster } from './startDemoCluster';
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
