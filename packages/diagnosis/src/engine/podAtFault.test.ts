import { diagnose } from '../diagnose';
import type { JsonObject, Tweak } from '../testing';
import {
  ago,
  deployment,
  event,
  failedWith,
  job,
  NAMESPACE,
  podOf,
  replicaSet,
  service,
  snapshot,
  waits,
  webDaemonSet,
  webStatefulSet,
} from '../testing';
import { resolveQuote } from './quotes';
import type { Finding } from './diagnosis';

const REVISION = 'deployment.kubernetes.io/revision';
const ids = (list: readonly Finding[]) => list.map(({ cause }) => cause);

function judge(kind: string, objects: JsonObject[], logs?: string) {
  const subject = { kind, namespace: NAMESPACE, name: 'web' };
  const taken = snapshot(objects, {
    subject,
    asked: ['events'],
    ...(logs !== undefined && { logs: { app: { previous: logs } } }),
  });
  return { taken, ...diagnose(taken) };
}

const WRONG_NAME = 'Failed to apply default image tag "Web:1": couldn\'t parse';
const badImage: Tweak[] = [
  ...waits('InvalidImageName'),
  ['status.containerStatuses.0.state.waiting.message', WRONG_NAME],
  ['status.phase', 'Pending'],
];

describe('a StatefulSet with a sick pod', () => {
  const set = webStatefulSet(['status', { replicas: 3, readyReplicas: 2 }]);
  const ofSet = (name: string, ...tweaks: Tweak[]) =>
    podOf(
      ['apps/v1', 'StatefulSet', 'web'],
      name,
      ['metadata.uid', `uid-${name}`],
      ...tweaks,
    );
  const objects = [
    set,
    ofSet('web-0'),
    ofSet('web-1'),
    ofSet('web-2', ...badImage),
  ];

  it('is told what its pod suffers, and then that it is the one', () => {
    const { found, contributing, taken } = judge('StatefulSet', objects);
    expect(ids(found)).toEqual(['image-name-invalid']);
    expect(ids(contributing)).toEqual(['workload-pods-not-ready']);
    expect(found[0]).toMatchObject({ pod: 'web-2', severity: 'warning' });
    expect(found[0]?.what.en).toContain('“web-2”');
    expect(found[0]?.what.zh).toContain('“web-2”');
    const quotes = found.flatMap(one => one.quotes);
    expect(quotes.map(({ pod }) => pod)).toContain('web-2');
    expect(quotes.every(quote => resolveQuote(taken, quote))).toBe(true);
  });

  it('is told the same whatever the order, as the pod itself', () => {
    const turned = judge('StatefulSet', [...objects].reverse());
    const { found } = judge('StatefulSet', objects);
    expect(turned.found.map(one => one.what)).toEqual(
      found.map(one => one.what),
    );
    const itself = diagnose(
      snapshot(objects, {
        subject: { kind: 'Pod', namespace: NAMESPACE, name: 'web-2' },
        asked: ['events'],
      }),
    );
    expect(ids(itself.found)).toEqual(ids(found));
  });

  it('does not resolve a quote of a pod that is not at hand', () => {
    const { taken } = judge('StatefulSet', objects);
    const quote = {
      from: 'pod',
      at: 'status.phase',
      value: 'Pending',
    } as const;
    expect(resolveQuote(taken, { ...quote, pod: 'web-2' })).toBe(true);
    expect(resolveQuote(taken, { ...quote, pod: 'web-9' })).toBe(false);
    expect(resolveQuote(taken, quote)).toBe(false);
  });
});

it('tells a service what the pod that it selects suffers', () => {
  const selected = podOf(
    ['apps/v1', 'ReplicaSet', 'web-5d'],
    'web-5d-a',
    ...badImage,
  );
  const { found, contributing, taken } = judge('Service', [
    service(),
    selected,
  ]);
  expect(ids(found)).toEqual(['image-name-invalid']);
  expect(found[0]?.pod).toBe('web-5d-a');
  expect(ids(contributing)).toEqual(['service-pods-not-ready']);
  expect(found[0]?.quotes.every(one => resolveQuote(taken, one))).toBe(true);
});

it('reads the log that was given with a workload as that of its pod', () => {
  const failed = job(
    ['status', { failed: 1 }],
    [
      'status.conditions',
      [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' }],
    ],
  );
  const attempt = podOf(['batch/v1', 'Job', 'web'], 'web-a', ...failedWith(1));
  const said = 'Error: connect ECONNREFUSED 10.0.0.7:5432\n';
  const subject = { kind: 'Job', namespace: NAMESPACE, name: 'web' };
  const found = (logs?: object) =>
    diagnose(snapshot([failed, attempt], { subject, ...logs }));
  const { found: told, contributing } = found({
    logs: { app: { current: said } },
  });
  expect(told[0]?.pod).toBe('web-a');
  expect(ids(contributing)).toContain('job-failed');
  const ofEach = found({
    logsOf: () => ({ status: 'ok', value: { app: { current: said } } }),
  });
  expect(ids(ofEach.found)).toEqual(ids(told));
  const kept = found({ logsOf: () => ({ status: 'forbidden' }) });
  expect(ids(kept.found)).not.toEqual(ids(told));
});

describe('a DaemonSet that rolls', () => {
  const set = (updated: number) =>
    webDaemonSet([
      'status',
      {
        desiredNumberScheduled: 1,
        currentNumberScheduled: 1,
        numberReady: 1,
        updatedNumberScheduled: updated,
      },
    ]);
  const ofSet = (name: string, ...tweaks: Tweak[]) =>
    podOf(
      ['apps/v1', 'DaemonSet', 'web'],
      name,
      ['metadata.uid', `uid-${name}`],
      ...tweaks,
    );
  const coming = ofSet('web-new', ...badImage, [
    'metadata.creationTimestamp',
    ago(300),
  ]);

  it('is told what keeps the new pod from its start, though the old one serves', () => {
    const objects = [set(0), ofSet('web-old'), coming];
    const { found, state } = judge('DaemonSet', objects);
    expect(state).toBe('running');
    expect(found).toMatchObject([
      { cause: 'image-name-invalid', pod: 'web-new', severity: 'warning' },
    ]);
  });

  it('is left alone once all are updated', () => {
    const { found } = judge('DaemonSet', [set(1), ofSet('web-old'), coming]);
    expect(found).toEqual([]);
  });
});

describe('a Deployment that rolls', () => {
  const set = (number: number, ready: number) =>
    replicaSet(
      ['metadata.name', `web-${number}`],
      ['metadata.uid', `rs-${number}`],
      ['metadata.annotations', { [REVISION]: `${number}` }],
      ['spec.replicas', 1],
      ['status', { replicas: 1, readyReplicas: ready }],
    );
  const rolling = deployment(
    ['spec.replicas', 1],
    ['status', { replicas: 2, updatedReplicas: 1, readyReplicas: 1 }],
  );
  const ofSet = (number: number, ...tweaks: Tweak[]) =>
    podOf(
      ['apps/v1', 'ReplicaSet', `web-${number}`],
      `web-${number}-a`,
      ['metadata.uid', `uid-${number}`],
      ['metadata.ownerReferences.0.uid', `rs-${number}`],
      ['spec.volumes', [{ name: 'conf', configMap: { name: 'web-conf' } }]],
      ...tweaks,
    );
  const roll = (seconds: number, reason: string, ...events: JsonObject[]) => {
    const coming = ofSet(
      2,
      ...waits(reason),
      ['metadata.creationTimestamp', ago(seconds)],
      ['status.startTime', ago(seconds)],
      ['status.phase', 'Pending'],
    );
    const all = [rolling, set(1, 1), set(2, 0), ofSet(1), coming, ...events];
    return judge('Deployment', all);
  };
  const missing = event(
    'FailedMount',
    'MountVolume.SetUp failed for volume "conf" : configmap "web-conf" not found',
    ['involvedObject.name', 'web-2-a'],
    ['involvedObject.uid', 'uid-2'],
  );

  it('says before its deadline that the new pod can never start', () => {
    const { found, state } = roll(300, 'InvalidImageName');
    expect(state).toBe('running');
    expect(found).toMatchObject([
      { cause: 'image-name-invalid', pod: 'web-2-a', severity: 'warning' },
    ]);
    expect(found[0]?.why.en).toContain('the old revision 1 still serves');
    expect(found[0]?.why.zh).toContain('旧版本 1');
  });

  it('says so of a pod that seems to be starting', () => {
    const { found } = roll(300, 'ContainerCreating', missing);
    expect(ids(found)).toEqual(['config-map-missing']);
  });

  it.each([
    ['a start', 300, 'ContainerCreating', []],
    ['a pod that was made just now', 20, 'InvalidImageName', []],
    [
      'a slow pull',
      300,
      'ContainerCreating',
      [
        event(
          'Pulling',
          'Pulling image "registry.example/web:1.0"',
          ['involvedObject.name', 'web-2-a'],
          ['involvedObject.uid', 'uid-2'],
        ),
      ],
    ],
  ] as const)('is silent during %s', (_, seconds, reason, events) => {
    expect(ids(roll(seconds, reason, ...events).found)).toEqual([]);
  });

  it('is silent about a pod of the old revision once the new one is whole', () => {
    const evicted = ofSet(
      1,
      ['status.phase', 'Failed'],
      ['status.reason', 'Evicted'],
    );
    const all = [rolling, set(1, 0), set(2, 1), evicted, ofSet(2)];
    expect(ids(judge('Deployment', all).found)).toEqual([]);
  });
});
