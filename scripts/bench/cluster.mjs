// A cluster of any size, made of the recorded fixtures: the same each time.
import { causeFolders } from '../generate/causeIndex.mjs';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../loadTypeScript.mjs';

const PODS_PER_NODE = 30;
/** Of a hundred pods so many are sick, each in the way of one of the fixtures: a bad day. */
const SICK_OF_HUNDRED = 20;
const PODS_PER_NAMESPACE = 100;

/** A pod of each recorded case, with the events about it. */
function recordedCases() {
  return causeFolders().flatMap(({ folder }) => {
    const fixtures = path.join(root, folder, 'fixtures');
    return readdirSync(fixtures)
      .filter(file => file.startsWith('found-'))
      .map(file => JSON.parse(readFileSync(path.join(fixtures, file), 'utf8')))
      .filter(({ subject }) => subject.kind === 'Pod')
      .map(({ now, subject, objects }) => {
        const pod = objects.find(
          ({ kind, metadata }) =>
            kind === 'Pod' && metadata?.name === subject.name,
        );
        const events = objects.filter(
          ({ kind, involvedObject }) =>
            kind === 'Event' && involvedObject?.name === subject.name,
        );
        return { now, pod, events };
      })
      .filter(({ pod }) => pod?.metadata.uid);
  });
}

const condition = type => ({ type, status: 'True' });

function healthyPod(now) {
  const startedAt = new Date(Date.parse(now) - 7_200_000).toISOString();
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { creationTimestamp: startedAt, labels: { app: 'web' } },
    spec: {
      restartPolicy: 'Always',
      containers: ['app', 'proxy'].map(name => ({
        name,
        image: `registry.example/${name}:1.0`,
        resources: { requests: { cpu: '50m', memory: '64Mi' } },
        readinessProbe: { httpGet: { path: '/', port: 8080 } },
        env: [{ name: 'LEVEL', value: 'info' }],
      })),
    },
    status: {
      phase: 'Running',
      startTime: startedAt,
      conditions: [
        'PodScheduled',
        'Initialized',
        'ContainersReady',
        'Ready',
      ].map(condition),
      containerStatuses: ['app', 'proxy'].map(name => ({
        name,
        ready: true,
        started: true,
        restartCount: 0,
        image: `registry.example/${name}:1.0`,
        state: { running: { startedAt } },
        lastState: {},
      })),
    },
  };
}

function node(i) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${i}`,
      uid: `node-${i}`,
      labels: { zone: `z${i % 3}` },
    },
    spec: {},
    status: {
      allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
      conditions: [condition('Ready')],
      images: Array.from({ length: 30 }, (_, j) => ({
        names: [`registry.example/app-${j}:1.${i % 7}`],
      })),
    },
  };
}

/** One pod under a name, uid and node of its own, with its events. */
function placed({ pod, events }, i, nodes) {
  const name = `pod-${i}`;
  const namespace = `ns-${Math.floor(i / PODS_PER_NAMESPACE)}`;
  const uid = `uid-${i}`;
  const isPlaced = pod.spec.nodeName !== undefined || events.length === 0;
  return [
    {
      ...pod,
      metadata: { ...pod.metadata, name, namespace, uid, ownerReferences: [] },
      spec: {
        ...pod.spec,
        ...(isPlaced && { nodeName: `node-${i % nodes}` }),
      },
    },
    ...events.map((event, j) => ({
      ...event,
      metadata: { ...event.metadata, name: `${name}.${j}`, namespace },
      involvedObject: { ...event.involvedObject, name, namespace, uid },
    })),
  ];
}

/**
 * Pods with their events, and the nodes they are on.
 *
 * @param {number} size how many pods
 * @returns {{ now: string, objects: readonly object[] }}
 */
export function clusterOf(size) {
  const cases = recordedCases();
  const [{ now }] = cases;
  const nodes = Math.max(1, Math.ceil(size / PODS_PER_NODE));
  const healthy = { pod: healthyPod(now), events: [] };
  const pods = Array.from({ length: size }, (_, i) => {
    const isSick = i % 100 < SICK_OF_HUNDRED;
    const turn = Math.floor(i / 100) * SICK_OF_HUNDRED + (i % 100);
    return placed(isSick ? cases[turn % cases.length] : healthy, i, nodes);
  });
  const all = Array.from({ length: nodes }, (_, i) => node(i));
  return { now, objects: [...pods.flat(), ...all] };
}
