/**
 * The plugin against a real cluster, with exactly the rights of rbac/*.yaml. Run by hand, or by e2e:cluster, with KUBECONFIG set:
 *
 *   node scripts/run.mjs yarn workspace backstage-plugin-pod-health-backend test --watch=false \
 *     --testMatch '**\/portal.cluster.ts'
 *
 * Makes a namespace and roles called h6-portal and removes them. Needs kubectl and the demo image.
 */
import { KubeConfig } from '@kubernetes/client-node';
import {
  parseLogRecord,
  type HealthReport,
  type LogRecord,
} from 'backstage-plugin-pod-health-common';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HealthReader } from '../testing/healthReader';
import { component } from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { openStream } from '../testing/readStream';

const NAME = 'h6-portal';
const IMAGE = process.env.POD_HEALTH_IMAGE ?? 'localhost:5000/demo/app:1';
const BASE = '/api/pod-health/entities/component/default';

jest.setTimeout(240_000);

function kubectl(args: readonly string[], input?: string): string {
  return execFileSync('kubectl', args, { input, encoding: 'utf8' });
}

/** The shipped roles, with the names changed so that the real ones are not touched. */
function roles(): string {
  return ['read.yaml', 'debug.yaml']
    .map(file =>
      readFileSync(
        join(__dirname, '../../rbac', file), // eslint-disable-line no-restricted-syntax -- a test, never bundled
        'utf8',
      ).replaceAll(/(name(?:space)?: )pod-health/g, `$1${NAME}`),
    )
    .join('\n---\n');
}

function pod(name: string, script: string, more: object = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: NAME, labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'app',
          image: IMAGE,
          resources: { requests: { memory: '80Mi' } },
          command: ['sh', '-c', script],
          ...more,
        },
      ],
    },
  });
}

/** The admin's cluster with the account's token. */
async function accountConfig(): Promise<KubeConfig> {
  const admin = new KubeConfig();
  admin.loadFromFile(process.env.KUBECONFIG ?? '');
  const cluster = admin.getCurrentCluster();
  if (!cluster) {
    throw new Error('KUBECONFIG must name a cluster for these tests');
  }
  const token = kubectl(['create', 'token', NAME, '-n', NAME]).trim();
  const config = new KubeConfig();
  config.loadFromClusterAndUser(cluster, { name: NAME, token });
  return config;
}

describe('on a real cluster', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    kubectl(['apply', '-f', '-'], roles());
    kubectl([
      'annotate',
      '--overwrite',
      'namespace',
      NAME,
      `pod-health.io/debug-consent=group:default/${NAME}`,
    ]);
    const apply = ['apply', '--validate=false', '-f', '-'];
    const crash = 'echo starting; sleep 2; echo FATAL no database; exit 3';
    kubectl(apply, pod('crasher', crash));
    const chat =
      'i=0; while true; do i=$((i+1)); echo line $i; sleep 0.2; done';
    kubectl(apply, pod('talker', chat));
    kubectl(
      apply,
      pod('speller', chat, { readinesProbe: { exec: { command: ['true'] } } }),
    );
    portal = await startTestPortal({
      entities: ['crasher', 'talker', 'speller'].map(name =>
        component(name, NAME),
      ),
      clusters: {},
      real: { real: accountConfig },
    });
  });

  afterAll(async () => {
    await portal.stop();
    kubectl(
      ['delete', '--ignore-not-found', '--wait=false', '-f', '-'],
      roles(),
    );
    kubectl([
      'delete',
      '--ignore-not-found',
      '--wait=false',
      'namespace',
      NAME,
    ]);
  });

  /** The report, as soon as it is as expected. */
  async function reportWhere(
    name: string,
    expected: (report: HealthReport) => boolean,
  ): Promise<HealthReport> {
    const stream = await openStream(
      portal.server,
      `${BASE}/${name}/health/stream`,
    );
    try {
      return await new HealthReader(stream).when(expected);
    } finally {
      stream.leave();
    }
  }

  const causesOf = ({ causes }: HealthReport) =>
    causes.map(({ cause }) => cause);

  it('pushes the cause of a crash, with the log line', async () => {
    const report = await reportWhere('crasher', each =>
      JSON.stringify(each).includes('FATAL no database'),
    );
    expect(causesOf(report)).toEqual(['container-exits-with-error']);
    expect(report).toMatchObject({
      verdict: 'failing',
      clusters: [{ name: 'real', status: 'live' }],
      pods: [{ state: 'crashing' }],
    });
  });

  it('finds a misspelt field in a pod that runs', async () => {
    const report = await reportWhere(
      'speller',
      ({ causes }) => causes.length > 0,
    );
    expect(causesOf(report)).toEqual(['misspelt-field']);
  });

  it('calls a pod that talks healthy', async () => {
    const report = await reportWhere(
      'talker',
      ({ verdict }) => verdict === 'healthy',
    );
    expect(report).toMatchObject({ causes: [], unchecked: [], podCount: 1 });
  });

  async function follow(name: string, until: (record: LogRecord) => boolean) {
    const uid = kubectl([
      'get',
      'pod',
      name,
      '-n',
      NAME,
      '-o',
      'jsonpath={.metadata.uid}',
    ]);
    const stream = await openStream(
      portal.server,
      `${BASE}/${name}/logs?cluster=real&podNamespace=${NAME}&pod=${name}&uid=${uid}&container=app&follow=true`,
    );
    const records: LogRecord[] = [];
    for (
      let line = await stream.next();
      line !== undefined;
      line = await stream.next()
    ) {
      const record = parseLogRecord(line);
      records.push(...(record ? [record] : []));
      if (record && until(record)) {
        break;
      }
    }
    stream.leave();
    return records;
  }

  it('follows a log line by line', async () => {
    const records = await follow(
      'talker',
      record => record.type === 'line' && record.text === 'line 50',
    );
    const numbers = records.map(
      each => each.type === 'line' && Number(each.text.split(' ')[1]),
    );
    expect(numbers).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it('follows a container into its next instance', async () => {
    let restarted = false;
    const records = await follow('crasher', record => {
      restarted ||=
        record.type === 'marker' && record.marker.marker === 'restarted';
      return restarted && record.type === 'line' && record.text === 'starting';
    });
    expect(records).toContainEqual({
      type: 'marker',
      marker: expect.objectContaining({ marker: 'restarted', exitCode: 3 }),
    });
  });
});
