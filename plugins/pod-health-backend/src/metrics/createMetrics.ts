import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
  MetricsServiceObservable,
} from '@backstage/backend-plugin-api/alpha';
import { DURATION_BOUNDS, INSTRUMENTS } from './instruments';
import type { Metrics } from './metrics';

/** The instruments of instruments.ts in a backend's metrics service, each there before its first value. */
export function createMetrics(service: MetricsService): Metrics {
  const { counters, histograms, observables } = createInstruments(service);
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

function createInstruments(service: MetricsService) {
  const counters = new Map<string, MetricsServiceCounter>();
  const histograms = new Map<string, MetricsServiceHistogram>();
  const observables = new Map<string, MetricsServiceObservable>();
  for (const [name, instrument] of Object.entries(INSTRUMENTS)) {
    const { kind, unit, description } = instrument;
    const options = { unit, description };
    if (kind === 'counter') {
      counters.set(name, service.createCounter(name, options));
    } else if (kind === 'histogram') {
      const advice = { explicitBucketBoundaries: [...DURATION_BOUNDS] };
      const histogram = service.createHistogram(name, { ...options, advice });
      histograms.set(name, histogram);
    } else if (kind === 'gauge') {
      observables.set(name, service.createObservableGauge(name, options));
    } else {
      observables.set(name, service.createObservableCounter(name, options));
    }
  }
  return { counters, histograms, observables };
}
