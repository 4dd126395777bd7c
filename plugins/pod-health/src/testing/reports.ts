import type {
  CauseCard,
  ContainerSummary,
  HealthReport,
  PodSummary,
} from 'backstage-plugin-pod-health-common';

/** The server's clock in all fixtures. */
export const NOW = '2026-03-02T10:15:00Z';

/** A container that runs well, with changes. */
export function container(
  changes: Partial<ContainerSummary> = {},
): ContainerSummary {
  return {
    name: 'app',
    kind: 'app',
    image: 'registry.example.com/shop/ledger:1.8.2',
    state: 'running',
    ready: true,
    restarts: 0,
    hasPrevious: false,
    ...changes,
  };
}

/** A pod that runs well, with changes. `uid` is made from the name. */
export function pod(
  name: string,
  changes: Partial<PodSummary> = {},
): PodSummary {
  const containers = changes.containers ?? [container()];
  return {
    ref: {
      cluster: 'prod-eu',
      namespace: 'shop',
      pod: name,
      uid: `uid-${name}`,
    },
    state: 'running',
    node: 'worker-1',
    owner: 'ReplicaSet/ledger-7d9f8b6c5d',
    ready: containers.filter(({ ready }) => ready).length,
    total: containers.length,
    restarts: 0,
    createdAt: '2026-02-28T08:00:00Z',
    containers,
    causes: [],
    defaultContainer: 'app',
    debuggable: true,
    ...changes,
  };
}

/** A report with changes; counts and verdict are the caller's to keep true. */
export function report(changes: Partial<HealthReport> = {}): HealthReport {
  const pods = changes.pods ?? [pod('ledger-7d9f8b6c5d-4xk2p')];
  return {
    entity: 'component:default/ledger',
    asOf: NOW,
    verdict: 'healthy',
    clusters: [{ name: 'prod-eu', status: 'live', asOf: NOW }],
    causes: [],
    pods,
    podCount: pods.length,
    sickCount: pods.filter(({ state }) => state !== 'running').length,
    rollouts: [],
    timeline: [],
    timelineContext: { eventsGone: [], eventsUnread: [] },
    unchecked: [],
    broken: [],
    ...changes,
  };
}

/** A cause card with changes. */
export function card(changes: Partial<CauseCard> = {}): CauseCard {
  return {
    cause: 'image-not-found',
    severity: 'critical',
    title: 'The image tag does not exist',
    what: 'The node asked the registry for registry.example.com/shop/ledger:1.8.3 and was told that there is no such tag.',
    why: 'The new revision names tag 1.8.3; pods of the old revision still run 1.8.2.',
    steps: [
      {
        text: 'Check that the build of 1.8.3 was pushed, and to this registry.',
        command: 'crane ls registry.example.com/shop/ledger',
      },
      {
        text: 'Go back to the last revision if the tag was a mistake.',
        command: 'kubectl -n shop rollout undo deployment/ledger',
      },
      {
        text: 'Read how Kubernetes names images.',
        link: 'https://kubernetes.io/docs/concepts/containers/images/',
      },
    ],
    root: true,
    podCount: 1,
    examples: [],
    ...changes,
  };
}

/** "2 of 3 pods cannot start": the new revision names a tag that does not exist, the old one still serves. */
export function imageReport(): HealthReport {
  const waiting = container({
    state: 'waiting',
    reason: 'ImagePullBackOff',
    ready: false,
    image: 'registry.example.com/shop/ledger:1.8.3',
  });
  const sick = ['ledger-5c9d7f4b8-2hqzl', 'ledger-5c9d7f4b8-x8vjt'].map(name =>
    pod(name, {
      state: 'starting',
      containers: [waiting],
      causes: ['image-not-found'],
      createdAt: '2026-03-02T10:08:10Z',
      owner: 'ReplicaSet/ledger-5c9d7f4b8',
    }),
  );
  return report({
    verdict: 'degraded',
    pods: [...sick, pod('ledger-7d9f8b6c5d-4xk2p')],
    causes: [
      card({
        podCount: 2,
        examples: sick.map(({ ref }) => ({
          pod: ref,
          container: 'app',
          quotes: [
            {
              from: 'pod',
              at: 'status.containerStatuses.0.state.waiting.reason',
              value: 'ImagePullBackOff',
            },
            {
              from: 'pod',
              at: 'spec.containers.0.image',
              value: 'registry.example.com/shop/ledger:1.8.3',
            },
            {
              from: 'events',
              at: '2.message',
              value:
                'Failed to pull image "registry.example.com/shop/ledger:1.8.3": rpc error: code = NotFound desc = failed to pull and unpack image: registry.example.com/shop/ledger:1.8.3: not found',
            },
          ],
          contradictions: [],
        })),
      }),
    ],
  });
}

/** A container killed for its memory, again and again, with a sidecar and an init container beside it. */
export function crashReport(): HealthReport {
  const sick = pod('checkout-6b7c9-zx2fw', {
    state: 'crashing',
    restarts: 7,
    containers: [
      container({
        name: 'migrate',
        kind: 'init',
        state: 'terminated',
        reason: 'Completed',
        exitCode: 0,
      }),
      container({ name: 'proxy', kind: 'sidecar' }),
      container({
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        ready: false,
        restarts: 7,
        lastRestartAt: '2026-03-02T10:12:00Z',
        hasPrevious: true,
      }),
      container({
        name: 'ph-5f0c2a',
        kind: 'ephemeral',
        state: 'terminated',
        exitCode: 137,
      }),
    ],
    ready: 1,
    total: 2,
    causes: ['out-of-memory', 'not-ready'],
  });
  const quotes = [
    {
      from: 'pod',
      at: 'status.containerStatuses.1.lastState.terminated.reason',
      value: 'OOMKilled',
    },
    {
      from: 'pod',
      at: 'status.containerStatuses.1.lastState.terminated.exitCode',
      value: 137,
    },
    {
      from: 'pod',
      at: 'spec.containers.1.resources.limits.memory',
      value: '128Mi',
    },
    {
      from: 'logs',
      at: 'app.previous',
      value: 'java.lang.OutOfMemoryError: Java heap space',
    },
  ];
  return report({
    entity: 'component:default/checkout',
    verdict: 'failing',
    pods: [sick],
    causes: [
      card({
        cause: 'out-of-memory',
        title: 'Killed for using more memory than its limit',
        what: 'Container app was killed by the kernel 7 times in 40 minutes, each time after about 20 seconds.',
        why: 'It may use 128Mi and asked for more.',
        steps: [
          {
            text: 'Read the log of the run before the last restart.',
            action: 'previous-logs',
          },
          {
            text: 'Raise the limit if the program needs more; look for a leak if it once did not.',
            command:
              'kubectl -n shop set resources deployment/checkout -c app --limits=memory=256Mi',
          },
        ],
        examples: [
          { pod: sick.ref, container: 'app', quotes, contradictions: [] },
        ],
      }),
      card({
        cause: 'not-ready',
        severity: 'warning',
        root: false,
        title: 'No traffic reaches the pod',
        what: 'The pod is not ready, so its service sends it nothing.',
        why: 'A pod is ready only when all its containers are.',
        steps: [],
        examples: [
          {
            pod: sick.ref,
            quotes: [
              { from: 'pod', at: 'status.conditions.1.status', value: 'False' },
            ],
            contradictions: [],
          },
        ],
      }),
    ],
  });
}

/** Two clusters, one out of reach, facts that may not be read: nothing is known to be wrong, and that is not "healthy". */
export function unknownReport(): HealthReport {
  return report({
    verdict: 'unknown',
    clusters: [
      { name: 'prod-eu', status: 'live', asOf: NOW },
      {
        name: 'prod-us',
        status: 'error',
        asOf: '2026-03-02T09:58:00Z',
        problem: { code: 'cluster-unreachable', details: {} },
      },
    ],
    unchecked: [
      {
        cluster: 'prod-eu',
        fact: 'nodes',
        status: 'forbidden',
        causes: ['node-lost', 'unschedulable-resources'],
      },
      {
        cluster: 'prod-eu',
        fact: 'events',
        status: 'expired',
        causes: ['image-private'],
      },
    ],
    broken: ['misspelt-field'],
  });
}
