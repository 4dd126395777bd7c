/**
 * The timeline of a Deployment on a real cluster: rollouts, a rollback, a scale, a pod that is replaced. Run by hand, or by e2e:cluster,
 * with KUBECONFIG set, as portal.cluster.ts says. Makes a namespace and removes it. Needs kubectl and the demo image.
 */
import { KubeConfig } from '@kubernetes/client-node';
import type {
  HealthReport,
  TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import { CHECK_IMAGE, kubectl } from '../testing/clusterCheck';
import { HealthReader } from '../testing/healthReader';
import { component } from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { openStream, type OpenStream } from '../testing/readStream';

const NAME = 'pod-health-timeline';
const PATH = `/api/pod-health/entities/component/default/web/health/stream`;

jest.setTimeout(240_000);

function deployment(script: string): string {
  const labels = { app: 'web' };
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: NAME, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'app',
              image: CHECK_IMAGE,
              command: ['sh', '-c', script],
              env: [{ name: script.includes('exit') ? 'NEW' : 'OLD' }],
              resources: { requests: { memory: '80Mi' } },
            },
          ],
        },
      },
    },
  });
}

async function adminConfig(): Promise<KubeConfig> {
  const config = new KubeConfig();
  config.loadFromFile(process.env.KUBECONFIG ?? '');
  return config;
}

/** The name of a pod that is not on its way out: one of the crashed revision may still be there. */
function podThatStays(list: string): string {
  const pods: { metadata: { name: string; deletionTimestamp?: string } }[] =
    JSON.parse(list).items;
  const found = pods.find(({ metadata }) => !metadata.deletionTimestamp);
  return found?.metadata.name ?? '';
}

describe('the timeline of a real Deployment', () => {
  const inNamespace = (...args: string[]) => kubectl(['-n', NAME, ...args]);
  let portal: TestPortal;
  let stream: OpenStream;

  beforeAll(async () => {
    kubectl(['create', 'namespace', NAME]);
    kubectl(['apply', '-f', '-'], deployment('sleep 3600'));
    inNamespace('rollout', 'status', 'deployment/web', '--timeout=90s');
    portal = await startTestPortal({
      entities: [component('web', NAME)],
      clusters: {},
      real: { real: adminConfig },
    });
    stream = await openStream(portal.server, PATH);
  });

  afterAll(async () => {
    stream.leave();
    await portal.stop();
    kubectl(['delete', 'namespace', NAME, '--wait=false']);
  });

  it('tells each change, and which came before a crash', async () => {
    const reader = new HealthReader(stream);
    const rollout =
      (revision: string) =>
      ({ kind, details }: TimelineEntry) =>
        kind === 'rolled-out' && details?.revision === revision;
    const first = await reader.until(({ kind }) => kind === 'ready');
    expect(first.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['rolled-out', 'created', 'scheduled', 'started']),
    );

    kubectl(['apply', '-f', '-'], deployment('sleep 1; exit 7'));
    const isSeven = ({ details }: TimelineEntry) => details?.exitCode === 7;
    const broken = await reader.when(
      ({ timeline, timelineContext }: HealthReport) =>
        timeline.some(isSeven) && timelineContext.trigger !== undefined,
    );
    const { trigger } = broken.timelineContext;
    const change = broken.timeline.find(({ id }) => id === trigger?.change);
    expect(change?.details).toMatchObject({ revision: '2' });
    expect(change?.details?.changes?.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'containers.app.env.NEW',
        'containers.app.env.OLD',
      ]),
    );

    inNamespace('rollout', 'undo', 'deployment/web');
    await reader.until(rollout('3'));

    inNamespace('scale', 'deployment/web', '--replicas=2');
    const scaled = await reader.until(
      ({ kind, details }) => kind === 'scaled' && details?.to === 2,
    );
    expect(
      scaled.timeline.filter(({ kind }) => kind === 'scaled'),
    ).toHaveLength(1);

    inNamespace('rollout', 'status', 'deployment/web', '--timeout=90s');
    const victim = podThatStays(inNamespace('get', 'pods', '-o', 'json'));
    // A pod that goes before anybody has looked leaves no trace but its events.
    await reader.until(
      ({ kind, pod }) => kind === 'ready' && pod?.pod === victim,
    );
    inNamespace('delete', 'pod', victim);
    await reader.until(
      ({ kind, pod }) => kind === 'replaced' && pod?.pod === victim,
    );
  });
});
