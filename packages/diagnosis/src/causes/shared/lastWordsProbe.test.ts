import { diagnose } from '../../diagnose';
import type { Json, JsonObject } from '../../testing';
import { ago, containerStatus, event, pod, snapshot } from '../../testing';

const FORBIDDEN =
  'E1129 02:55:13.230951       7 reflector.go:205] listers.go:50: Failed to list *v1.Node: nodes is forbidden: User "system:serviceaccount:shop:default" cannot list resource "nodes" in API group "" at the cluster scope';
const NO_ROUTE =
  'E1030 14:27:58.484210       1 reflector.go:126] Failed to list *v1.Namespace: Get https://10.96.0.1:443/api/v1/namespaces?limit=500: dial tcp 10.96.0.1:443: connect: no route to host';

const PROBE = { httpGet: { path: '/ready', port: 8181 } };
const FIELD = ['involvedObject.fieldPath', 'spec.containers{app}'] as const; // a pair

const unready = (ready: boolean, state: JsonObject, spec: string) =>
  pod(
    ['status.conditions.3.status', ready ? 'True' : 'False'],
    ['status.conditions.2.status', ready ? 'True' : 'False'],
    [`spec.containers.0.${spec}`, PROBE],
    ['status.containerStatuses.0', containerStatus(['ready', ready])],
    ...Object.entries(state).map(
      ([path, value]) =>
        [`status.containerStatuses.0.${path}`, value] as [string, Json], // a pair
    ),
  );
const runs = { state: { running: { startedAt: ago(600) } } };
const says503 = event(
  'Unhealthy',
  'Readiness probe failed: HTTP probe failed with statuscode: 503',
  [...FIELD],
);
const judged = (objects: JsonObject[], log: object) =>
  diagnose(snapshot(objects, { asked: ['events'], logs: { app: log } }));
const ids = (list: readonly { cause: string }[]) => list.map(one => one.cause);

const killedByProbe = {
  restartCount: 7,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: {
    terminated: {
      exitCode: 143,
      reason: 'Error',
      startedAt: ago(400),
      finishedAt: ago(60),
    },
  },
};
const killing = event(
  'Killing',
  'Container app failed liveness probe, will be restarted',
  [...FIELD],
);

const WRONG_PASSWORD =
  '[ERROR/MainProcess] consumer: Cannot connect to redis://redis:6379/0: invalid username-password pair or user is disabled..';

describe('the log of what a probe ends, which exits with success', () => {
  const ended = (previous: string) => {
    const state = structuredClone(killedByProbe);
    Object.assign(state.lastState.terminated, {
      exitCode: 0,
      reason: 'Completed',
    });
    return judged([unready(false, state, 'livenessProbe'), killing], {
      previous,
    }).found;
  };

  it.each([
    'worker: Warm shutdown (MainProcess)',
    'INFO received SIGTERM, shutting down',
    'shutting down gracefully',
  ])('tells why: %s', end => {
    const [found] = ended(`${WRONG_PASSWORD}\n\n${end}`);
    expect(found?.cause).toBe('dependency-refuses-login');
    expect(found?.what.en).toContain('does not pass its probe because');
  });

  it('does not when it says nothing of what it needs', () => {
    const [found] = ended('ERROR odd row\nworker: Warm shutdown');
    expect(found?.cause).toBe('liveness-probe-kills');
  });
});

describe('the log of what does not pass its probe', () => {
  it.each([
    ['java.lang.OutOfMemoryError: Java heap space', 'heap-exhausted'],
    [
      'System.OutOfMemoryException: Exception of type was thrown.',
      'heap-exhausted',
    ],
    ['ERROR fork: Cannot allocate memory', 'liveness-probe-kills'],
    ['INFO all is well', 'liveness-probe-kills'],
  ])('puts a full heap before the probe that kills: %s', (previous, root) => {
    const object = unready(false, killedByProbe, 'livenessProbe');
    const { found } = judged([object, killing], { previous });
    expect(found[0]?.cause).toBe(root);
  });

  it.each([
    ['kubernetes-api-forbidden', FORBIDDEN],
    ['dependency-times-out', NO_ROUTE],
  ])('tells the reason: %s', (cause, current) => {
    const object = unready(false, runs, 'readinessProbe');
    const { found, contributing } = judged([object, says503], { current });
    expect(ids(found)).toEqual([cause]);
    expect(ids(contributing)).toEqual(['readiness-says-no']);
    expect(found[0]?.what.en).toContain('does not pass its probe because');
    expect(found[0]?.quotes[0]?.value).toBe(current);
  });

  it('tells why the liveness probe kills', () => {
    const killed = {
      restartCount: 5,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: {
        terminated: { exitCode: 137, reason: 'Error', finishedAt: ago(20) },
      },
    };
    const object = unready(false, killed, 'livenessProbe');
    const kill = 'Container app failed liveness probe, will be restarted';
    const { found, contributing } = judged(
      [object, event('Killing', kill, [...FIELD])],
      { previous: FORBIDDEN },
    );
    expect(ids(found)).toEqual(['kubernetes-api-forbidden']);
    expect(ids(contributing)).toContain('liveness-probe-kills');
  });

  it('counts only while the probe fails, and only for what a program needs', () => {
    const current = FORBIDDEN;
    const good = unready(true, runs, 'readinessProbe');
    expect(ids(judged([good], { current }).found)).toEqual([]);
    const other = { current: 'ERROR open /data/x: permission denied' };
    const bad = unready(false, runs, 'readinessProbe');
    expect(ids(judged([bad, says503], other).found)).toEqual([
      'readiness-says-no',
    ]);
    const recovered = `${FORBIDDEN}\nserver is listening on :8080\n`;
    expect(ids(judged([bad, says503], { current: recovered }).found)).toEqual([
      'readiness-says-no',
    ]);
  });
});
