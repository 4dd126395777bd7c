import type { Quote } from '../../../engine';
import { placeByName, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { KubeNode, StorageClass } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { lasting } from '../../shared/topologyKeys';

type Term = NonNullable<StorageClass['allowedTopologies']>[number];

/** Where a class makes volumes, and which nodes lie there. */
export interface Places {
  /** Each place as `kubernetes.io/hostname=a|b`. */
  readonly allowed: readonly string[];
  /** All nodes; absent: not known. */
  readonly nodes?: number;
  /** How many of them lie in one of the places. */
  readonly there?: number;
  /** A label of the places that no node has at all. */
  readonly unknown?: string;
  readonly quotes: readonly Quote[];
}

/** The values a node has for a label, by whichever of its names. */
function valuesOf({ metadata }: KubeNode, key: string): string[] {
  return Object.entries(metadata.labels ?? {}).flatMap(([name, value]) =>
    lasting(name) === lasting(key) ? [value] : [],
  );
}

/** Whether a node lies in a place; a term without labels is none. */
function liesIn({ matchLabelExpressions = [] }: Term, node: KubeNode): boolean {
  return (
    matchLabelExpressions.length > 0 &&
    matchLabelExpressions.every(({ key = '', values = [] }) =>
      valuesOf(node, key).some(value => values.includes(value)),
    )
  );
}

const inWords = ({ matchLabelExpressions = [] }: Term) =>
  matchLabelExpressions
    .map(({ key = '', values = [] }) => `${key}=${values.join('|')}`)
    .join(', ');

/** What is known of the nodes. */
function nodesIn(terms: readonly Term[], nodes: readonly KubeNode[]) {
  const keys = terms.flatMap(({ matchLabelExpressions = [] }) =>
    matchLabelExpressions.flatMap(({ key }) => key ?? []),
  );
  const unknown = keys.find(key =>
    nodes.every(node => valuesOf(node, key).length === 0),
  );
  return {
    nodes: nodes.length,
    there: nodes.filter(node => terms.some(term => liesIn(term, node))).length,
    ...(unknown !== undefined && { unknown }),
  };
}

/** Where the class of this name makes volumes; `undefined` when anywhere, or when it is not known. */
export function placesOf(
  name: string | undefined,
  classes: Fact<FactValues['storageClasses']>,
  nodes: Fact<FactValues['nodes']>,
): Places | undefined {
  if (classes.status !== 'ok' || name === undefined) return undefined;
  const i = placeByName(classes.value, name);
  const terms = classes.value[i]?.allowedTopologies ?? [];
  const allowed = terms.map(inWords).filter(place => place !== '');
  if (allowed.length === 0) return undefined;
  const at = `${i}.allowedTopologies.0.matchLabelExpressions.0`;
  return {
    allowed,
    ...(nodes.status === 'ok' &&
      nodes.value.length > 0 &&
      nodesIn(terms, nodes.value)),
    quotes: [
      ...quoteOf('storageClasses', classes.value, `${at}.key`),
      ...quoteOf('storageClasses', classes.value, `${at}.values.0`),
    ],
  };
}
