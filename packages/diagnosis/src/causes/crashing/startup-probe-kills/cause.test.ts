import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import { ago, crashingPod, event, findings, snapshot } from '../../../testing';
import cause from './cause';

const STARTUP: Tweak = [
  'spec.containers.0.startupProbe',
  {
    httpGet: { path: '/started', port: 8080 },
    periodSeconds: 2,
    failureThreshold: 4,
  },
];
const LIVENESS: Tweak = [
  'spec.containers.0.livenessProbe',
  { httpGet: { port: 8080 }, periodSeconds: 1 },
];
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
const killing = event(
  'Killing',
  'Container app failed startup probe, will be restarted',
  APP,
  ['type', 'Normal'],
);
const failed = (said: string, ...tweaks: Tweak[]) =>
  event('Unhealthy', `Startup probe failed: ${said}`, APP, ...tweaks);
const killed = (...tweaks: Tweak[]) =>
  crashingPod({ exitCode: 137, reason: 'Error' }, STARTUP, ...tweaks);

describe('startup-probe-kills', () => {
  it('names the time it had, the probe and what it met', () => {
    const [found] = findings(cause, [
      killed(),
      killing,
      failed('HTTP probe failed with statuscode: 503'),
    ]);
    expect(found?.what.en).toContain(
      'did not start within 8 s; it was restarted 5 times',
    );
    expect(found?.why.en).toContain(
      '(GET :8080/started) has 4 attempts, every 2 s',
    );
    expect(found?.why.en).toContain('HTTP status 503');
    expect(found?.steps[1]?.text.en).toContain('from 4 to 30');
  });

  it('goes before the exit code, the kill and liveness', () => {
    const { found } = diagnose(
      snapshot([killed(LIVENESS), killing, failed('x')]),
    );
    expect(found.map(one => one.cause)).toEqual(['startup-probe-kills']);
  });

  it('believes the end alone when events are missing, unless a liveness probe may have done it', () => {
    const old: Tweak = ['metadata.creationTimestamp', ago(90000)];
    expect(findings(cause, [killed(old)])).toHaveLength(1);
    expect(() => findings(cause, [killed(old, LIVENESS)])).toThrow(
      'unchecked: events',
    );
  });

  it('does not take the first failures of a good start for a kill', () => {
    const before = failed('refused', ['lastTimestamp', ago(600)]);
    expect(findings(cause, [killed(LIVENESS), before])).toEqual([]);
  });

  it('leaves a program alone that ends by itself, sooner or with another code', () => {
    const at = 'status.containerStatuses.0.lastState.terminated';
    const old = failed('refused', ['lastTimestamp', ago(60)]);
    expect(findings(cause, [killed([`${at}.exitCode`, 1]), old])).toEqual([]);
    expect(
      findings(cause, [killed([`${at}.startedAt`, ago(62)]), old]),
    ).toEqual([]);
  });

  const CLOSED =
    'Get "http://10.0.0.1:8080/started": dial tcp 10.0.0.1:8080: connect: connection refused';
  const PORT: Tweak = ['spec.containers.0.ports', [{ containerPort: 80 }]];

  it.each<[string, string, Tweak[], string, string | undefined]>([
    [
      'the log names another port',
      'Listening on http://0.0.0.0:3000',
      [],
      'listens on port 3000 instead',
      'to 3000',
    ],
    [
      'the log names several ports, and that one',
      'serving metrics on :9090\nlistening on 127.0.0.1:8080\nadmin started on :9091',
      [],
      'on localhost only',
      undefined,
    ],
    [
      'the container declares another, and is up',
      'AH00163: Apache/2.4.54 (Debian) configured -- resuming normal operations',
      [PORT],
      'declares port 80, not 8080, and its log says that it has started',
      'to 80',
    ],
    [
      'the container declares another',
      'x',
      [PORT],
      'declares other ports (80)',
      undefined,
    ],
    [
      'the arguments say another',
      'x',
      [['spec.containers.0.args', ['--http-port=9000']]],
      'Its arguments (--http-port) let it listen on port 9000',
      'to 9000',
    ],
    ['nothing tells', 'x', [], 'does not listen (yet)', undefined],
  ])('knows the port: %s', (_, log, tweaks, why, fix) => {
    const logs = { app: { previous: log } };
    const objects = [killed(...tweaks), killing, failed(CLOSED)];
    const [found] = findings(cause, objects, { logs });
    expect(found?.why.en).toContain(why);
    const steps = found?.steps.map(({ text }) => text.en).join() ?? '';
    expect(steps.includes('Change the port')).toBe(fix !== undefined);
    expect(steps).toContain(fix ?? 'Raise failureThreshold');
  });
});
