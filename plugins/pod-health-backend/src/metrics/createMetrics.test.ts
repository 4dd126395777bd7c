import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metrics as openTelemetry } from '@opentelemetry/api';
import { RecordedMetrics } from '../testing/recordedMetrics';
import { createMetrics } from './createMetrics';
import { INSTRUMENTS, type Instrument } from './instruments';
import { summed } from './metrics';

const instruments: [string, Instrument][] = Object.entries(INSTRUMENTS);

it('creates every instrument before it has a value', () => {
  const recorded = new RecordedMetrics();
  createMetrics(recorded.service);
  expect([...recorded.options.keys()]).toEqual(Object.keys(INSTRUMENTS));
  expect(recorded.options.get('pod_health.diagnosis.duration')).toMatchObject({
    unit: 's',
    advice: { explicitBucketBoundaries: expect.arrayContaining([0.1]) },
  });
  expect(recorded.collect()).toEqual({});
});

it('counts, records and observes by attributes', () => {
  const recorded = new RecordedMetrics();
  const metrics = createMetrics(recorded.service);
  metrics.count('pod_health.cause.found', { cause: 'out-of-memory' });
  metrics.count('pod_health.cause.found', { cause: 'out-of-memory' }, 2);
  metrics.record('pod_health.diagnosis.duration', 0.2, { cluster: 'a' });
  let open = 1;
  metrics.observe('pod_health.session.open', () => [[open, {}]]);
  open = 4;
  expect(recorded.collect()).toEqual({
    'pod_health.cause.found{cause=out-of-memory}': 3,
    'pod_health.diagnosis.duration{cluster=a}': 1,
    'pod_health.session.open': 4,
  });
});

it('does no harm without an SDK', () => {
  const metrics = createMetrics(openTelemetry.getMeter('test'));
  expect(() => {
    metrics.count('pod_health.cause.broken', { cause: 'x' });
    metrics.observe('pod_health.session.open', () => [[1, {}]]);
  }).not.toThrow();
});

it('adds up what has the same attributes', () => {
  const of = (cluster: string) => ({ cluster });
  expect(
    summed<'pod_health.watch.namespaces'>([
      [1, of('a')],
      [2, of('b')],
      [3, of('a')],
    ]),
  ).toEqual([
    [4, of('a')],
    [2, of('b')],
  ]);
});

it('has no attribute with as many values as there are pods, namespaces or people', () => {
  const used = new Set(instruments.flatMap(([, each]) => each.attributes));
  expect([...used].sort()).toEqual([
    'cause',
    'cluster',
    'code',
    'resource',
    'status',
    'stream',
    'verb',
  ]);
});

it.each(instruments)('is documented for operators: %s', (name, instrument) => {
  const { kind, unit, description, attributes } = instrument;
  const docs = readFileSync(
    join(__dirname, '../../../../docs/operate.md'), // eslint-disable-line no-restricted-syntax -- a test, never bundled
    'utf8',
  );
  const cells = docs
    .split('\n')
    .filter(line => line.startsWith(`| \`${name}\` `))
    .map(line => line.split('|').map(cell => cell.trim()));
  const labels = attributes.map(attribute => `\`${attribute}\``).join(', ');
  expect(cells).toEqual([
    ['', `\`${name}\``, kind, `\`${unit}\``, labels, description, ''],
  ]);
});
