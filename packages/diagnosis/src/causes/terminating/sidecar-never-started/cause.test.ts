import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  event,
  findings,
  node,
  pod,
} from '../../../testing';
import cause from './cause';

const waits: Tweak = [
  'status.containerStatuses.0.state',
  { waiting: { reason: 'PodInitializing' } },
];
const sidecar = (...tweaks: Tweak[]) =>
  containerStatus(
    ['name', 'proxy'],
    ['ready', false],
    ['started', false],
    ...tweaks,
  );

/** A pod whose sidecar runs and never started, deleted and past its time. */
const held = (...tweaks: Tweak[]) =>
  pod(
    ['metadata.deletionTimestamp', ago(720)],
    ['spec.initContainers.0', { name: 'proxy', restartPolicy: 'Always' }],
    [
      'spec.initContainers.0.startupProbe',
      { httpGet: { path: '/healthz/ready', port: 15021 } },
    ],
    ['status.initContainerStatuses.0', sidecar()],
    waits,
    ...tweaks,
  );
const found = (...objects: JsonObject[]) => findings(cause, objects);

it('names the sidecar, its probe, and what never began', () => {
  const [finding] = found(held(), node());
  expect(finding?.container).toBe('proxy');
  expect(finding?.what.en).toBe(
    'The pod should have been gone 12 min ago, but its sidecar “proxy” still runs; it never got so far as to count as started (its probe asks GET :15021/healthz/ready), so that “app” after it never began.',
  );
  expect(finding?.steps[1]?.command).toBe(
    'kubectl -n shop delete pod web-1 --grace-period=0 --force',
  );
});

it('takes a later init container for one that waits, too', () => {
  const second: Tweak = [
    'status.initContainerStatuses.1',
    { name: 'wait', state: { waiting: { reason: 'PodInitializing' } } },
  ];
  expect(found(held(second))[0]?.what.en).toContain('“wait” after it');
});

it.each([
  ['within its grace', held(['metadata.deletionTimestamp', ago(-10)])],
  ['not deleted', held(['metadata.deletionTimestamp', undefined])],
  [
    'whose sidecar started',
    held(['status.initContainerStatuses.0.started', true]),
  ],
  [
    'whose sidecar has ended',
    held([
      'status.initContainerStatuses.0.state',
      { terminated: { exitCode: 137 } },
    ]),
  ],
  [
    'with a plain init container',
    held(['spec.initContainers.0.restartPolicy', undefined]),
  ],
  [
    'whose program runs',
    held([
      'status.containerStatuses.0.state',
      { running: { startedAt: ago(900) } },
    ]),
  ],
])('leaves a pod alone that is %s', (_, object) => {
  expect(found(object, node())).toEqual([]);
});

it('leaves a pod on a silent node, or one that the kubelet has only begun to end', () => {
  const silent = node(['status.conditions.0.status', 'Unknown']);
  expect(found(held(), silent)).toEqual([]);
  const began = event(
    'Killing',
    'Stopping container proxy',
    ['firstTimestamp', ago(20)],
    ['lastTimestamp', ago(20)],
  );
  expect(found(held(), node(), began)).toEqual([]);
});
