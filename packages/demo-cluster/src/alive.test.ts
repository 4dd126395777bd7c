import {
  bundledSchema,
  diagnose,
  indexObjects,
  snapshotOf,
  subjectsOf,
} from 'pod-diagnosis';
import expected from '../scenarios/expected.json';
import { backOffMs, goDuration } from './alive/crashLoop';
import { loadRecordings } from './alive/loadRecordings';
import { ContractClient, soon } from './contract/client';
import { startDemoPortalCluster } from './startDemoPortalCluster';
import { ManualClock } from './testing/ManualClock';
import type { DemoCluster } from './types';

const MINUTE_MS = 60_000;

let cluster: DemoCluster;
let client: ContractClient;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  cluster = await startDemoPortalCluster({ clock });
  const { url, ca } = cluster;
  client = new ContractClient({ url, ca, token: cluster.token('admin') });
});

afterEach(() => cluster.close());

async function items(
  path: string,
  kind: string,
  apiVersion: string,
): Promise<any[]> {
  const list = (await client.get(path)).json();
  return list.items.map((item: object) => ({ ...item, kind, apiVersion }));
}

/** Every object of the cluster, as a client sees it. */
async function everything(): Promise<any[]> {
  const lists = await Promise.all([
    items('/api/v1/pods', 'Pod', 'v1'),
    items('/api/v1/events', 'Event', 'v1'),
    items('/api/v1/nodes', 'Node', 'v1'),
    items('/api/v1/configmaps', 'ConfigMap', 'v1'),
    items('/api/v1/services', 'Service', 'v1'),
    items('/apis/apps/v1/replicasets', 'ReplicaSet', 'apps/v1'),
    items('/apis/apps/v1/deployments', 'Deployment', 'apps/v1'),
  ]);
  return lists.flat();
}

/** The causes found for each service. */
async function causesFound(): Promise<Record<string, string[]>> {
  const index = indexObjects(await everything());
  const now = new Date(clock.now()).toISOString();
  const found: Record<string, string[]> = {};
  for (const subject of subjectsOf(index).filter(({ kind }) =>
    ['Pod', 'Service'].includes(kind),
  )) {
    const snapshot = snapshotOf(index, subject, { now, schema: bundledSchema });
    const service = subject.name.split('-')[0];
    const ids = diagnose(snapshot).found.map(finding => finding.cause);
    found[service] = [...(found[service] ?? []), ...ids];
  }
  return found;
}

async function pod(service: string): Promise<any> {
  const pods = await items(
    `/api/v1/pods?labelSelector=app%3D${service}`,
    'Pod',
    'v1',
  );
  return pods[0];
}

describe('the recordings', () => {
  it('hold no environment value, no managed field and no secret', () => {
    const text = JSON.stringify(loadRecordings());
    expect(text).not.toContain('managedFields');
    expect(text).not.toMatch(/"kind":"Secret"/);
    for (const { objects } of loadRecordings()) {
      for (const { spec } of objects.filter(o => o.kind === 'Pod')) {
        const { containers } = spec as {
          containers: { env?: { value?: string }[] }[];
        }; // recorded from the API
        containers
          .flatMap(c => c.env ?? [])
          .forEach(e => expect(e.value).toBeUndefined());
      }
    }
  });

  it('cover every scenario', () => {
    const recorded = loadRecordings().map(r => r.scenario);
    expect(recorded.sort()).toEqual(
      [...Object.keys(expected), 'cluster'].sort(),
    );
  });
});

describe('the portal cluster', () => {
  it('leaves no timer and no connection behind', async () => {
    await clock.advance(30 * MINUTE_MS);
    await cluster.close();
    expect([clock.timers, cluster.connections]).toEqual([0, 0]);
    cluster = await startDemoPortalCluster({ clock });
  });

  it.each([0, 1, 7, 55])(
    'has the expected cause of each service after %i minutes',
    async minutes => {
      await clock.advance(minutes * MINUTE_MS);
      const found = await causesFound();
      const wanted = Object.entries(expected).map(
        ([service, cause]) => [service, cause ? [cause] : []] as const,
      );
      expect(found).toEqual(Object.fromEntries(wanted));
    },
  );

  it('goes on counting restarts, with the back-off of a kubelet', async () => {
    const before = (await pod('ledger')).status.containerStatuses[0];
    await clock.advance(20 * MINUTE_MS);
    const after = (await pod('ledger')).status.containerStatuses[0];
    expect(after.restartCount).toBeGreaterThan(before.restartCount + 2);
    expect(after.lastState.terminated.exitCode).toBe(3);
    const events = await items(
      '/api/v1/namespaces/payments/events',
      'Event',
      'v1',
    );
    const backOff = events.find(
      e => e.reason === 'BackOff' && e.involvedObject.name.startsWith('ledger'),
    );
    expect(Date.parse(backOff.lastTimestamp)).toBeGreaterThan(
      clock.now() - 6 * MINUTE_MS,
    );
  });

  it('keeps the log of the run before', async () => {
    const { metadata } = await pod('ledger');
    await clock.advance(10 * MINUTE_MS);
    const path = `/api/v1/namespaces/payments/pods/${metadata.name}/log`;
    const { text } = await client.get(`${path}?previous=true`);
    expect(text).toContain('FATAL cannot connect to database');
  });

  it('ends the run that was recorded half-way in the words of the run before', async () => {
    const running = await pod('ledger');
    const { containerID } = running.status.containerStatuses[0];
    const path = `/api/v1/namespaces/payments/pods/${running.metadata.name}/log`;
    const { text } = await client.get(path);
    expect(text).not.toContain('FATAL');
    for (let second = 0; second < 60; second += 1) {
      const [status] = (await pod('ledger')).status.containerStatuses;
      if (status.lastState.terminated?.containerID === containerID) break;
      await clock.advance(1000);
    }
    const after = await client.get(path);
    expect(after.text).toContain('FATAL cannot connect to database');
  });

  it('goes on writing the log of a service that is well', async () => {
    const { metadata } = await pod('storefront');
    const path = `/api/v1/namespaces/checkout/pods/${metadata.name}/log?follow=true&tailLines=1&timestamps=true`;
    const seen: string[] = [];
    const follow = async () => {
      for await (const line of client.lines(path)) {
        seen.push(line);
        if (seen.length === 5) {
          return;
        }
        await clock.advance(1500);
      }
    };
    await soon('five lines', follow());
    const times = seen.map(line => Date.parse(line.split(' ')[0]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[4]).toBeGreaterThan(times[1]);
    expect(seen[4]).toMatch(/INFO|WARN/);
  });

  it('shifts its times to now', async () => {
    const events = await items('/api/v1/events', 'Event', 'v1');
    const newest = Math.max(
      ...events.map(e => Date.parse(e.lastTimestamp ?? e.eventTime)),
    );
    expect(newest).toBeLessThanOrEqual(clock.now());
    expect(newest).toBeGreaterThan(clock.now() - MINUTE_MS);
  });
});

describe('the back-off', () => {
  it('doubles from ten seconds to five minutes', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 20].map(backOffMs);
    expect(waits.map(goDuration)).toEqual([
      '10s',
      '20s',
      '40s',
      '1m20s',
      '2m40s',
      '5m0s',
      '5m0s',
      '5m0s',
    ]);
  });
});
