import type {
  HealthReport,
  TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import { compareEntries } from 'backstage-plugin-pod-health-common';
import { pod } from './reports';

/** An entry about a pod, by its name and time of the day; `id` is made of these. */
export function entry(
  kind: TimelineEntry['kind'],
  time: string,
  changes: Partial<TimelineEntry> & { readonly of?: string } = {},
): TimelineEntry {
  const { of = 'ledger-7d9f8b6c5d-4xk2p', ...rest } = changes;
  const isPods = !rest.workload && !rest.node;
  return {
    id: [kind, of, time, rest.container].join('/'),
    kind,
    at: `2026-03-02T${time}Z`,
    ...(isPods && { pod: pod(of).ref }),
    ...rest,
  };
}

const DEPLOYMENT = {
  cluster: 'prod-eu',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'ledger',
};

/** A rollout after which a container crashes, and what a person did about it. */
export function crashTimeline(): Pick<
  HealthReport,
  'timeline' | 'timelineContext'
> {
  const of = 'ledger-5c9d7f4b8-2hqzl';
  const container = 'app';
  const rollout = entry('rolled-out', '10:00:00', {
    workload: DEPLOYMENT,
    details: {
      revision: '7',
      changes: [
        {
          path: 'containers.app.image',
          before: 'registry.example.com/shop/ledger:1.8.2',
          after: 'registry.example.com/shop/ledger:1.9.0',
        },
        { path: 'containers.app.env.CACHE_URL', after: '' },
        {
          path: 'containers.app.resources.limits.memory',
          before: '256Mi',
          after: '128Mi',
        },
      ],
      changeCount: 4,
    },
  });
  const failed = entry('failed', '10:08:12', {
    of,
    container,
    count: 5,
    until: '2026-03-02T10:14:10Z',
    details: { exitCode: 137, reason: 'OOMKilled' },
  });
  const timeline = [
    entry('deleted', '07:20:00', {
      notBefore: '2026-03-02T07:12:00Z',
      of: 'ledger-7d9f8b6c5d-old',
    }),
    entry('scaled', '09:30:00', {
      workload: DEPLOYMENT,
      details: { from: 2, to: 3 },
    }),
    entry('node', '09:41:00', {
      node: { cluster: 'prod-eu', name: 'worker-1' },
      details: { reason: 'MemoryPressure' },
    }),
    entry('replaced', '09:42:00', {
      details: { by: 'ledger-7d9f8b6c5d-9bbqx' },
    }),
    rollout,
    entry('created', '10:00:01', { of }),
    entry('scheduled', '10:00:01', { of, details: { node: 'worker-2' } }),
    entry('pulled', '10:00:04', {
      of,
      container,
      details: { image: 'registry.example.com/shop/ledger:1.9.0' },
    }),
    entry('started', '10:00:05', { of, container }),
    entry('ready', '10:00:15', { of }),
    failed,
    entry('restarted', '10:14:02', { of, container, count: 5 }),
    entry('not-ready', '10:08:13', { of }),
    entry('probe-failed', '10:09:00', {
      of,
      container,
      count: 50,
      until: '2026-03-02T10:13:00Z',
      details: {
        probe: 'readiness',
        message:
          'Readiness probe failed: Get "http://10.0.3.7:8080/ready": connection refused',
      },
    }),
    entry('warning', '10:07:00', {
      of,
      details: {
        reason: 'FailedMount',
        message:
          'MountVolume.SetUp failed for volume "config": configmap "ledger" not found',
      },
    }),
    entry('debugged', '10:12:30', {
      of,
      container: 'ph-5f0c2a',
      details: { image: 'debug-tools:1' },
    }),
  ].sort(compareEntries);
  return {
    timeline,
    timelineContext: {
      trigger: {
        change: rollout.id,
        changedAt: rollout.at,
        sign: failed.id,
        failedAt: failed.at,
      },
      watchedSince: '2026-03-02T07:10:00Z',
      eventsGone: ['prod-eu'],
      eventsUnread: [],
    },
  };
}
