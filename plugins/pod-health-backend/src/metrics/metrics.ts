import type { INSTRUMENTS, InstrumentKind } from './instruments';

type Instruments = typeof INSTRUMENTS;

/** Names of the instruments of some kind. */
export type MetricName<Kind extends InstrumentKind> = {
  [Name in keyof Instruments]: Instruments[Name]['kind'] extends Kind
    ? Name
    : never;
}[keyof Instruments];

/** A value for each attribute of an instrument. */
export type Attributes<Name extends keyof Instruments> = Readonly<
  Record<Instruments[Name]['attributes'][number], string>
>;

/** A value as it is now, and of what. */
export type Reading<Name extends keyof Instruments> = readonly [
  number,
  Attributes<Name>,
];

/** What the plugin measures itself by; see instruments.ts. Never throws, never waits. */
export interface Metrics {
  /** Counts one more, or `by` more. */
  count<Name extends MetricName<'counter'>>(
    name: Name,
    attributes: Attributes<Name>,
    by?: number,
  ): void;
  /** Records one value, in the instrument's unit. */
  record<Name extends MetricName<'histogram'>>(
    name: Name,
    value: number,
    attributes: Attributes<Name>,
  ): void;
  /** From now on `read` is called at each collection. Of a `total` it tells sums that never fall. */
  observe<Name extends MetricName<'gauge' | 'total'>>(
    name: Name,
    read: () => Iterable<Reading<Name>>,
  ): void;
}

/** Measures nothing. */
export const NO_METRICS: Metrics = {
  count() {},
  record() {},
  observe() {},
};

/** Adds up by attributes what `entries` give. */
export function summed<Name extends keyof Instruments>(
  readings: Iterable<Reading<Name>>,
): Reading<Name>[] {
  const sums = new Map<string, Reading<Name>>();
  for (const [value, attributes] of readings) {
    const key = JSON.stringify(attributes);
    sums.set(key, [(sums.get(key)?.[0] ?? 0) + value, attributes]);
  }
  return [...sums.values()];
}
