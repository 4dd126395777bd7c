import type { Quote } from '../../../engine';
import { parseQuantity, quoteOf } from '../../../engine';
import type { ResourceQuota } from '../../../facts/objects';

/** A resource of which a quota has too little left; quantities as they were written. */
export interface Over {
  readonly resource: string;
  readonly asks: string;
  readonly used: string;
  readonly limit: string;
}

const EXCEEDED =
  /[Ee]xceeded quota: ([^,\s]{1,253}), requested: (\S{1,2000}), used: (\S{1,2000}), limited: (\S{1,2000})/;

/** `cpu=2,memory=1Gi` by resource. */
function amounts(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(',').map(pair => {
      const [resource = '', value = ''] = pair.split('=');
      return [resource, value];
    }),
  );
}

/** The quota's name alone, of a text that was cut after it. */
function cutName(answer: string): string {
  return /[Ee]xceeded quota: ([^,\s]{1,253})/.exec(answer)?.[1] ?? '';
}

/** Which quota is exceeded and by what: nothing, when the text was cut. */
export function exceeded(answer: string): {
  readonly quota: string;
  readonly over: readonly Over[];
} {
  const [, quota = '', ...lists] = EXCEEDED.exec(answer) ?? [];
  const [asks, used, limit] = lists.map(amounts);
  if (!asks || !used || !limit) return { quota: cutName(answer), over: [] };
  // An event is cut at a kilobyte: what is not told of all three is left out.
  const over = [...asks].flatMap(([resource, value]) => {
    const held = used.get(resource);
    const all = limit.get(resource);
    return held && all ? { resource, asks: value, used: held, limit: all } : [];
  });
  return { quota, over };
}

/** What the quota allows and has given out by now, quoted; and whether one more would fit now. */
export function stateOf(
  quotas: readonly ResourceQuota[],
  quota: string,
  over: readonly Over[],
): { readonly fitsNow: boolean; readonly quotes: readonly Quote[] } {
  const i = quotas.findIndex(({ metadata }) => metadata.name === quota);
  const status = quotas[i]?.status;
  if (!status) return { fitsNow: false, quotes: [] };
  const fits = ({ resource, asks }: Over) => {
    const free =
      (parseQuantity(status.hard?.[resource]) ?? 0) -
      (parseQuantity(status.used?.[resource]) ?? 0);
    return free >= (parseQuantity(asks) ?? Infinity);
  };
  return {
    fitsNow: over.length > 0 && over.every(fits),
    quotes: over.flatMap(({ resource }) => [
      ...quoteOf('quotas', quotas, `${i}.status.hard.${resource}`),
      ...quoteOf('quotas', quotas, `${i}.status.used.${resource}`),
    ]),
  };
}

/** The limit with which all the missing ones would fit, in base units; `undefined` when the numbers cannot be read. */
export function limitFor(
  { asks, used }: Over,
  missing: number,
): number | undefined {
  const one = parseQuantity(asks);
  const held = parseQuantity(used);
  return one === undefined || held === undefined
    ? undefined
    : held + one * missing;
}
