import type { RawObject } from '../kube/types';
import { judgePod } from './judgePod';
import type { SessionRow } from './types';

const session: SessionRow = {
  id: '1',
  userRef: 'user:default/ada',
  entityRef: 'component:default/ledger',
  pod: { cluster: 'c', namespace: 'n', pod: 'p', uid: 'u' },
  container: 'ph-1',
  reason: 'looking',
  image: 'toolbox',
  state: 'starting',
  createdAt: 0,
  endsAt: 0,
  replica: 'r',
  heartbeatAt: 0,
};

function pod(
  state: object | undefined,
  more: { metadata?: object; status?: object } = {},
): RawObject {
  return {
    metadata: { uid: 'u', ...more.metadata },
    status: {
      phase: 'Running',
      ephemeralContainerStatuses: state ? [{ name: 'ph-1', state }] : [],
      ...more.status,
    },
  };
}

const disrupted = (reason: string) => ({
  metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
  status: {
    conditions: [{ type: 'DisruptionTarget', status: 'True', reason }],
  },
});

it.each([
  ['its pod is gone', undefined, 'pod-gone', 'deleted'],
  [
    'another pod has its name',
    pod({}, { metadata: { uid: 'v' } }),
    'pod-replaced',
    undefined,
  ],
  [
    'its pod is being deleted',
    pod({ running: {} }, { metadata: { deletionTimestamp: 'x' } }),
    'pod-gone',
    'deleted',
  ],
  [
    'its pod was evicted',
    pod({}, { status: { phase: 'Failed', reason: 'Evicted' } }),
    'pod-gone',
    'evicted',
  ],
  [
    'its pod is drained',
    pod({ running: {} }, disrupted('EvictionByEvictionAPI')),
    'pod-gone',
    'evicted',
  ],
  [
    'its node is lost',
    pod({ running: {} }, disrupted('DeletionByTaintManager')),
    'pod-gone',
    'node-lost',
  ],
  [
    'its pod has finished',
    pod({}, { status: { phase: 'Succeeded' } }),
    'pod-gone',
    'finished',
  ],
])('ends a session when %s', (_, found, reason, note) => {
  expect(judgePod(found, session)).toMatchObject({
    kind: 'end',
    reason,
    details: note === undefined ? {} : { note },
  });
});

it('takes a running container for a running shell', () => {
  expect(judgePod(pod({ running: {} }), session)).toEqual({ kind: 'running' });
});

it('says nothing of a container the kubelet has not told of', () => {
  expect(judgePod(pod(undefined), session)).toEqual({ kind: 'nothing' });
  expect(judgePod({ metadata: { uid: 'u' } }, session).kind).toBe('nothing');
});

it('tells the exit of a shell, and a shell that never was', () => {
  const found = pod({ terminated: { exitCode: 3, reason: 'Error' } });
  expect(judgePod(found, { ...session, state: 'attached' })).toEqual({
    kind: 'end',
    reason: 'user-exit',
    details: { exitCode: 3 },
  });
  expect(judgePod(found, session)).toMatchObject({
    reason: 'start-failed',
    details: { exitCode: 3, problem: { code: 'start-failed' } },
  });
});

/** security.md R15: which of a start's troubles are final. */
it.each([
  ['ContainerCreating', '', false],
  ['PodInitializing', '', false],
  ['ErrImagePull', 'dial tcp 10.0.0.1:443: i/o timeout', false],
  ['ImagePullBackOff', 'Back-off pulling image "x"', false],
  [
    'ErrImagePull',
    'failed to resolve reference "r/x@sha256:1": not found',
    true,
  ],
  ['ImagePullBackOff', 'ErrImagePull: 401 Unauthorized', true],
  ['InvalidImageName', '', true],
  [
    'CreateContainerConfigError',
    'container has runAsNonRoot and image will run as root',
    true,
  ],
  ['RunContainerError', 'exec: "/bin/sh": no such file', true],
])('%s (%s) is final: %s', (reason, message, final) => {
  const verdict = judgePod(pod({ waiting: { reason, message } }), session);
  expect(verdict.kind).toBe(final ? 'end' : 'waiting');
});

it('says a waiting reason once', () => {
  const waiting = { reason: 'ContainerCreating', message: 'm' };
  expect(judgePod(pod({ waiting }), session)).toEqual({
    kind: 'waiting',
    waiting,
  });
  expect(judgePod(pod({ waiting }), { ...session, waiting })).toEqual({
    kind: 'nothing',
  });
});
