import type { KubeObject } from '../types';
import type { ContractCase } from './contractCase';
import { soon, type ContractClient } from './client';
import type { ContractTarget } from './target';

interface Event {
  readonly type: string;
  readonly object: any;
}

/** Reads events until one is the last wanted; the connection ends then. */
async function eventsUntil(
  client: ContractClient,
  path: string,
  last: (event: Event) => boolean,
  /** When this one comes … */
  cue: (event: Event) => boolean = () => false,
  /** … this is done. */
  action: () => Promise<void> = async () => {},
): Promise<Event[]> {
  const seen: Event[] = [];
  const read = async () => {
    for await (const line of client.lines(path)) {
      const event: Event = JSON.parse(line);
      seen.push(event);
      if (last(event)) {
        break;
      }
      if (cue(event)) {
        await action();
      }
    }
    return seen;
  };
  return soon(`the events of ${path}`, read());
}

const named = (event: Event) => `${event.type} ${event.object.metadata?.name}`;

function configMap(namespace: string, name: string, labels = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels },
  };
}

async function fresh(target: ContractTarget) {
  const namespace = await target.namespace();
  const path = `/api/v1/namespaces/${namespace}/configmaps`;
  const list = (await target.admin.get(path)).json();
  const version: string = list.metadata.resourceVersion;
  return { namespace, path, version };
}

export const watchCases: readonly ContractCase[] = [
  {
    name: 'a watch from a version sends what changed since, with kind and version',
    async run(target) {
      const { namespace, path, version } = await fresh(target);
      await target.create(configMap(namespace, 'one', { a: 'b' }));
      await target.create(configMap(namespace, 'two', { a: 'b' }));
      const events = await eventsUntil(
        target.admin,
        `${path}?watch=true&resourceVersion=${version}&labelSelector=a`,
        e => e.object.metadata.name === 'two',
      );
      expect(events.map(named)).toEqual(['ADDED one', 'ADDED two']);
      expect(events[0].object).toMatchObject({
        kind: 'ConfigMap',
        apiVersion: 'v1',
      });
      expect(Number(events[1].object.metadata.resourceVersion)).toBeGreaterThan(
        Number(version),
      );
    },
  },
  {
    name: 'a watch without a version begins with everything there is',
    async run(target) {
      const { namespace, path } = await fresh(target);
      await target.create(configMap(namespace, 'one', { a: 'b' }));
      const events = await eventsUntil(
        target.admin,
        `${path}?watch=true&labelSelector=a`,
        () => true,
      );
      expect(events.map(named)).toEqual(['ADDED one']);
    },
  },
  {
    name: 'a watch of pods sees one come and go',
    async run(target) {
      const namespace = await target.namespace();
      const path = `/api/v1/namespaces/${namespace}/pods`;
      const { metadata } = (await target.admin.get(path)).json();
      await target.pod(namespace, {
        name: 'p',
        unschedulable: true,
        containers: [{ name: 'app' }],
      });
      await target.removePod(namespace, 'p');
      const events = await eventsUntil(
        target.admin,
        `${path}?watch=true&resourceVersion=${metadata.resourceVersion}`,
        e => e.type === 'DELETED',
      );
      expect(named(events[0])).toBe('ADDED p');
      expect(named(events[events.length - 1])).toBe('DELETED p');
      const versions = events.map(e =>
        Number(e.object.metadata.resourceVersion),
      );
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    },
  },
  {
    name: 'a watch ends by itself after timeoutSeconds',
    async run(target) {
      const { path, version } = await fresh(target);
      const started = performance.now();
      const events = await eventsUntil(
        target.admin,
        `${path}?watch=true&resourceVersion=${version}&timeoutSeconds=2`,
        () => false,
      );
      const seconds = (performance.now() - started) / 1000;
      expect(events.every(e => e.type === 'ADDED')).toBe(true);
      expect(seconds).toBeGreaterThan(1.5);
      expect(seconds).toBeLessThan(10);
    },
  },
  {
    name: 'bookmarks come when asked for, name a version and nothing else',
    async run(target) {
      const { namespace, path, version } = await fresh(target);
      const query = `watch=true&resourceVersion=${version}&timeoutSeconds=10&allowWatchBookmarks=true`;
      // A real server marks only what happened after the watch began.
      const watching = eventsUntil(
        target.admin,
        `${path}?${query}`,
        e => e.type === 'BOOKMARK',
        e => e.type === 'ADDED' && e.object.metadata.name === 'one',
        () => target.create(configMap(namespace, 'two')),
      );
      await target.create(configMap(namespace, 'one'));
      const events = await watching;
      const bookmark = events[events.length - 1];
      expect(bookmark.type).toBe('BOOKMARK');
      expect(bookmark.object.kind).toBe('ConfigMap');
      expect(
        Number(bookmark.object.metadata.resourceVersion),
      ).toBeGreaterThanOrEqual(Number(version));
      expect(bookmark.object.metadata.name).toBeUndefined();
    },
  },
  {
    name: 'the end of the initial events is a bookmark when asked for',
    async run(target) {
      const { namespace, path } = await fresh(target);
      await target.create(configMap(namespace, 'one'));
      const events = await eventsUntil(
        target.admin,
        `${path}?watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
        e => e.type === 'BOOKMARK',
      );
      expect(events.map(named)).toContain('ADDED one');
      const { annotations } = events[events.length - 1].object.metadata;
      expect(annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
    },
  },
  {
    name: 'a version that is too old is an ERROR event with a 410',
    async run(target) {
      const path = await target.expiredWatch();
      const events = await eventsUntil(target.admin, path, () => true);
      expect(events).toHaveLength(1);
      expect(events[0].type).toBe('ERROR');
      expect(events[0].object).toMatchObject({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'Expired',
        code: 410,
        message: expect.stringMatching(/^too old resource version: 1 \(\d+\)$/),
      });
    },
  },
  {
    name: 'a version that is no number is a 500',
    async run(target) {
      const { path } = await fresh(target);
      const reply = await target.admin.get(
        `${path}?watch=true&resourceVersion=abc`,
      );
      expect([reply.code, reply.json().message]).toEqual([
        500,
        'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
      ]);
    },
  },
];
