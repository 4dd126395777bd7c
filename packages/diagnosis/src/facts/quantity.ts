const SUFFIX: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A Kubernetes quantity in its base unit (cores, bytes, pieces): `500m` is 0.5, `1Ki` is 1024, `2e3` is 2000. `undefined` for
 * anything else.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string | undefined): number | undefined {
  const match =
    /^([+-]?(?:\d{1,30}\.?\d{0,30}|\.\d{1,30}))(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
      text ?? '',
    );
  if (!match) return undefined;
  const [, digits, exponent, suffix = ''] = match;
  const factor = exponent ? 10 ** Number(exponent) : SUFFIX[suffix];
  return factor === undefined ? undefined : Number(digits) * factor;
}

function rounded(value: number, up: boolean, digits: number): string {
  const scale = 10 ** digits;
  // Floating point must not lift 0.3 to 0.301.
  const scaled = Number((value * scale).toPrecision(12));
  return String((up ? Math.ceil(scaled) : Math.floor(scaled)) / scale);
}

/**
 * A quantity in words a person reads: `1.2` (CPU, cores), `80 MiB` (memory, storage), a plain number for the rest. What is
 * asked rounds up and what is free rounds down, so that the words never claim that something fits.
 */
export function formatQuantity(
  resource: string,
  value: number,
  rounding: 'up' | 'down' = 'down',
): string {
  const up = rounding === 'up';
  if (!/memory|storage|hugepages/.test(resource)) return rounded(value, up, 3);
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let scaled = value;
  let unit = 0;
  while (Math.abs(scaled) >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit += 1;
  }
  return `${rounded(scaled, up, 2)} ${units[unit]}`;
}
