/**
 * The transport against a real cluster, with exactly the rights of rbac/*.yaml. Run by hand, or by e2e:cluster:
 *
 *   KUBECONFIG=… node scripts/run.mjs yarn workspace backstage-plugin-pod-health-backend test --watch=false \
 *     --testMatch '**\/kube.cluster.ts'
 *
 * Makes namespaces and roles called h4-kube and removes them. Needs kubectl and an image with a shell.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { ConfigReader } from '@backstage/config';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils'; // eslint-disable-line @backstage/no-undeclared-imports -- a test, though not called .test
import {
  createKubeClusters,
  type ClosableKubeClusters,
} from '../clusters/createKubeClusters';
import { systemClock } from '../time/clock';
import { createKubeApi, type ClosableKubeApi } from './createKubeApi';
import { NODES, PODS } from './kinds';
import { tokenCredentials } from './transport/credentials';
import { userAgent } from './userAgent';

const NAME = 'h4-kube';
const IMAGE = process.env.POD_HEALTH_IMAGE ?? 'localhost:5000/demo/app:1';

jest.setTimeout(60_000);

function kubectl(args: string[], input?: string): string {
  return execFileSync('kubectl', args, { input, encoding: 'utf8' });
}

/** The shipped manifests, with the names changed so that the real ones are not touched. */
function roles(): string {
  return ['read.yaml', 'debug.yaml']
    .map(file =>
      readFileSync(
        resolvePackagePath('backstage-plugin-pod-health-backend', 'rbac', file),
        'utf8',
      ).replaceAll(/(name(?:space)?: )pod-health/g, `$1${NAME}`),
    )
    .join('\n---\n');
}

function pod(name: string, more: object = {}): string {
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
          command: [
            'sh',
            '-c',
            'i=0; while true; do i=$((i+1)); echo line $i; sleep 0.2; done',
          ],
        },
      ],
      ...more,
    },
  });
}

/** Reads until the text holds `wanted`. */
async function readUntil(stream: Readable, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += chunk.toString('utf8');
    if (text.includes(wanted)) {
      return text;
    }
  }
  throw new Error(`ended without ${wanted}: ${text}`);
}

let admin: ClosableKubeClusters;
let api: ClosableKubeApi;
let uid: string;

beforeAll(async () => {
  kubectl(['apply', '-f', '-'], roles());
  kubectl(['apply', '-f', '-'], pod('app'));
  // A node without a kubelet, and a node that is gone; the pods stay bound to them.
  kubectl(['apply', '-f', '-'], pod('elsewhere', { nodeName: 'worker-small' }));
  kubectl(['apply', '-f', '-'], pod('ghost', { nodeName: 'h4-ghost' }));
  kubectl(
    ['apply', '-f', '-'],
    pod('waiting', {
      containers: [{ name: 'app', image: 'localhost:5000/slow/app:1' }],
    }),
  );
  kubectl([
    '-n',
    NAME,
    'wait',
    'pod/app',
    '--for=condition=Ready',
    '--timeout=30s',
  ]);
  uid = kubectl([
    '-n',
    NAME,
    'get',
    'pod',
    'app',
    '-o',
    'jsonpath={.metadata.uid}',
  ]);
  admin = await createKubeClusters({
    config: new ConfigReader({
      podHealth: { kubeconfig: { file: process.env.KUBECONFIG, name: 'real' } },
    }),
    logger: mockServices.logger.mock(),
    clock: systemClock,
  });
  const view = JSON.parse(
    kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']),
  );
  const { server, 'certificate-authority-data': ca } = view.clusters[0].cluster;
  api = createKubeApi({
    cluster: 'real',
    server,
    clock: systemClock,
    credentials: tokenCredentials({
      token: kubectl(['-n', NAME, 'create', 'token', NAME]).trim(),
      tls: { ca: Buffer.from(ca, 'base64') },
    }),
  });
});

afterAll(async () => {
  await api?.close();
  await admin?.close();
  kubectl(['delete', 'ns', NAME, '--wait=false', '--ignore-not-found']);
  for (const role of ['read', 'debug']) {
    for (const kind of ['clusterrole', 'clusterrolebinding']) {
      kubectl(['delete', kind, `${NAME}-${role}`, '--ignore-not-found']);
    }
  }
});

describe('reading', () => {
  it('gets and lists through a kubeconfig of the configuration', async () => {
    expect(admin.names()).toEqual(['real']);
    const list = await admin.cluster('real').list({ kind: NODES });
    expect(list.items.map(item => item.metadata?.name)).toContain('worker');
    expect(list.items[0]).toMatchObject({ kind: 'Node', apiVersion: 'v1' });
  });

  it('lists and watches with the shipped roles', async () => {
    const list = await api.list({ kind: PODS, namespace: NAME });
    expect(list.items.map(item => item.metadata?.name)).toContain('app');
    const abort = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of api.watch(
        { kind: PODS, namespace: NAME, labelSelector: 'app=app' },
        { resourceVersion: list.resourceVersion, signal: abort.signal },
      )) {
        seen.push(`${event.type} ${event.object.metadata?.labels?.touched}`);
        abort.abort();
      }
    })();
    kubectl(['-n', NAME, 'label', 'pod', 'app', 'touched=yes', '--overwrite']);
    await watching;
    expect(seen[0]).toBe('MODIFIED yes');
  });

  it('is told that its version has expired', async () => {
    const watch = api.watch(
      { kind: PODS, namespace: NAME },
      { resourceVersion: '1', signal: new AbortController().signal },
    );
    await expect(
      (async () => {
        for await (const _ of watch) {
          // events before the error do not matter
        }
      })(),
    ).rejects.toMatchObject({ code: 'watch-expired' });
  });

  it('says what it may not do', async () => {
    await expect(
      api.list({ kind: { group: '', version: 'v1', resource: 'secrets' } }),
    ).rejects.toMatchObject({
      code: 'cluster-forbidden',
      details: {
        cluster: 'real',
        verb: 'list',
        resource: 'secrets',
        status: 403,
      },
    });
    await expect(
      api.canI({
        verb: 'create',
        group: '',
        resource: 'pods',
        subresource: 'exec',
      }),
    ).resolves.toMatchObject({ allowed: false });
    await expect(
      api.canI({
        verb: 'patch',
        group: '',
        resource: 'pods',
        subresource: 'ephemeralcontainers',
      }),
    ).resolves.toMatchObject({ allowed: true });
  });

  it('says that a pod does not exist', async () => {
    await expect(
      api.get(PODS, 'none', { namespace: NAME }),
    ).rejects.toMatchObject({ code: 'pod-not-found' });
  });
});

describe('logs', () => {
  const app = { namespace: NAME, pod: 'app', container: 'app' };

  it('follows, with times, and stops quietly when told', async () => {
    const abort = new AbortController();
    const log = await api.log(app, {
      follow: true,
      tailLines: 0,
      signal: abort.signal,
    });
    const text = await readUntil(log, '\n');
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z line \d+\n/);
    const closed = new Promise(resolve => log.once('close', resolve));
    abort.abort();
    await closed;
  });

  it.each([
    ['previous-log-not-found', app, { previous: true }],
    ['container-not-found', { ...app, container: 'none' }, {}],
    ['pod-not-found', { ...app, pod: 'none' }, {}],
    ['node-unreachable', { ...app, pod: 'elsewhere' }, {}],
    ['node-unreachable', { ...app, pod: 'ghost' }, {}],
    ['target-not-running', { ...app, pod: 'waiting' }, {}],
  ])('answers %s', async (code, container, options) => {
    await expect(api.log(container, options)).rejects.toMatchObject({ code });
  });
});

describe('debug', () => {
  const target = () => ({ namespace: NAME, pod: 'app', uid });
  const container = (name: string) => ({
    name,
    image: IMAGE,
    command: ['sh'],
    stdin: true,
    tty: true,
    terminationMessagePolicy: 'File',
  });

  it('dry-runs, and is refused for another uid, an unknown target and ports', async () => {
    const answer = await api.addEphemeralContainer(target(), container('dry'), {
      dryRun: true,
    });
    expect(JSON.stringify(answer.spec)).toContain('"dry"');
    const stored = await api.get(PODS, 'app', { namespace: NAME });
    expect(JSON.stringify(stored.spec)).not.toContain('"dry"');
    const dry = { dryRun: true };
    await expect(
      api.addEphemeralContainer(
        { ...target(), uid: '00000000-0000-4000-8000-000000000000' },
        container('x'),
        dry,
      ),
    ).rejects.toMatchObject({ code: 'pod-replaced' });
    await expect(
      api.addEphemeralContainer(
        target(),
        { ...container('x'), targetContainerName: 'none' },
        dry,
      ),
    ).rejects.toMatchObject({ code: 'container-not-found' });
    await expect(
      api.addEphemeralContainer(
        target(),
        { ...container('x'), ports: [{ containerPort: 1 }] },
        dry,
      ),
    ).rejects.toMatchObject({
      code: 'cluster-error',
      details: { status: 422 },
    });
  });

  it('is refused by Pod Security in the words of the cluster', async () => {
    kubectl([
      'label',
      'ns',
      NAME,
      'pod-security.kubernetes.io/enforce=restricted',
      '--overwrite',
    ]);
    await expect(
      api.addEphemeralContainer(target(), container('x'), { dryRun: true }),
    ).rejects.toMatchObject({
      code: 'admission-denied',
      details: { message: expect.stringContaining('violates PodSecurity') },
    });
    kubectl(['label', 'ns', NAME, 'pod-security.kubernetes.io/enforce-']);
  });

  it('adds a shell, attaches, types, resizes and sees it end', async () => {
    await api.addEphemeralContainer(target(), container('shell'), {
      userAgent: userAgent('0123abcd'),
    });
    kubectl([
      '-n',
      NAME,
      'wait',
      'pod/app',
      '--timeout=30s',
      '--for=jsonpath={.status.ephemeralContainerStatuses[0].state.running}',
    ]);
    const attach = await api.attach({
      namespace: NAME,
      pod: 'app',
      container: 'shell',
    });
    attach.resize(101, 37);
    attach.write(Buffer.from('stty size; echo a$((1+1))b\n'));
    const text = await readUntil(attach.output, 'a2b');
    expect(text).toContain('37 101');
    attach.write(Buffer.from('exit 3\n'));
    attach.output.resume();
    const status = await attach.closed;
    // Says so even for exit code 3: only the pod's own status tells how a shell ended (facts.md).
    expect(status).toEqual({ success: true });
    kubectl([
      '-n',
      NAME,
      'wait',
      'pod/app',
      '--timeout=30s',
      '--for=jsonpath={.status.ephemeralContainerStatuses[0].state.terminated.exitCode}=3',
    ]);
  });

  it('says why an attach is refused', async () => {
    await expect(
      api.attach({ namespace: NAME, pod: 'none', container: 'app' }),
    ).rejects.toMatchObject({ code: 'pod-not-found' });
    await expect(
      api.attach({ namespace: NAME, pod: 'app', container: 'none' }),
    ).rejects.toMatchObject({ code: 'container-not-found' });
    // The server upgrades first and asks the kubelet then, so this one comes as a status.
    const waiting = await api.attach({
      namespace: NAME,
      pod: 'waiting',
      container: 'app',
    });
    await expect(waiting.closed).resolves.toEqual({
      success: false,
      message: expect.stringContaining('not found in pod'),
    });
  });
});
