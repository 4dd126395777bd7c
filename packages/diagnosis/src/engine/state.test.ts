import { diagnose } from '../diagnose';
import {
  ago,
  containerStatus,
  crashingPod,
  deployment,
  job,
  NAMESPACE,
  pod,
  snapshot,
  unscheduledPod,
  waitingPod,
} from '../testing';
import type { JsonObject, Tweak } from '../testing';
import type { LifeState } from './diagnosis';

const stateOf = (objects: readonly JsonObject[], kind?: string) =>
  diagnose(
    snapshot(
      objects,
      kind ? { subject: { kind, namespace: NAMESPACE, name: 'web' } } : {},
    ),
    { causes: [] },
  ).state;

const notReady: Tweak[] = [
  ['status.conditions.2.status', 'False'],
  ['status.conditions.3.status', 'False'],
];
const status = (...tweaks: Tweak[]): Tweak => [
  'status.containerStatuses.0',
  containerStatus(...tweaks),
];
const ended = (exitCode: number, seconds: number): JsonObject => ({
  terminated: { exitCode, finishedAt: ago(seconds) },
});
const runs = (seconds: number): Tweak => [
  'state',
  { running: { startedAt: ago(seconds) } },
];
const initStatus = (state: JsonObject): Tweak => [
  'status.initContainerStatuses',
  [{ name: 'setup', state, restartCount: 0 }],
];

const CASES: readonly [string, LifeState, JsonObject][] = [
  ['a healthy pod', 'running', pod()],
  ['one without a node', 'pending', unscheduledPod('0/3 nodes are available')],
  [
    'one whose image cannot be pulled',
    'pending',
    waitingPod('ImagePullBackOff'),
  ],
  [
    'one being made for a minute',
    'starting',
    waitingPod('ContainerCreating', undefined, ['status.startTime', ago(60)]),
  ],
  [
    'one being made for an hour',
    'pending',
    waitingPod('ContainerCreating', undefined, ['status.startTime', ago(3600)]),
  ],
  [
    'one whose init container works for an hour',
    'starting',
    waitingPod(
      'PodInitializing',
      undefined,
      ['status.startTime', ago(3600)],
      initStatus({ running: { startedAt: ago(3600) } }),
    ),
  ],
  ['one in back-off', 'crashing', crashingPod({ exitCode: 1 })],
  [
    'one that ended a moment ago, before the back-off shows',
    'crashing',
    pod(...notReady, status(['state', ended(1, 5)], ['ready', false])),
  ],
  [
    'one that crashes between starts',
    'crashing',
    pod(status(runs(20), ['restartCount', 4], ['lastState', ended(1, 40)])),
  ],
  [
    'one that crashed long ago',
    'running',
    pod(status(runs(2000), ['restartCount', 9], ['lastState', ended(1, 2010)])),
  ],
  [
    'one that runs ten times as long as before it crashed',
    'running',
    pod(
      status(
        runs(180),
        ['restartCount', 4],
        [
          'lastState',
          {
            terminated: {
              exitCode: 1,
              startedAt: ago(195),
              finishedAt: ago(190),
            },
          },
        ],
      ),
    ),
  ],
  [
    'one that is killed each quarter of an hour',
    'crashing',
    pod(
      status(
        runs(700),
        ['restartCount', 3],
        [
          'lastState',
          {
            terminated: {
              exitCode: 137,
              startedAt: ago(1500),
              finishedAt: ago(710),
            },
          },
        ],
      ),
    ),
  ],
  [
    'one that crashed often at its start and once now',
    'running',
    pod(
      ['status.startTime', ago(90_000)],
      status(
        runs(2000),
        ['restartCount', 7],
        [
          'lastState',
          {
            terminated: {
              exitCode: 1,
              startedAt: ago(89_000),
              finishedAt: ago(2010),
            },
          },
        ],
      ),
    ),
  ],
  [
    'one whose startup probe cannot be carried out',
    'not-ready',
    pod(
      ...notReady,
      ['spec.containers.0.startupProbe', { periodSeconds: 10 }],
      status(runs(600), ['ready', false], ['started', false]),
    ),
  ],
  [
    'one that crashed once and recovered',
    'running',
    pod(status(runs(60), ['restartCount', 1], ['lastState', ended(1, 70)])),
  ],
  [
    'one that was killed within the hour',
    'crashing',
    pod(
      status(runs(2500), ['restartCount', 1], ['lastState', ended(137, 2510)]),
    ),
  ],
  [
    'one that was killed longer ago',
    'running',
    pod(
      status(runs(4000), ['restartCount', 1], ['lastState', ended(137, 4010)]),
    ),
  ],
  [
    'one that was told to stop within the hour',
    'running',
    pod(
      status(runs(2500), ['restartCount', 1], ['lastState', ended(143, 2510)]),
    ),
  ],
  [
    'one whose failing init container is tried again',
    'crashing',
    waitingPod('PodInitializing', undefined, initStatus(ended(1, 5))),
  ],
  [
    'one whose debug shell ended badly',
    'running',
    pod([
      'status.ephemeralContainerStatuses',
      [{ name: 'debug', state: ended(137, 5) }],
    ]),
  ],
  ['one on a lost node', 'not-ready', pod(...notReady)],
  [
    'one not ready within its first probes',
    'starting',
    pod(
      ...notReady,
      ['spec.containers.0.readinessProbe', { periodSeconds: 10 }],
      status(runs(15), ['ready', false]),
    ),
  ],
  [
    'one not ready after its first probes',
    'not-ready',
    pod(
      ...notReady,
      ['spec.containers.0.readinessProbe', { periodSeconds: 10 }],
      status(runs(150), ['ready', false]),
    ),
  ],
  [
    'one within its start-up probe',
    'starting',
    pod(
      ...notReady,
      ['spec.containers.0.startupProbe', { failureThreshold: 30 }],
      status(runs(150), ['ready', false], ['started', false]),
    ),
  ],
  ['a finished one', 'completed', pod(['status.phase', 'Succeeded'])],
  ['a failed one', 'failed', pod(['status.phase', 'Failed'])],
  [
    'one that is going',
    'terminating',
    pod(['metadata.deletionTimestamp', ago(-10)]),
  ],
  [
    'one its kubelet no longer reports',
    'unknown',
    pod(['status.phase', 'Unknown']),
  ],
  ['one that says nothing', 'unknown', pod(['status', { phase: 'Running' }])],
];

it.each(CASES)('%s is %s', (_, expected, object) => {
  expect(stateOf([object])).toBe(expected);
});

describe('a workload without pods', () => {
  it('is pending while it should have some', () => {
    expect(stateOf([deployment()], 'Deployment')).toBe('pending');
  });

  it('is completed when its job is done, failed when it gave up', () => {
    const done = (type: string): Tweak => [
      'status.conditions',
      [{ type, status: 'True' }],
    ];
    expect(stateOf([job(done('Complete'))], 'Job')).toBe('completed');
    expect(stateOf([job(done('Failed'))], 'Job')).toBe('failed');
  });
});

it('is unknown when the subject was not gathered', () => {
  expect(stateOf([], 'Pod')).toBe('unknown');
});
