// What scripts/soak needs of the plugin: the store of watches over the real transport, and the double.
export { startDemoCluster } from 'pod-health-demo-cluster';
export { listedKind } from '../facts/listedKinds';
export { redactMessages } from '../facts/redactMessages';
export { redactSecrets } from '../facts/redactSecrets';
export { WatchPool } from '../facts/watchPool';
export { longestSilenceMs } from '../facts/watchTimes';
export { createKubeApi } from '../kube/createKubeApi';
export { DEPLOYMENTS, EVENTS, NODES, PODS } from '../kube/kinds';
export { tokenCredentials } from '../kube/transport/credentials';
