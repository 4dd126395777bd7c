import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  event,
  findings,
  pod,
  snapshot,
} from '../../../testing';
import cause from './cause';

const NOT_READY: Tweak[] = [
  ['status.conditions.2.status', 'False'],
  ['status.conditions.3.status', 'False'],
];
const LATE: Tweak = [
  'status.containerStatuses.0',
  containerStatus(['ready', false]),
];
const PROBE: Tweak = [
  'spec.containers.0.readinessProbe',
  { httpGet: { port: 80 } },
];
const APP: Tweak = ['involvedObject.fieldPath', 'spec.containers{app}'];

describe('not-ready-unexplained', () => {
  it('names who is not ready, since when, and that the events are gone', () => {
    const [found] = findings(cause, [pod(...NOT_READY, LATE, PROBE)]);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toBe(
      '1 of 1 container of pod “web-1” is not ready, since 50 min: “app”.',
    );
    expect(found?.why.en).toContain('(GET :80/) has not succeeded');
  });

  it('quotes the newest report of the probe', () => {
    const said = event(
      'Unhealthy',
      'Readiness probe failed: Get "http://a/": stopped after 10 redirects',
      APP,
    );
    const [found] = findings(cause, [pod(...NOT_READY, LATE, PROBE), said]);
    expect(found?.why.en).toContain('stopped after 10 redirects');
  });

  it('says so when all containers are ready', () => {
    const [found] = findings(cause, [pod(...NOT_READY)]);
    expect(found?.container).toBeUndefined();
    expect(found?.what.en).toContain('although all its containers');
  });

  it('takes a condition without a status for none', () => {
    const empty: Tweak[] = NOT_READY.map(([path]) => [path, '']);
    expect(findings(cause, [pod(...empty)])).toEqual([]);
  });

  it('sees a startup probe that never ends', () => {
    const startup: Tweak = [
      'spec.containers.0.startupProbe',
      { httpGet: { port: 80 } },
    ];
    const open: Tweak = ['status.containerStatuses.0.started', false];
    expect(
      findings(cause, [pod(...NOT_READY, LATE, startup, open)]),
    ).toHaveLength(1);
  });

  it('gives way to a cause that knows more', () => {
    const said = event(
      'Unhealthy',
      'Readiness probe failed: HTTP probe failed with statuscode: 404',
      APP,
    );
    const { found, contributing } = diagnose(
      snapshot([pod(...NOT_READY, LATE, PROBE), said]),
    );
    expect(found.map(one => one.cause)).toEqual(['readiness-asks-wrongly']);
    expect(contributing).toEqual([]);
  });

  it.each([
    ['is ready', [LATE]],
    [
      'turned not ready a moment ago',
      [...NOT_READY, ['status.conditions.3.lastTransitionTime', ago(10)]],
    ],
    [
      'is warming up',
      [
        ...NOT_READY,
        LATE,
        PROBE,
        ['spec.containers.0.readinessProbe.initialDelaySeconds', 9000],
      ],
    ],
    ['is going', [...NOT_READY, LATE, ['metadata.deletionTimestamp', ago(5)]]],
    [
      'has done part of its work',
      [
        ...NOT_READY,
        ['spec.restartPolicy', 'Never'],
        [
          'status.containerStatuses.0',
          containerStatus(
            ['ready', false],
            ['state', { terminated: { exitCode: 0 } }],
          ),
        ],
      ],
    ],
    ['failed', [...NOT_READY, LATE, ['status.phase', 'Failed']]],
  ] as [string, Tweak[]][])('leaves a pod alone that %s', (_, tweaks) => {
    expect(findings(cause, [pod(...tweaks)])).toEqual([]);
  });
});
