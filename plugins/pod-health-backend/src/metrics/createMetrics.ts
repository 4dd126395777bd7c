import type {
  MetricOptions,
  MetricsService,
  MetricsServiceObservable,
} from '@backstage/backend-plugin-api/alpha';
import { DURATION_BOUNDS, INSTRUMENTS, type Instrument } from './instruments';
import type { Metrics } from './metrics';

type Create = (name: string, options: MetricOptions) => void;

/** The instruments of instruments.ts in a backend's metrics service, created at once so that each is there before its first value. */
export function createMetrics(service: MetricsService): Metrics {
  const counters = new Map<
    string,
    ReturnType<MetricsService['createCounter']>
  >();
  const histograms = new Map<
    string,
    ReturnType<MetricsService['createHistogram']>
  >();
  const observables = new Map<string, MetricsServiceObservable>();
  const create: Readonly<Record<Instrument['kind'], Create>> = {
    counter: (name, options) =>
      counters.set(name, service.createCounter(name, options)),
    histogram: (name, options) =>
      histograms.set(
        name,
        service.createHistogram(name, {
          ...options,
          advice: { explicitBucketBoundaries: [...DURATION_BOUNDS] },
        }),
      ),
    gauge: (name, options) =>
      observables.set(name, service.createObservableGauge(name, options)),
    total: (name, options) =>
      observables.set(name, service.createObservableCounter(name, options)),
  };
  for (const [name, instrument] of Object.entries(INSTRUMENTS)) {
    const { kind, unit, description } = instrument;
    create[kind](name, { unit, description });
  }
  return {
    count: (name, attributes, by = 1) =>
      counters.get(name)?.add(by, attributes),
    record: (name, value, attributes) =>
      histograms.get(name)?.record(value, attributes),
    observe: (name, read) =>
      observables.get(name)?.addCallback(result => {
        for (const [value, attributes] of read()) {
          result.observe(value, attributes);
        }
      }),
  };
}
