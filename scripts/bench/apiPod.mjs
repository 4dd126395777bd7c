// Pods as an API server sends them: with what every server adds (defaults, the service account's volume, managed fields), and with as
// much environment, annotations and labels as a pod of a larger company has. The recorded fixtures hold only what causes read.

const ENV_PER_CONTAINER = 20;
const TOKEN = 'kube-api-access';

const annotations = i => ({
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': '8080',
  'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z',
  'sidecar.istio.io/status': JSON.stringify({
    initContainers: ['init'],
    containers: ['proxy'],
    volumes: ['data', 'envoy', 'token'],
    revision: `rev-${i % 7}`,
  }),
});

function container(base, i) {
  return {
    ...base,
    imagePullPolicy: 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    args: ['--config=/etc/app/config.yaml', `--shard=${i}`],
    env: Array.from({ length: ENV_PER_CONTAINER }, (_, n) => ({
      name: `SETTING_NUMBER_${n}`,
      value: `some-value-of-a-setting-${i}-${n}`,
    })),
    volumeMounts: [
      {
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
        name: TOKEN,
        readOnly: true,
      },
    ],
  };
}

const tolerations = ['not-ready', 'unreachable'].map(what => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

const tokenVolume = {
  name: TOKEN,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      {
        configMap: {
          items: [{ key: 'ca.crt', path: 'ca.crt' }],
          name: 'kube-root-ca.crt',
        },
      },
      {
        downwardAPI: {
          items: [
            {
              fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
              path: 'namespace',
            },
          ],
        },
      },
    ],
  },
};

/** Who owns which field, as servers write it: `f:` before each, list items by their key. */
function fieldsOf(value) {
  if (Array.isArray(value)) {
    const keyed = value.filter(item => item?.name ?? item?.type);
    return Object.fromEntries(
      keyed.map(item => {
        const key = item.name ? { name: item.name } : { type: item.type };
        return [`k:${JSON.stringify(key)}`, { '.': {}, ...fieldsOf(item) }];
      }),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [`f:${key}`, fieldsOf(inner)]),
  );
}

const managed = (manager, fields) => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-01-01T00:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: fieldsOf(fields),
});

/** A pod as an API server sends it. `i` tells pods apart. */
export function apiPod(pod, i) {
  const { status } = pod;
  const spec = {
    ...pod.spec,
    containers: (pod.spec.containers ?? []).map(each => container(each, i)),
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    schedulerName: 'default-scheduler',
    securityContext: {},
    serviceAccount: 'default',
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
    tolerations,
    volumes: [...(pod.spec.volumes ?? []), tokenVolume],
  };
  const labels = { ...pod.metadata.labels, 'pod-template-hash': '647c56f4dc' };
  const metadata = { ...pod.metadata, labels, annotations: annotations(i) };
  return {
    ...pod,
    metadata: {
      ...metadata,
      resourceVersion: String(1_000_000 + i),
      managedFields: [
        managed('kube-controller-manager', { metadata, spec }),
        managed('kubelet', { status }),
      ],
    },
    spec,
    status,
  };
}
