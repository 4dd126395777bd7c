import {
  startDemoCluster,
  type DemoCluster,
  type FaultHandle,
} from 'pod-health-demo-cluster';
import {
  connectDemo,
  runningPod,
  type DemoConnection,
} from '../testing/demoApi';
import { EVENTS, NAMESPACES, PODS } from './kinds';

let demo: DemoCluster;
let at: DemoConnection;
let fault: FaultHandle | undefined;

beforeAll(async () => {
  demo = await startDemoCluster({ objects: [runningPod('ledger')] });
  demo.pods(1_200, runningPod('many', 'crowd'));
});

beforeEach(() => {
  at = connectDemo(demo);
});

afterEach(async () => {
  fault?.remove();
  fault = undefined;
  await at.api.close();
});

afterAll(() => demo.close());

const crowd = { kind: PODS, namespace: 'crowd' };

describe('list', () => {
  it('gives all pages of 500, each object once, with its kind', async () => {
    const { items, resourceVersion } = await at.api.list(crowd);
    expect(new Set(items.map(item => item.metadata?.name)).size).toBe(1_200);
    expect(items).toHaveLength(1_200);
    expect(items[700]).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
    expect(Number(resourceVersion)).toBeGreaterThan(0);
    expect(at.requests()).toHaveLength(3);
    expect(at.requests()[0].path).toContain('limit=500');
  });

  it('begins again once when its version expires half-way (R3)', async () => {
    fault = demo.fault({
      on: { path: 'continue=' },
      do: { kind: 'gone', as: 'status' },
      skip: 1,
      times: 1,
    });
    const { items } = await at.api.list(crowd);
    expect(new Set(items.map(item => item.metadata?.name)).size).toBe(1_200);
    expect(items).toHaveLength(1_200);
    expect(at.requests()).toHaveLength(6);
  });

  it('begins again only once', async () => {
    fault = demo.fault({
      on: { path: 'continue=' },
      do: { kind: 'gone', as: 'status' },
    });
    await expect(at.api.list(crowd)).rejects.toMatchObject({
      code: 'watch-expired',
    });
    expect(at.requests()).toHaveLength(4);
  });

  it('does not page for ever when given the same page again', async () => {
    fault = demo.fault({
      on: {},
      do: {
        kind: 'bytes',
        bytes:
          '{"kind":"PodList","items":null,"metadata":{"resourceVersion":"7","continue":"again"}}',
      },
    });
    await expect(at.api.list(crowd)).rejects.toMatchObject({
      code: 'cluster-error',
    });
    expect(at.requests()).toHaveLength(2);
  });

  it('selects by label and field', async () => {
    const selected = async (more: object) =>
      (await at.api.list({ kind: PODS, ...more })).items.map(
        item => item.metadata?.name,
      );
    expect(await selected({ labelSelector: 'app in (ledger)' })).toEqual([
      'ledger',
    ]);
    expect(await selected({ fieldSelector: 'metadata.name=many-7' })).toEqual([
      'many-7',
    ]);
    expect((await at.api.list({ kind: EVENTS })).items).toEqual([]);
  });
});

describe('get', () => {
  it('gives the object', async () => {
    await expect(
      at.api.get(PODS, 'ledger', { namespace: 'shop' }),
    ).resolves.toMatchObject({ metadata: { name: 'ledger' } });
  });

  it.each([
    ['pod-not-found', PODS, 'none', 'shop'],
    ['cluster-error', NAMESPACES, 'none', undefined],
    ['invalid-request', PODS, '../../secrets', 'shop'],
  ])('says %s', async (code, kind, name, namespace) => {
    await expect(at.api.get(kind, name, { namespace })).rejects.toMatchObject({
      code,
    });
  });
});

describe('rights', () => {
  it('names what the account may not do', async () => {
    const nobody = connectDemo(demo, { user: 'nobody' });
    await expect(
      nobody.api.list({ kind: PODS, namespace: 'shop' }),
    ).rejects.toMatchObject({
      code: 'cluster-forbidden',
      details: {
        cluster: 'demo',
        verb: 'list',
        resource: 'pods',
        namespace: 'shop',
        status: 403,
      },
    });
    await expect(
      nobody.api.canI({ verb: 'list', group: '', resource: 'pods' }),
    ).resolves.toMatchObject({ allowed: false });
    await expect(
      at.api.canI({ verb: 'list', group: '', resource: 'pods' }),
    ).resolves.toMatchObject({ allowed: true });
    await nobody.api.close();
  });

  it('takes an answer without a decision for no decision', async () => {
    fault = demo.fault({
      on: {},
      do: { kind: 'bytes', bytes: '{"status":{}}' },
    });
    await expect(
      at.api.canI({ verb: 'list', group: '', resource: 'pods' }),
    ).rejects.toMatchObject({ code: 'cluster-error' });
  });
});

describe('addEphemeralContainer', () => {
  const target = () => ({
    namespace: 'shop',
    pod: 'ledger',
    uid: String(
      demo.find({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'shop',
        name: 'ledger',
      })?.metadata.uid,
    ),
  });
  const shell = { name: 'sh', image: 'debug/toolbox:1', command: ['sh'] };

  it('changes nothing in a dry run, and names the session', async () => {
    const before = target();
    const answer = await at.api.addEphemeralContainer(before, shell, {
      dryRun: true,
      userAgent: 'pod-health/1 session/x',
    });
    expect(JSON.stringify(answer.spec)).toContain('debug/toolbox:1');
    const stored = await at.api.get(PODS, 'ledger', { namespace: 'shop' });
    expect(JSON.stringify(stored.spec)).not.toContain('debug/toolbox:1');
    expect(at.requests()[0]).toMatchObject({
      verb: 'patch',
      userAgent: 'pod-health/1 session/x',
      path: expect.stringContaining('dryRun=All'),
    });
  });

  it('never hits another pod of that name (T12)', async () => {
    const before = target();
    demo.swapPod('shop', 'ledger');
    await expect(
      at.api.addEphemeralContainer(before, shell),
    ).rejects.toMatchObject({ code: 'pod-replaced' });
    const stored = await at.api.get(PODS, 'ledger', { namespace: 'shop' });
    expect(JSON.stringify(stored.spec)).not.toContain('debug/toolbox:1');
  });

  it('is sent once when the answer is lost', async () => {
    fault = demo.fault({ on: { verb: 'patch' }, do: { kind: 'drop' } });
    await expect(
      at.api.addEphemeralContainer(target(), shell),
    ).rejects.toMatchObject({ code: 'cluster-unreachable' });
    expect(at.requests()).toHaveLength(1);
  });
});
