import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  event,
  findings,
  pod,
  tweak,
} from '../../../testing';
import cause from './cause';

const PROBE: Tweak = [
  'spec.containers.0.livenessProbe',
  {
    httpGet: { path: '/healthz', port: 8080 },
    periodSeconds: 5,
    failureThreshold: 3,
  },
];
const killed = (...tweaks: Tweak[]) =>
  crashingPod({ exitCode: 143, reason: 'Error' }, PROBE, ...tweaks);
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
const NORMAL: Tweak = ['type', 'Normal'];
const killing = (...tweaks: Tweak[]) =>
  event(
    'Killing',
    'Container app failed liveness probe, will be restarted',
    APP,
    NORMAL,
    ...tweaks,
  );
const unhealthy = (said: string, ...tweaks: Tweak[]) =>
  event('Unhealthy', `Liveness probe failed: ${said}`, APP, ...tweaks);

describe('liveness-probe-kills', () => {
  it('tells what the probe asked and how often it failed', () => {
    const [found] = findings(cause, [
      killed(),
      killing(),
      unhealthy(
        'Get "http://10.0.0.1:8080/healthz": dial tcp 10.0.0.1:8080: connect: connection refused',
      ),
    ]);
    expect(found?.why.en).toBe(
      'The probe (GET :8080/healthz) failed 3 times in a row, every 5 s: nothing accepts connections there: the program does not listen (yet), or listens on another port or only on localhost.',
    );
    expect(found?.steps[2]?.text.en).toContain('more than 15 s');
  });

  it('names the port the log speaks of', () => {
    const logs = {
      app: { previous: 'Tomcat started on port(s): 9090 (http)' },
    };
    const refused = unhealthy(
      'dial tcp 10.0.0.1:8080: connect: connection refused',
    );
    const [found] = findings(cause, [killed(), killing(), refused], { logs });
    expect(found?.why.en).toContain('listens on port 9090 instead');
    expect(found?.steps[0]?.text.en).toContain(
      'Change the port of the liveness probe of container “app” to 9090',
    );
  });

  it.each([
    ['HTTP probe failed with statuscode: 503', 'HTTP status 503'],
    [
      'Get "http://10.0.0.1/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'no answer came within 1 s',
    ],
    [
      'Get http://10.0.0.1/: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      'no answer came within 1 s',
    ],
    ['command "/check" timed out', 'no answer came within 1 s'],
    [
      'cat: /tmp/healthy: No such file or directory',
      'a file the command looks for',
    ],
  ])('knows the answer %s', (said, words) => {
    const exec: Tweak = [
      'spec.containers.0.livenessProbe',
      { exec: { command: ['check'] }, periodSeconds: 5 },
    ];
    const tweaks = /^(?:Get|HTTP)/.test(said) ? [] : [exec];
    const objects = [killed(...tweaks), killing(), unhealthy(said)];
    expect(findings(cause, objects)[0]?.why.en).toContain(words);
  });

  it.each([
    ['at its pace', 10, 'or reported a failure and printed nothing'],
    ['far apart', 26, 'most likely it did not end within 1 s'],
  ])('does not make a refusal of silence: %s', (_, spread, words) => {
    const probe: Tweak = [
      'spec.containers.0.livenessProbe',
      { exec: { command: ['check'] }, periodSeconds: 5 },
    ];
    const row = unhealthy(
      '',
      ['count', 3],
      ['firstTimestamp', ago(60 + spread)],
      ['lastTimestamp', ago(60)],
    );
    const [found] = findings(cause, [killed(probe), killing(), row]);
    expect(found?.why.en).toContain(words);
    expect(found?.steps[2]?.text.en).toContain('timeoutSeconds');
  });

  describe('without a word of its own', () => {
    const asks = { exec: { command: ['/bin/grpc_health_probe'] } };
    const times = { periodSeconds: 5, timeoutSeconds: 1 };
    const twins = (liveness: JsonObject = asks, readiness: JsonObject = asks) =>
      crashingPod(
        {
          exitCode: 137,
          reason: 'Error',
          startedAt: ago(80),
          finishedAt: ago(60),
        },
        ['spec.containers.0.livenessProbe', { ...liveness, ...times }],
        ['spec.containers.0.readinessProbe', { ...readiness, ...times }],
        ['status.containerStatuses.0.restartCount', 1310],
      );
    const notReady = event(
      'Unhealthy',
      'Readiness probe failed: health check rpc failed: rpc error: code = DeadlineExceeded desc = Deadline Exceeded',
      APP,
      ['count', 4308],
    );

    it('is guessed by a readiness probe that asks the same', () => {
      const [found] = findings(cause, [twins(), notReady]);
      expect(found?.what.en).toContain('most likely because its liveness');
      expect(found?.why.en).toContain('asks the same');
      expect(found?.why.en).toContain('no answer came within 1 s');
    });

    it.each([
      ['asks another thing', twins({ exec: { command: ['/alive'] } })],
      [
        'runs a script, which may be any',
        twins(
          { exec: { command: ['/bin/sh'] } },
          { exec: { command: ['/bin/sh'] } },
        ),
      ],
      [
        'would have killed it long before',
        tweak(
          twins(),
          'status.containerStatuses.0.lastState.terminated.startedAt',
          ago(4000),
        ),
      ],
      [
        'could not have killed it yet',
        tweak(
          twins(),
          'status.containerStatuses.0.lastState.terminated.startedAt',
          ago(62),
        ),
      ],
    ])('is not when it %s', (_, object) => {
      expect(findings(cause, [object, notReady])).toEqual([]);
    });
  });

  it('knows the words of Kubernetes before 1.14', () => {
    const old = event(
      'Killing',
      'Killing container with id docker://app:Container failed liveness probe.. Container will be killed and recreated.',
      APP,
      NORMAL,
    );
    expect(findings(cause, [killed(), old])).toHaveLength(1);
  });

  it('leaves a kill by the startup probe to its own cause', () => {
    const startup = killing([
      'message',
      'Container app failed startup probe, will be restarted',
    ]);
    expect(findings(cause, [killed(), startup])).toEqual([]);
  });

  it('guesses by the end when events are missing, and asks for them when it ended in good order', () => {
    const old: Tweak = ['metadata.creationTimestamp', ago(90000)];
    const at = 'status.containerStatuses.0.lastState.terminated';
    const [found] = findings(cause, [killed(old)]);
    expect(found?.what.en).toContain('most likely because its liveness probe');
    expect(() => findings(cause, [killed(old, [`${at}.exitCode`, 0])])).toThrow(
      'unchecked: events',
    );
    expect(findings(cause, [killed(old, [`${at}.exitCode`, 1])])).toEqual([]);
  });

  it('sees a kill that is going on', () => {
    const dying = pod(PROBE);
    expect(findings(cause, [dying, killing()])).toHaveLength(1);
  });

  it('believes an old kill in a row of kills: the kubelet drops later events', () => {
    const before: Tweak = ['lastTimestamp', ago(900)];
    const long = killed([
      'status.containerStatuses.0.lastState.terminated.startedAt',
      ago(80),
    ]);
    expect(findings(cause, [long, killing(before)])).toHaveLength(1);
    expect(findings(cause, [long, unhealthy('', before)])).toHaveLength(1);
  });

  it.each([
    ['it ended sooner than the probe could end it', ago(61), 143, 5],
    ['it ended with an error of its own', ago(80), 1, 5],
    ['it was restarted only once', ago(80), 143, 1],
  ])('does not when %s', (_, startedAt, exitCode, restartCount) => {
    const at = 'status.containerStatuses.0';
    const other = killed(
      [`${at}.lastState.terminated.startedAt`, startedAt],
      [`${at}.lastState.terminated.exitCode`, exitCode],
      [`${at}.restartCount`, restartCount],
    );
    const before: Tweak = ['lastTimestamp', ago(900)];
    expect(findings(cause, [other, killing(before)])).toEqual([]);
  });

  it('leaves a container alone that runs well since', () => {
    const well = pod(PROBE, [
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 1],
        ['state', { running: { startedAt: ago(30) } }],
        ['lastState', { terminated: { exitCode: 143, finishedAt: ago(31) } }],
      ),
    ]);
    expect(findings(cause, [well, killing()])).toEqual([]);
  });

  it('does not blame another container or another probe', () => {
    const sidecar = killing([
      'involvedObject.fieldPath',
      'spec.containers{log}',
    ]);
    const readiness = event('Unhealthy', 'Readiness probe failed: no', APP);
    expect(findings(cause, [killed(), sidecar, readiness])).toEqual([]);
  });
});
