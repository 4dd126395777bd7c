import { count } from '../../engine';

/** Some of all nodes: `1 of 2 nodes`; only the number where all are not counted. */
export function someOf(some: number, nodes: number): string {
  return nodes > 0 ? `${some} of ${count(nodes, 'node')}` : count(some, 'node');
}
