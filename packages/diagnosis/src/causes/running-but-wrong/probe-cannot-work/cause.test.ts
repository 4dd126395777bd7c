import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  crashingPod,
  event,
  findings,
  pod,
} from '../../../testing';
import cause from './cause';

const NOT_READY: Tweak[] = [
  ['status.conditions.3.status', 'False'],
  ['status.containerStatuses.0', containerStatus(['ready', false])],
];
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];
const probe = (kind: string, spec: JsonObject): Tweak => [
  `spec.containers.0.${kind}Probe`,
  spec,
];
const EXEC = { exec: { command: ['curl'] } };
const MISSING =
  'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown';

describe('probe-cannot-work', () => {
  it('sees a port name that is not declared, without any event', () => {
    const ports: Tweak = [
      'spec.containers.0.ports',
      [{ name: 'http', containerPort: 80 }],
    ];
    const spec = { httpGet: { port: 'web' } };
    const [found] = findings(cause, [
      pod(...NOT_READY, ports, probe('readiness', spec)),
    ]);
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toContain(
      'readiness probe of container “app” (GET :web/)',
    );
    expect(found?.steps[0]?.text.en).toContain('declared now: http');
  });

  it.each([
    [
      'readiness',
      `Readiness probe errored: rpc error: code = Unknown desc = failed to exec in container: ${MISSING}`,
    ],
    ['startup', `Startup probe failed: ${MISSING}`],
  ])('sees a missing command of a %s probe', (kind, message) => {
    const late = pod(...NOT_READY, probe(kind, EXEC));
    const [found] = findings(cause, [late, event('Unhealthy', message, APP)]);
    expect(found?.why.en).toContain('not in the image');
  });

  it('warns of a liveness probe without effect on a pod that is ready', () => {
    const message = `Liveness probe errored: ${MISSING}`;
    const well = pod(probe('liveness', EXEC));
    const [found] = findings(cause, [
      well,
      event('Unhealthy', message, APP, ['count', 7]),
    ]);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('watches over nothing');
    const one = (id: string) =>
      event('Unhealthy', `${message} ${id}`, APP, ['metadata.name', id]);
    expect(findings(cause, [well, one('a'), one('b'), one('c')])).toHaveLength(
      1,
    );
    expect(findings(cause, [well, event('Unhealthy', message, APP)])).toEqual(
      [],
    );
  });

  it('beats the restarts it leads to, and not a crash of the program', () => {
    const killing = event(
      'Killing',
      'Container app failed liveness probe, will be restarted',
      APP,
    );
    const unhealthy = event(
      'Unhealthy',
      'Liveness probe failed: sh: curl: not found',
      APP,
      ['count', 9],
    );
    const objects = (exitCode: number) => [
      crashingPod({ exitCode }, probe('liveness', EXEC)),
      unhealthy,
    ];
    const [found] = findings(cause, [...objects(137), killing]);
    expect(found?.severity).toBe('critical');
    expect(findings(cause, objects(1))).toEqual([]);
  });

  it.each([
    ['whose port is declared', { httpGet: { port: 'web' } }, ''],
    ['whose port is a number as text', { httpGet: { port: '8080' } }, ''],
    ['whose command says no', EXEC, 'Readiness probe failed: no'],
  ] as [string, JsonObject, string][])(
    'leaves a probe alone %s',
    (_, spec, message) => {
      const ports: Tweak = [
        'spec.containers.0.ports',
        [{ name: 'web', containerPort: 80 }],
      ];
      const late = pod(...NOT_READY, ports, probe('readiness', spec));
      expect(findings(cause, [late, event('Unhealthy', message, APP)])).toEqual(
        [],
      );
    },
  );

  it('leaves a pod alone that is going', () => {
    const gone: Tweak = ['metadata.deletionTimestamp', ago(5)];
    const spec = { httpGet: { port: 'web' } };
    expect(
      findings(cause, [pod(...NOT_READY, probe('readiness', spec), gone)]),
    ).toEqual([]);
  });

  it.each([
    'Error: Got HTTP code 200 but expected a 200\nsh: 11: [[: not found\n',
    '/bin/sh: 3: Bad substitution',
    'sh: 2: Syntax error: "(" unexpected',
    '/bin/sh: line 4: source: not found',
    'sh: 1: set: Illegal option -o pipefail',
  ])('knows a script for another shell: %s', said => {
    const [found] = findings(cause, [
      pod(...NOT_READY, probe('readiness', EXEC)),
      event('Unhealthy', `Readiness probe failed: ${said}`, APP, ['count', 9]),
    ]);
    expect(found?.what.en).toContain('its shell does not understand');
    expect(found?.why.en).toContain('written for bash');
    expect(found?.steps[0]?.text.en).toContain('with bash');
  });
});
