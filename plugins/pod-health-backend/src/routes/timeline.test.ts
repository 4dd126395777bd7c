import type { KubeObject } from 'pod-health-demo-cluster';
import {
  component,
  crashingStatus,
  namespaceObject,
  podObject,
  runningStatus,
} from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { HealthReader } from '../testing/healthReader';
import { openStream, type OpenStream } from '../testing/readStream';

const PATH = '/api/pod-health/entities/component/default/ledger/health/stream';
const CANARY = 'canary-5f1e';

const ago = (seconds: number) =>
  new Date(Date.now() - seconds * 1000).toISOString();

function deployment(replicas: number): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'ledger',
      namespace: 'payments',
      uid: 'uid-ledger',
      labels: { app: 'ledger' },
      creationTimestamp: ago(86_400),
    },
    spec: { replicas, selector: { matchLabels: { app: 'ledger' } } },
  };
}

function replicaSet(revision: number, creationTimestamp: string): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `ledger-${revision}`,
      namespace: 'payments',
      uid: `uid-ledger-${revision}`,
      labels: { app: 'ledger' },
      creationTimestamp,
      annotations: { 'deployment.kubernetes.io/revision': `${revision}` },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'ledger',
          uid: 'uid-ledger',
          controller: true,
        },
      ],
    },
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              image: `registry.example.com/app:${revision}`,
              env: [{ name: 'KEY', value: CANARY }],
              args: [`--token=${CANARY}`],
            },
          ],
        },
      },
    },
  };
}

function podOf(
  revision: number,
  name: string,
  status: Record<string, unknown> = runningStatus(),
) {
  const pod = podObject('ledger', 'payments', { name, status });
  pod.metadata.creationTimestamp = ago(1);
  pod.metadata.ownerReferences = [
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: `ledger-${revision}`,
      uid: `uid-ledger-${revision}`,
      controller: true,
    },
  ];
  return pod;
}

describe('the timeline', () => {
  let portal: TestPortal;
  let stream: OpenStream;

  beforeAll(async () => {
    portal = await startTestPortal({
      entities: [component('ledger', 'payments')],
      clusters: {
        demo: [
          namespaceObject('payments'),
          deployment(1),
          replicaSet(1, ago(86_400)),
          podOf(1, 'ledger-1-aaaaa'),
        ],
      },
    });
    stream = await openStream(portal.server, PATH);
  });

  afterAll(async () => {
    stream.leave();
    await portal.stop();
  });

  it('tells what happens while it is watched: replaced, scaled, rolled out, crashed, debugged', async () => {
    const { demo } = portal.clusters;
    const reader = new HealthReader(stream);
    await reader.until(({ kind }) => kind === 'created');

    demo.remove({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'payments',
      name: 'ledger-1-aaaaa',
    });
    demo.apply(podOf(1, 'ledger-1-bbbbb'));
    const replaced = await reader.until(({ kind }) => kind === 'replaced');
    expect(
      replaced.timeline.find(({ kind }) => kind === 'replaced'),
    ).toMatchObject({
      pod: { pod: 'ledger-1-aaaaa' },
      details: { by: 'ledger-1-bbbbb' },
    });

    demo.apply(deployment(2));
    await reader.until(
      ({ kind, details }) =>
        kind === 'scaled' && details?.from === 1 && details.to === 2,
    );

    demo.apply(replicaSet(2, ago(0)));
    demo.apply(
      podOf(2, 'ledger-2-ccccc', { ...crashingStatus(3), startTime: ago(1) }),
    );
    const broken = await reader.until(
      ({ kind, details }) => kind === 'failed' && details?.exitCode === 3,
    );
    const { trigger } = broken.timelineContext;
    expect(
      broken.timeline.find(({ id }) => id === trigger?.sign),
    ).toMatchObject({
      pod: { pod: 'ledger-2-ccccc' },
    });
    expect(
      broken.timeline.find(({ id }) => id === trigger?.change),
    ).toMatchObject({
      kind: 'rolled-out',
      workload: { kind: 'Deployment', name: 'ledger' },
      details: {
        revision: '2',
        changes: [
          {
            path: 'containers.app.image',
            before: 'registry.example.com/app:1',
            after: 'registry.example.com/app:2',
          },
        ],
      },
    });

    const debugged = podOf(2, 'ledger-2-ccccc', crashingStatus(3));
    debugged.spec = {
      ...(debugged.spec as object), // podObject made it
      ephemeralContainers: [{ name: 'ph-1', image: 'tools:1' }],
    };
    demo.apply(debugged);
    const last = await reader.until(({ kind }) => kind === 'debugged');
    expect(last.timeline.find(({ kind }) => kind === 'debugged')).toMatchObject(
      {
        container: 'ph-1',
        details: { image: 'tools:1' },
      },
    );
    expect(last.timelineContext.eventsGone).toEqual(['demo']);
    expect(JSON.stringify(last)).not.toContain(CANARY);
  });

  it('still knows it for one who comes later, and what the cluster forgot', async () => {
    const later = await openStream(portal.server, PATH);
    const report = await new HealthReader(later).until(() => true);
    later.leave();
    const kinds = report.timeline.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'replaced',
        'scaled',
        'rolled-out',
        'failed',
        'debugged',
      ]),
    );
  });
});
