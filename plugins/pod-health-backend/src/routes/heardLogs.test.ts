import type { KubeObject } from 'pod-health-demo-cluster';
import request from 'supertest';
import {
  component,
  namespaceObject,
  podObject,
  runningStatus,
} from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';

const ago = (seconds: number) =>
  new Date(Date.now() - seconds * 1000).toISOString();

/** A pod whose init container has been waiting for ten minutes. */
function waitingPod(): KubeObject {
  const condition = (type: string, status: string) => ({ type, status });
  return podObject('invoice', 'payments', {
    spec: {
      initContainers: [
        { name: 'wait-for-db', image: 'registry.example.com/w' },
      ],
    },
    status: {
      phase: 'Pending',
      conditions: [
        condition('Initialized', 'False'),
        condition('Ready', 'False'),
        condition('PodScheduled', 'True'),
      ],
      initContainerStatuses: [
        {
          name: 'wait-for-db',
          ready: false,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: ago(590) } },
        },
      ],
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 0,
          state: { waiting: { reason: 'PodInitializing' } },
        },
      ],
    },
  });
}

/** A CronJob for every minute whose only run has been at work for ten. */
function lateRun(): KubeObject[] {
  const meta = (name: string, owner?: { kind: string; name: string }) => ({
    name,
    namespace: 'payments',
    uid: `uid-${name}`,
    labels: { app: 'crawl' },
    creationTimestamp: ago(600),
    ...(owner && {
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          uid: `uid-${owner.name}`,
          controller: true,
          ...owner,
        },
      ],
    }),
  });
  const template = {
    spec: { containers: [{ name: 'app', image: 'registry.example.com/c' }] },
  };
  const apiVersion = 'batch/v1';
  const pod = podObject('crawl', 'payments', { status: runningStatus() });
  return [
    {
      apiVersion,
      kind: 'CronJob',
      metadata: meta('crawl'),
      spec: {
        schedule: '* * * * *',
        concurrencyPolicy: 'Forbid',
        jobTemplate: { spec: { template } },
      },
      status: { active: [{ name: 'crawl-9' }], lastScheduleTime: ago(595) },
    },
    {
      apiVersion,
      kind: 'Job',
      metadata: meta('crawl-9', { kind: 'CronJob', name: 'crawl' }),
      spec: { template },
      status: { active: 1, ready: 1, startTime: ago(595) },
    },
    {
      ...pod,
      metadata: {
        ...pod.metadata,
        ...meta('crawl-1', { kind: 'Job', name: 'crawl-9' }),
      },
    },
  ];
}

describe('logs of containers that run', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startTestPortal({
      entities: ['invoice', 'crawl', 'shop'].map(name =>
        component(name, 'payments'),
      ),
      clusters: {
        demo: [
          namespaceObject('payments'),
          waitingPod(),
          ...lateRun(),
          podObject('shop', 'payments'),
        ],
      },
    });
    const { demo } = portal.clusters;
    demo.appendLog('payments', 'invoice-1', 'wait-for-db', [
      'waiting for invoices-db:5432',
    ]);
    demo.appendLog('payments', 'crawl-1', 'app', [
      'INFO crawling',
      'ERROR: connection to catalogue-db:5432 refused',
    ]);
  });

  afterAll(() => portal.stop());

  const health = async (name: string) => {
    const { body } = await request(portal.server).get(
      `/api/pod-health/entities/component/default/${name}/health`,
    );
    return body;
  };

  it('are read while one is not ready', async () => {
    const [cause] = (await health('invoice')).causes;
    expect(cause.cause).toBe('init-container-waits');
    expect(JSON.stringify(cause.examples)).toContain(
      'waiting for invoices-db:5432',
    );
  });

  it('are read while the next run of a CronJob waits for one', async () => {
    const [cause] = (await health('crawl')).causes;
    expect(cause.cause).toBe('cron-job-overlaps');
    expect(cause.why).toContain(
      'ERROR: connection to catalogue-db:5432 refused',
    );
  });

  it('are left alone where all is well', async () => {
    expect((await health('shop')).verdict).toBe('healthy');
    const read = portal.clusters.demo.requests.filter(({ path }) =>
      path.includes('/shop-1/log'),
    );
    expect(read).toEqual([]);
  });
});
