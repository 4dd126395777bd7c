// The pods of the bench: as the API would hold them, with a canary in each place where people put what nobody else may see.

/** Found in any answer or log line, it is a leak. */
export const CANARY = 'canary-7d1e09c4';

const conditions = ready =>
  ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map(type => ({
    type,
    status: ready || !type.endsWith('Ready') ? 'True' : 'False',
  }));

const startedAt = at => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** A web server's pod, as `kubectl apply` would make it. */
export function benchPod(namespace, name, app) {
  const manifest = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app } },
    spec: specOf(),
  };
  const annotations = {
    'team.example/token': CANARY,
    'kubectl.kubernetes.io/last-applied-configuration':
      JSON.stringify(manifest),
  };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}

/** Who set which field, as a real API server adds it to what it stores. */
export function managedFields(now) {
  const fields = (manager, subresource, tree) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: startedAt(now),
    fieldsType: 'FieldsV1',
    fieldsV1: tree,
    ...(subresource && { subresource }),
  });
  const leaves = names =>
    Object.fromEntries(names.map(each => [`f:${each}`, {}]));
  return [
    fields('kubectl-client-side-apply', undefined, {
      'f:metadata': {
        'f:annotations': { '.': {}, ...leaves(['team.example/token']) },
        'f:labels': { '.': {}, ...leaves(['app']) },
      },
      'f:spec': {
        'f:containers': {
          'k:{"name":"app"}': { '.': {}, ...leaves(Object.keys(appOf())) },
        },
        ...leaves(Object.keys(specOf())),
      },
    }),
    fields('kubelet', 'status', {
      'f:status': {
        'f:conditions': Object.fromEntries(
          ['Initialized', 'Ready', 'ContainersReady'].map(type => [
            `k:{"type":"${type}"}`,
            { '.': {}, ...leaves(['lastTransitionTime', 'status', 'type']) },
          ]),
        ),
        ...leaves(Object.keys(wellStatus(now))),
      },
    }),
  ];
}

function specOf() {
  return {
    // A node without a kubelet: what its pods are is what we say.
    nodeName: 'worker-gpu',
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 0,
    tolerations: [{ operator: 'Exists' }],
    hostAliases: [{ ip: '10.1.1.1', hostnames: [`${CANARY}.example`] }],
    containers: [appOf()],
    volumes: [
      { name: 'keys', secret: { secretName: 'keys', optional: true } },
      {
        name: 'data',
        csi: { driver: 'csi.example', volumeAttributes: { key: CANARY } },
      },
      {
        name: 'identity',
        projected: {
          sources: [{ serviceAccountToken: { path: 't', audience: CANARY } }],
        },
      },
    ],
  };
}

function appOf() {
  return {
    name: 'app',
    image: 'localhost:5000/shop/web:1.8.2',
    command: ['/app', `--password=${CANARY}`],
    args: [`--token=${CANARY}`],
    env: [
      { name: 'PASSWORD', value: CANARY },
      { name: 'LOG_LEVEL', value: 'info' },
      {
        name: 'API_KEY',
        valueFrom: { secretKeyRef: { name: 'keys', key: 'api' } },
      },
    ],
    ports: [{ name: 'http', containerPort: 8080 }],
    resources: {
      requests: { cpu: '10m', memory: '16Mi' },
      limits: { memory: '64Mi' },
    },
    readinessProbe: {
      httpGet: {
        path: '/ready',
        port: 'http',
        httpHeaders: [{ name: 'x-key', value: CANARY }],
      },
    },
    livenessProbe: { exec: { command: ['check', CANARY] } },
    lifecycle: { preStop: { exec: { command: ['sh', '-c', CANARY] } } },
  };
}

/** A secret that the pods name. */
export const benchSecret = namespace => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', namespace },
  stringData: { api: CANARY },
});

/** What a well pod's status says. */
export function wellStatus(now) {
  const at = startedAt(now - 3_600_000);
  return {
    phase: 'Running',
    startTime: at,
    podIP: '10.1.2.3',
    podIPs: [{ ip: '10.1.2.3' }],
    hostIP: '10.0.0.1',
    qosClass: 'Burstable',
    conditions: conditions(true),
    containerStatuses: [container(true, { running: { startedAt: at } })],
  };
}

/** A pod whose program has just ended and waits to be started again. */
export function crashedStatus(now) {
  const terminated = {
    exitCode: 1,
    reason: 'Error',
    startedAt: startedAt(now - 30_000),
    finishedAt: startedAt(now - 1_000),
    containerID: `containerd://${'b'.repeat(64)}`,
  };
  const message =
    'back-off 40s restarting failed container=app pod=web_bench(1)';
  return {
    ...wellStatus(now),
    conditions: conditions(false),
    containerStatuses: [
      {
        ...container(false, {
          waiting: { reason: 'CrashLoopBackOff', message },
        }),
        restartCount: 3,
        lastState: { terminated },
      },
    ],
  };
}

const container = (ready, state) => ({
  name: 'app',
  image: 'localhost:5000/shop/web:1.8.2',
  imageID: `localhost:5000/shop/web@sha256:${'a'.repeat(64)}`,
  containerID: `containerd://${'c'.repeat(64)}`,
  ready,
  started: ready,
  restartCount: 0,
  state,
  lastState: {},
});
