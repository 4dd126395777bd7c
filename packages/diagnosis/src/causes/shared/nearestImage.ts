import type { Quote } from '../../engine';
import { editDistance, nearest, parseImage, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';

/** How many letters two texts begin with in common. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The entry whose name is nearest to `name`, however far; of equals the one that begins alike, then the newest by name. */
function closest<T>(name: string, entries: Map<string, T>): T | undefined {
  const [first] = [...entries].sort(
    ([a], [b]) =>
      editDistance(name, a) - editDistance(name, b) ||
      commonStart(name, b) - commonStart(name, a) ||
      (a < b ? 1 : -1),
  );
  return first?.[1];
}

/**
 * The image most like the wanted one among those the nodes hold: another version of the same repository first, else a
 * repository of the same registry with a like name. With its evidence.
 */
export function nearestImage(
  image: string,
  nodes: Fact<FactValues['nodes']>,
): { image: string; quotes: Quote[] } | undefined {
  if (nodes.status !== 'ok') return undefined;
  const { registry, repository, version } = parseImage(image);
  const versions = new Map<string, string>();
  const repositories = new Map<string, string>();
  nodes.value.forEach((node, n) =>
    node.status.images?.forEach((held, i) => {
      const other = parseImage(held);
      const isItself =
        other.repository === repository && other.version === version;
      if (held.includes('@') || other.registry !== registry || isItself) return;
      const at = `${n}.status.images.${i}`;
      if (other.repository === repository) versions.set(other.version, at);
      else if (other.version === version || !repositories.has(other.repository))
        repositories.set(other.repository, at);
    }),
  );
  const at =
    closest(version, versions) ??
    repositories.get(nearest(repository, repositories.keys()) ?? '');
  const quotes = at === undefined ? [] : quoteOf('nodes', nodes.value, at);
  return quotes[0] && { image: String(quotes[0].value), quotes };
}

/** The nodes that report to hold an image, each with its evidence. A kubelet reports 50 images at most. */
export function holdersOf(
  image: string,
  nodes: Fact<FactValues['nodes']>,
): readonly { readonly node: string; readonly quotes: readonly Quote[] }[] {
  if (nodes.status !== 'ok') return [];
  const wanted = JSON.stringify(parseImage(image));
  return nodes.value.flatMap(({ metadata, status: { images = [] } }, n) => {
    const i = images.findIndex(
      one => JSON.stringify(parseImage(one)) === wanted,
    );
    const quotes = quoteOf('nodes', nodes.value, `${n}.status.images.${i}`);
    return quotes.length > 0 ? [{ node: metadata.name ?? '', quotes }] : [];
  });
}
