import type { Tweak } from '../../../testing';
import { ago, containerStatus, event, findings, pod } from '../../../testing';
import cause from './cause';

const TIMEOUT =
  'Get "http://10.1.2.3:8080/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
const HOUR = 3600;
const probe = { httpGet: { path: '/health', port: 8080 }, timeoutSeconds: 5 };

/** A ready pod that has run for a day, with both probes. */
const settled = (...tweaks: Tweak[]) =>
  pod(
    ['spec.containers.0.livenessProbe', probe],
    ['spec.containers.0.readinessProbe', probe],
    [
      'status.containerStatuses.0',
      containerStatus(['state', { running: { startedAt: ago(24 * HOUR) } }]),
    ],
    ...tweaks,
  );
/** Failures of a probe, as one event tells them. */
const failures = (
  count: number,
  { from = 20 * HOUR, to = 600, kind = 'Readiness', said = TIMEOUT } = {},
) =>
  event(
    'Unhealthy',
    `${kind} probe failed: ${said}`,
    ['metadata.name', `web-1.${kind}.${to}`],
    ['count', count],
    ['firstTimestamp', ago(from)],
    ['lastTimestamp', ago(to)],
    ['involvedObject.fieldPath', 'spec.containers{app}'],
  );
const found = (...objects: Parameters<typeof findings>[1][number][]) =>
  findings(cause, objects);

it('says how often, since when, what the probe met and what it does', () => {
  const [finding] = found(
    settled(),
    failures(40),
    failures(44, { kind: 'Liveness' }),
  );
  expect(finding?.severity).toBe('warning');
  expect(finding?.what.en).toBe(
    'Container “app” is ready now, but its readiness and liveness probes (GET :8080/health) failed 84 times in the last 20 h, the last time 10 min ago.',
  );
  expect(finding?.why.en).toContain('no answer came within 5 s');
  expect(finding?.why.en).toContain('gets no traffic');
  expect(finding?.why.en).toContain('is restarted');
});

it.each([
  ['HTTP probe failed with statuscode: 503', 'HTTP status 503'],
  ['HTTP probe failed with status code: 500', 'HTTP status 500'],
  [
    'Get http://10.1.2.3:8080/health: dial tcp 10.1.2.3:8080: connect: connection refused',
    'nothing accepts connections',
  ],
  [
    'Get "http://10.1.2.3:8080/health": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'within 5 s',
  ],
])('tells of %s', (said, words) => {
  const [finding] = found(settled(), failures(20, { said }));
  expect(finding?.why.en).toContain(words);
  expect(finding?.why.en).not.toContain('restarted');
});

it('counts events of other words together', () => {
  const said = 'HTTP probe failed with statuscode: 503';
  const objects = [failures(6), failures(6, { said, to: 700 })];
  expect(found(settled(), ...objects)[0]?.what.en).toContain('12 times');
  expect(found(settled(), failures(6))).toEqual([]);
});

it.each([
  ['only at the start', failures(55, { from: 24 * HOUR, to: 23.8 * HOUR })],
  [
    'a start that was slow, and one since',
    failures(56, { from: 24 * HOUR, to: 600 }),
  ],
  ['too long ago', failures(40, { to: 2 * HOUR })],
  ['too few', failures(9)],
  ['too far apart', failures(10, { from: 23 * 24 * HOUR })],
  ['of the startup probe', failures(40, { kind: 'Startup' })],
])('leaves failures alone that are %s', (_, told) => {
  expect(found(settled(), told)).toEqual([]);
});

it('tells of a row that began with the start, when more came than the start can have made', () => {
  const told = failures(100, { from: 24 * HOUR });
  expect(found(settled(), told)).toHaveLength(1);
});

it.each([
  [
    'young',
    [
      'status.containerStatuses.0.state',
      { running: { startedAt: ago(1000) } },
    ] as Tweak,
  ],
  ['not ready', ['status.conditions.3.status', 'False'] as Tweak],
  ['on its way out', ['metadata.deletionTimestamp', ago(-20)] as Tweak],
])('leaves a pod alone that is %s', (_, change) => {
  expect(found(settled(change), failures(40))).toEqual([]);
});
