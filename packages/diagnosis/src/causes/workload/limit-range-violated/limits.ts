import type { Quote } from '../../../engine';
import { parseQuantity, quoteOf } from '../../../engine';
import type { Container, LimitRange, Workload } from '../../../facts/objects';

/** One bound of a limit range that is broken; quantities as they were written. */
export interface Violation {
  readonly bound: 'max' | 'min' | 'ratio';
  readonly resource: string;
  /** `Container`, `Pod` or `PersistentVolumeClaim`. */
  readonly per: string;
  /** What the limit range says. */
  readonly allowed: string;
  /** What breaks it, `request` or `limit`, and its value; without value it is not set. */
  readonly field: string;
  readonly value?: string;
  /** Containers that ask for exactly this; empty when none can be told. */
  readonly containers: readonly string[];
}

/** Until 1.18 each sentence ended with a full stop. */
const BOUND =
  /(maximum|minimum) (\S{1,253}) usage per (\w{1,63}) is ([\w.+-]{1,63}?)(?:, but (limit|request) is ([\w.+-]{1,63})|\.\s{1,2}No (limit|request) is specified)/g;
const RATIO =
  /(\S{1,253}) max limit to request ratio per (\w{1,63}) is ([\w.+-]{1,63}?), but (?:provided ratio is ([\d.]{1,63})|no (request|limit) is specified)/g;

function containersWith(
  maker: Workload,
  { per, resource, field, value }: Omit<Violation, 'containers'>,
): string[] {
  if (per !== 'Container') return [];
  const { containers = [], initContainers = [] } =
    maker.spec.template?.spec ?? {};
  const isIt = ({ resources = {} }: Container) => {
    const set = field === 'limit' ? resources.limits : resources.requests;
    return value === undefined
      ? set?.[resource] === undefined
      : parseQuantity(set?.[resource]) === parseQuantity(value);
  };
  return [...initContainers, ...containers]
    .filter(isIt)
    .flatMap(({ name }) => name ?? []);
}

const withoutStop = (text: string | undefined) => text?.replace(/\.$/, '');

/** Every bound that the API server says is broken. */
export function violationsIn(answer: string, maker: Workload): Violation[] {
  const bounds = [...answer.matchAll(BOUND)].map(match => {
    const [, which, resource = '', per = '', allowed = ''] = match;
    const value = withoutStop(match[6]);
    return {
      bound: which === 'maximum' ? ('max' as const) : ('min' as const),
      resource,
      per,
      allowed,
      field: match[5] ?? match[7] ?? '',
      ...(value !== undefined && { value }),
    };
  });
  const ratios = [...answer.matchAll(RATIO)].map(match => {
    const [, resource = '', per = '', allowed = '', provided, unset] = match;
    // Go writes the ratio with six digits.
    const value = provided && String(Number(withoutStop(provided)));
    return {
      bound: 'ratio' as const,
      resource: resource.replace(/^\[/, ''),
      per,
      allowed,
      field: unset ?? 'ratio',
      ...(value && { value }),
    };
  });
  return [...bounds, ...ratios].map(one => ({
    ...one,
    containers: one.bound === 'ratio' ? [] : containersWith(maker, one),
  }));
}

const FIELD = {
  max: 'max',
  min: 'min',
  ratio: 'maxLimitRequestRatio',
} as const;

/** The limit range that has such a bound, quoted. */
export function rangeOf(
  ranges: readonly LimitRange[],
  { bound, resource, per, allowed }: Violation,
): { readonly name: string; readonly quotes: readonly Quote[] } | undefined {
  for (const [i, { metadata, spec }] of ranges.entries()) {
    for (const [k, limits] of (spec.limits ?? []).entries()) {
      const value = limits[FIELD[bound]]?.[resource];
      if (limits.type !== per || value === undefined) continue;
      if (parseQuantity(value) !== parseQuantity(allowed)) continue;
      const at = `${i}.spec.limits.${k}.${FIELD[bound]}.${resource}`;
      return {
        name: metadata.name ?? '',
        quotes: quoteOf('limitRanges', ranges, at),
      };
    }
  }
  return undefined;
}
