import { cpuMs, explodes } from 'pod-health-testing';
import {
  configMap,
  deployment,
  event,
  NAMESPACE,
  node,
  NOW,
  owner,
  pod,
  replicaSet,
  service,
} from '../testing';
import type { JsonObject, Tweak } from '../testing';
import { indexObjects } from './indexObjects';
import { subjectsOf } from './owners';
import type { FactName } from './snapshot';
import type { SnapshotOptions } from './snapshotOptions';
import { snapshotOf } from './snapshotOf';

const WEB = { kind: 'Pod', namespace: NAMESPACE, name: 'web-1' };
const OWNED: Tweak = [
  'metadata.ownerReferences',
  [owner('apps/v1', 'ReplicaSet', 'web-5d')],
];

function facts(
  objects: readonly unknown[],
  options: Partial<SnapshotOptions> = {},
  subject = WEB,
) {
  return snapshotOf(indexObjects(objects), subject, { now: NOW, ...options })
    .facts;
}

describe('a fact of which no object was given', () => {
  const bare = facts([pod(OWNED)]);
  const absent: FactName[] = [
    'events',
    'owners',
    'ownerEvents',
    'nodes',
    'scheduledPods',
    'configMaps',
    'schema',
    'logs',
  ];
  it.each(absent)('%s is not asked, never empty', fact => {
    expect(bare[fact]).toEqual({ status: 'notAsked' });
  });

  it('is empty when the caller says that it asked', () => {
    const asked: FactName[] = [
      'events',
      'nodes',
      'configMaps',
      'scheduledPods',
    ];
    const answered = facts([pod()], { asked });
    for (const fact of asked) expect(answered[fact].status).toBe('ok');
  });

  it('is empty when an empty typed list was given', () => {
    const lists = [
      { kind: 'EventList', items: [] },
      { kind: 'NodeList', items: [] },
    ];
    const answered = facts([pod(), ...lists]);
    expect(answered.events).toEqual({ status: 'ok', value: [] });
    expect(answered.nodes).toEqual({ status: 'ok', value: [] });
  });

  it('is what happens to be known of the pods on the node', () => {
    const other = (name: string, nodeName: string) =>
      pod(
        ['metadata.name', name],
        ['metadata.uid', name],
        ['metadata.namespace', 'other'],
        ['spec.nodeName', nodeName],
      );
    const { nodePods } = facts([
      pod(),
      other('near', 'worker'),
      other('far', 'worker-2'),
    ]);
    const names = nodePods.status === 'ok' && nodePods.value;
    expect(names && names.map(({ metadata }) => metadata.name)).toEqual([
      'web-1',
      'near',
    ]);
  });

  it('is missing for the reason the caller gives, whatever was given', () => {
    const answered = facts([pod(), node()], {
      missing: { nodes: 'forbidden' },
    });
    expect(answered.nodes).toEqual({ status: 'forbidden' });
  });
});

describe('events', () => {
  const about = (uid: string | undefined, name: string, ...more: Tweak[]) =>
    event(
      'R',
      name,
      ['metadata.name', name],
      ['involvedObject.uid', uid],
      ...more,
    );
  const messages = (objects: readonly unknown[]) => {
    const { events } = facts(objects);
    return events.status === 'ok'
      ? events.value.map(({ message }) => message)
      : events.status;
  };

  it('are those of the uid, or without any uid of the name; oldest first', () => {
    const objects = [
      pod(),
      about('pod-uid-1', 'late', ['lastTimestamp', NOW]),
      about('another-life', 'other'),
      about(undefined, 'no-uid'),
      about('pod-uid-1', 'early', ['lastTimestamp', '2026-01-15T11:00:00Z']),
    ];
    expect(messages(objects)).toEqual(['early', 'late', 'no-uid']);
  });

  it('of a static pod are filed under its config hash', () => {
    const hash: Tweak = [
      'metadata.annotations',
      { 'kubernetes.io/config.hash': 'h' },
    ];
    expect(messages([pod(hash), about('h', 'static')])).toEqual(['static']);
  });

  it('are expired when the pod is older than events live and none is left', () => {
    const others = about('another', 'other');
    const old: Tweak = ['metadata.creationTimestamp', '2026-01-15T10:00:00Z'];
    expect(messages([pod(old), others])).toBe('expired');
    expect(messages([pod(), others])).toEqual([]);
  });
});

describe('owners', () => {
  it('are found up the chain, nearest first, with their events', () => {
    const created = event(
      'SuccessfulCreate',
      'Created pod',
      ['involvedObject.kind', 'ReplicaSet'],
      ['involvedObject.uid', 'replicaset-uid-1'],
    );
    const { owners, ownerEvents } = facts([
      pod(OWNED),
      deployment(),
      replicaSet(),
      created,
    ]);
    expect(owners.status === 'ok' && owners.value.map(one => one.kind)).toEqual(
      ['ReplicaSet', 'Deployment'],
    );
    expect(ownerEvents).toMatchObject({ status: 'ok', value: [{ count: 1 }] });
  });

  it('are none, and known to be none, of a bare pod', () => {
    expect(facts([pod()]).owners).toEqual({ status: 'ok', value: [] });
  });

  it('are found past a ReplicaSet that was not given, by its name and the labels', () => {
    const { owners } = facts([pod(OWNED), deployment()]);
    expect(owners.status === 'ok' && owners.value.map(one => one.kind)).toEqual(
      ['Deployment'],
    );
    const other: Tweak = ['spec.selector.matchLabels', { app: 'other' }];
    expect(facts([pod(OWNED), deployment(other)]).owners).not.toMatchObject({
      value: [{ kind: 'Deployment' }],
    });
  });

  it('are not taken from another object of the same name', () => {
    const other = replicaSet(['metadata.uid', 'another']);
    expect(facts([pod(OWNED), other]).owners).toEqual({
      status: 'ok',
      value: [],
    });
  });

  it('end when they refer to each other in a circle', () => {
    const circle = deployment([
      'metadata.ownerReferences',
      [owner('apps/v1', 'ReplicaSet', 'web-5d')],
    ]);
    const { owners } = facts([pod(OWNED), replicaSet(), circle]);
    expect(owners.status === 'ok' && owners.value).toHaveLength(2);
  });
});

describe('scheduled pods', () => {
  const elsewhere = pod(['metadata.namespace', 'other']);

  it('need nodes and pods of more than one namespace', () => {
    expect(facts([pod(), node()]).scheduledPods.status).toBe('notAsked');
    expect(facts([pod(), elsewhere]).scheduledPods.status).toBe('notAsked');
    expect(facts([pod(), elsewhere, node()]).scheduledPods.status).toBe('ok');
  });

  it('leave out pods that finished or have no node', () => {
    const finished = pod(
      ['metadata.name', 'done'],
      ['status.phase', 'Succeeded'],
    );
    const pending = pod(['metadata.name', 'new'], ['spec.nodeName', undefined]);
    const { scheduledPods } = facts([
      pod(),
      elsewhere,
      finished,
      pending,
      node(),
    ]);
    expect(scheduledPods.status === 'ok' && scheduledPods.value).toHaveLength(
      2,
    );
  });
});

it('gives claims only of the volumes that the pod mounts', () => {
  const claim = (name: string): JsonObject => ({
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: NAMESPACE },
  });
  const mounting = pod([
    'spec.volumes',
    [{ name: 'data', persistentVolumeClaim: { claimName: 'mine' } }],
  ]);
  expect(facts([mounting]).claims.status).toBe('notAsked');
  expect(facts([mounting, claim('mine'), claim('other')]).claims).toMatchObject(
    {
      value: [{ metadata: { name: 'mine' } }],
    },
  );
});

it('gives config maps by name and keys', () => {
  expect(facts([pod(), configMap('settings', 'b', 'a')]).configMaps).toEqual({
    status: 'ok',
    value: [
      {
        kind: 'ConfigMap',
        name: 'settings',
        namespace: NAMESPACE,
        keys: ['a', 'b'],
      },
    ],
  });
});

describe('subjectsOf', () => {
  const names = (objects: readonly unknown[]) =>
    subjectsOf(indexObjects(objects)).map(
      ({ kind, name }) => `${kind}/${name}`,
    );
  const noPods = { kind: 'PodList', items: [] };

  it('are all pods, each once, in lists and single', () => {
    const list = {
      kind: 'List',
      items: [pod(), pod(['metadata.name', 'web-2'])],
    };
    expect(names([list, pod()])).toEqual(['Pod/web-1', 'Pod/web-2']);
  });

  it('are the topmost workloads, with pods or without', () => {
    const owned = [pod(OWNED), replicaSet(), deployment()];
    expect(names(owned)).toEqual(['Pod/web-1', 'Deployment/web']);
    expect(names([replicaSet(), deployment()])).toEqual(['Deployment/web']);
    expect(names([replicaSet()])).toEqual(['ReplicaSet/web-5d']);
  });

  it('are workloads that an object of an operator owns', () => {
    const custom = {
      kind: 'Rollout',
      metadata: { name: 'web', namespace: NAMESPACE },
    };
    const owned = replicaSet([
      'metadata.ownerReferences',
      [{ kind: 'Rollout', name: 'web', controller: true }],
    ]);
    expect(names([custom, owned])).toEqual(['ReplicaSet/web-5d']);
  });

  it('are services, but no kind that makes no pods', () => {
    const of = (kind: string) => ({ kind, metadata: { name: 'web' } });
    expect(names([of('Service'), of('Ingress'), node()])).toEqual([
      'Service/web',
    ]);
  });

  it('of a workload give it and its controlled ones as owners, and no pod', () => {
    const subject = { kind: 'Deployment', namespace: NAMESPACE, name: 'web' };
    const { pod: none, owners } = facts(
      [noPods, replicaSet(), deployment()],
      {},
      subject,
    );
    expect(none.status).toBe('notAsked');
    expect(owners.status === 'ok' && owners.value.map(one => one.kind)).toEqual(
      ['Deployment', 'ReplicaSet'],
    );
  });
});

describe('hostile input', () => {
  it('of lists in lists for ever ends', () => {
    const list: JsonObject = { kind: 'List', items: [pod()] };
    (list.items as JsonObject[]).push(list); // YAML aliases can do this
    expect(subjectsOf(indexObjects([list]))).toHaveLength(1);
  });

  it('of anything is dropped', () => {
    const odd = [
      null,
      1,
      'x',
      [],
      {},
      { kind: 7 },
      { kind: 'Pod', metadata: [] },
    ];
    expect(() => indexObjects(odd).pods).not.toThrow();
  });
});

it('gives a service, and nothing else, the workloads of its namespace', () => {
  const other = deployment(['metadata.namespace', 'other']);
  const index = indexObjects([pod(), service(), deployment(), other]);
  const of = (kind: string, name: string) =>
    snapshotOf(index, { kind, namespace: NAMESPACE, name }, { now: NOW }).facts
      .namespaceWorkloads;
  const found = of('Service', 'web');
  expect(found.status === 'ok' && found.value).toHaveLength(1);
  expect(of('Pod', 'web-1')).toEqual({ status: 'notAsked' });
});

it('takes time in proportion to the number of pods', () => {
  const cluster = (size: number) =>
    Array.from({ length: size }, (_, i) => [
      pod(['metadata.name', `web-${i}`], ['metadata.uid', `uid-${i}`], OWNED),
      event(
        'R',
        'm',
        ['metadata.name', `e-${i}`],
        ['involvedObject.uid', `uid-${i}`],
      ),
    ]).flat();
  const cost = (size: number) => {
    const objects = cluster(size);
    return cpuMs(() => {
      const index = indexObjects(objects);
      for (const subject of subjectsOf(index))
        snapshotOf(index, subject, { now: NOW });
    });
  };
  expect(explodes(cost, 8000)).toBe(false);
});
