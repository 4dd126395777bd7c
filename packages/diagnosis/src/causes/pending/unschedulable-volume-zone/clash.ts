import type { NodeSelectorTerm, PodSpec } from '../../../facts/objects';
import { lasting } from '../../shared/topologyKeys';

/** A requirement on a node's labels, as pods and volumes write it. */
interface Rule {
  readonly key: string;
  readonly operator?: string;
  readonly values: readonly string[];
}

const rulesIn = ({ matchExpressions = [] }: NodeSelectorTerm): Rule[] =>
  matchExpressions.map(({ key = '', operator, values = [] }) => ({
    key,
    ...(operator !== undefined && { operator }),
    values,
  }));

/** Whether no node can meet both: the volume names the values it is in. */
function excludes(rule: Rule, place: Rule): boolean {
  // A disk of Azure that belongs to no zone names the empty one.
  const there = place.values.filter(value => value !== '');
  if (place.operator !== 'In' || there.length === 0) return false;
  if (there.length < place.values.length) return false;
  if (lasting(rule.key) !== lasting(place.key)) return false;
  switch (rule.operator) {
    case 'In':
      return !rule.values.some(value => there.includes(value));
    case 'NotIn':
      return there.every(value => rule.values.includes(value));
    case 'DoesNotExist':
      return true;
    default:
      return false;
  }
}

function inWords({ key, operator, values }: Rule): string {
  if (operator === 'DoesNotExist') return `no ${key}`;
  return `${key}${operator === 'NotIn' ? '≠' : '='}${values.join('|')}`;
}

/** What a pod may choose from: each term of its affinity, with its node selector. */
function choicesOf({ nodeSelector = {}, affinity }: PodSpec): Rule[][] {
  const fixed = Object.entries(nodeSelector).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  return terms.length === 0
    ? [fixed]
    : terms.map(term => [...fixed, ...rulesIn(term)]);
}

/**
 * The rules of a pod that no place of a volume can meet, in words; empty when any of its choices may lie in any of the places. What the
 * cluster has of nodes plays no part: a new one could not meet both either.
 */
export function clashOf(
  spec: PodSpec,
  places: readonly NodeSelectorTerm[],
): string[] {
  if (places.length === 0) return [];
  const against = new Set<string>();
  for (const choice of choicesOf(spec)) {
    for (const place of places) {
      const rules = rulesIn(place);
      const rule = choice.find(one => rules.some(at => excludes(one, at)));
      if (!rule) return [];
      against.add(inWords(rule));
    }
  }
  return [...against];
}

/** Whether two volumes can never be used on one node. */
export const areApart = (
  some: readonly NodeSelectorTerm[],
  others: readonly NodeSelectorTerm[],
): boolean =>
  some.length > 0 &&
  others.length > 0 &&
  some.every(one =>
    others.every(other =>
      rulesIn(one).some(rule =>
        rulesIn(other).some(place => excludes(rule, place)),
      ),
    ),
  );
