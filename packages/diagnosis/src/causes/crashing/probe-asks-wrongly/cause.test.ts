import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, crashingPod, event, findings, snapshot } from '../../../testing';
import cause from './cause';

const times = { periodSeconds: 2, failureThreshold: 4 };
const httpGet = { path: '/up', port: 8080 };
type Kind = 'startup' | 'liveness';
const killed = (kind: Kind, ...tweaks: Tweak[]) =>
  crashingPod(
    { exitCode: 137, reason: 'Error' },
    [`spec.containers.0.${kind}Probe`, { httpGet, ...times }],
    ...tweaks,
  );
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
const killing = (kind: Kind) =>
  event(
    'Killing',
    `Container app failed ${kind} probe, will be restarted`,
    APP,
  );
const failed = (kind: Kind, said: string, reason: string = 'Unhealthy') =>
  event(
    reason,
    `${kind === 'startup' ? 'Startup' : 'Liveness'} probe ${said}`,
    APP,
  );
const status = (code: number) =>
  `failed: HTTP probe failed with statuscode: ${code}`;

describe('probe-asks-wrongly', () => {
  it.each<[Kind, number, string, string]>([
    ['startup', 401, 'asks for a login', 'needs no login'],
    ['liveness', 403, 'asks for a login', 'needs no login'],
    ['startup', 404, 'until the application', 'Correct path and port'],
    ['liveness', 404, 'no such page', 'Correct path and port'],
    ['liveness', 400, 'expects HTTPS', 'scheme: HTTPS'],
    ['startup', 405, 'does not accept', 'Correct path and port'],
  ])('of a %s probe that gets %d', (kind, code, why, step) => {
    const objects = [killed(kind), killing(kind), failed(kind, status(code))];
    const { found } = diagnose(snapshot(objects));
    expect(found.map(one => one.cause)).toEqual(['probe-asks-wrongly']);
    expect(found[0]?.what.en).toContain(
      `its ${kind} probe (GET :8080/up) gets HTTP status ${code}; it was restarted 5 times`,
    );
    expect(found[0]?.why.en).toContain(why);
    expect(found[0]?.why.en).toContain('after 4 other answers, one every 2 s');
    expect(found[0]?.steps[1]?.text.en).toContain(step);
  });

  it('knows the words of OpenShift and of older kubelets', () => {
    const said = [
      failed(
        'liveness',
        'error: HTTP probe failed with statuscode: 404\nbody: no',
        'ProbeError',
      ),
      failed('liveness', 'failed: HTTP probe failed with status code: 404'),
    ];
    for (const one of said)
      expect(
        findings(cause, [killed('liveness'), killing('liveness'), one]),
      ).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['reports a fault of its own', status(503)],
    ['has too much to do', status(429)],
    [
      'does not listen',
      'failed: Get "http://10.1.2.3:8080/up": dial tcp 10.1.2.3:8080: connect: connection refused',
    ],
  ])('leaves a program that %s to the probe’s own cause', (_, said) => {
    const objects = [
      killed('startup'),
      killing('startup'),
      failed('startup', said),
    ];
    expect(findings(cause, objects)).toEqual([]);
  });

  it.each<[string, Tweak]>([
    ['is on its way out', ['metadata.deletionTimestamp', ago(5)]],
    [
      'ended with an error of its own',
      ['status.containerStatuses.0.lastState.terminated.exitCode', 1],
    ],
    [
      'ended long after',
      ['status.containerStatuses.0.lastState.terminated.startedAt', ago(61)],
    ],
  ])('leaves a pod alone that %s', (_, tweak) => {
    const objects = [
      killed('liveness', tweak),
      failed('liveness', status(404)),
    ];
    expect(findings(cause, objects)).toEqual([]);
  });

  it('needs the events, and says so', () => {
    const old: Tweak = ['metadata.creationTimestamp', ago(90000)];
    expect(() => findings(cause, [killed('liveness', old)])).toThrow(
      'unchecked: events',
    );
  });
});
