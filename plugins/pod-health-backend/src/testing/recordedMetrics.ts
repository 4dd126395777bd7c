import type {
  MetricAttributes,
  MetricOptions,
  MetricsService,
  MetricsServiceObservable,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/** A metrics service whose values can be read. */
export class RecordedMetrics {
  readonly options = new Map<string, MetricOptions>();
  readonly #values = new Map<string, number>();
  readonly #callbacks: [string, MetricsServiceObservableCallback][] = [];

  /** For the plugin under test. */
  readonly service: MetricsService = {
    createCounter: this.#counter,
    createUpDownCounter: this.#counter,
    createHistogram: this.#last,
    createGauge: this.#last,
    createObservableCounter: this.#observable,
    createObservableUpDownCounter: this.#observable,
    createObservableGauge: this.#observable,
  };

  /** Values by series, such as `name{cluster=demo,resource=pods}`; histograms tell how many values they have. */
  collect(): Readonly<Record<string, number>> {
    const read = new Map<string, number>();
    for (const [name, callback] of this.#callbacks) {
      void callback({
        observe: (value, attributes) =>
          void read.set(seriesOf(name, attributes), value),
      });
    }
    return Object.fromEntries([...this.#values, ...read]);
  }

  get #counter() {
    return (name: string, options: MetricOptions = {}) => {
      this.options.set(name, options);
      return {
        add: (value: number, attributes?: MetricAttributes) =>
          this.#add(name, value, attributes),
      };
    };
  }

  get #last() {
    return (name: string, options: MetricOptions = {}) => {
      this.options.set(name, options);
      return {
        record: (_: number, attributes?: MetricAttributes) =>
          this.#add(name, 1, attributes),
      };
    };
  }

  get #observable() {
    return (name: string, options: MetricOptions = {}) => {
      this.options.set(name, options);
      const observable: MetricsServiceObservable = {
        addCallback: callback => void this.#callbacks.push([name, callback]),
        removeCallback() {},
      };
      return observable;
    };
  }

  #add(name: string, value: number, attributes?: MetricAttributes): void {
    const series = seriesOf(name, attributes);
    this.#values.set(series, (this.#values.get(series) ?? 0) + value);
  }
}

function seriesOf(name: string, attributes: MetricAttributes = {}): string {
  const pairs = Object.entries(attributes).map(each => each.join('='));
  return pairs.length === 0 ? name : `${name}{${pairs.sort().join(',')}}`;
}
