import { PODS } from '../kube/kinds';
import type { PooledWatch } from './watchPool';
import { EndedWatches } from './watchMetrics';

function watchOf(cluster: string, restarts: number, lists: number) {
  const watch = { restarts, lists, selection: { kind: PODS } };
  return { cluster, watch } as unknown as PooledWatch; // what is read of one
}

it('tells sums that never fall when a watch ends', () => {
  const ended = new EndedWatches();
  const [first, second] = [watchOf('a', 3, 2), watchOf('a', 1, 1)];
  const other = watchOf('b', 5, 0);
  const of = (cluster: string) => ({ cluster, resource: 'pods' });
  const restarts = [
    [4, of('a')],
    [5, of('b')],
  ];
  const relists = [
    [1, of('a')],
    [0, of('b')],
  ];
  expect(ended.restartsWith([first, second, other])).toEqual(restarts);
  expect(ended.relistsWith([first, second, other])).toEqual(relists);
  ended.add(first);
  ended.add(other);
  expect(ended.restartsWith([second])).toEqual(restarts);
  expect(ended.relistsWith([second])).toEqual(relists);
});
