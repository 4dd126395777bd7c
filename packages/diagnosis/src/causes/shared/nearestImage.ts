import type { Quote } from '../../engine';
import { editDistance, memo, nearest, parseImage, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { ImageName } from '../../facts/imageName';
import type { FactValues } from '../../facts/snapshot';

/** How many letters two texts begin with in common. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The entry whose name is nearest to `name`, however far; of equals the one that begins alike, then the newest by name. */
function closest(
  name: string,
  entries: ReadonlyMap<string, string>,
): string | undefined {
  const [first] = [...entries]
    .map(([other, at]) => ({
      other,
      at,
      far: editDistance(name, other),
      alike: commonStart(name, other),
    }))
    .sort(
      (a, b) =>
        a.far - b.far || b.alike - a.alike || (a.other < b.other ? 1 : -1),
    );
  return first?.at;
}

/** Where a repository's images are held: the first of all, and the last of each version. */
interface Held {
  readonly first: string;
  readonly versions: Map<string, string>;
}

/** All images the nodes hold. */
interface Store {
  /** By registry, then by repository; those with a tag only. */
  readonly tagged: Map<string, Map<string, Held>>;
  /** By their whole name: the first place on each node that has it. */
  readonly places: Map<string, Map<number, string>>;
  /** What was found for an image before. */
  readonly near: Map<string, Near | undefined>;
}

type Near = { readonly image: string; readonly quotes: readonly Quote[] };

const keyOf = ({ registry, repository, version }: ImageName) =>
  JSON.stringify([registry, repository, version]);

function inner<K, V>(map: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const known = map.get(key) ?? new Map<K, V>();
  map.set(key, known);
  return known;
}

/** Thousands of nodes hold fifty images each: they are read once, not for each pod. */
const storeOf = memo((nodes: FactValues['nodes']): Store => {
  const store: Store = {
    tagged: new Map(),
    places: new Map(),
    near: new Map(),
  };
  // The same images lie on all nodes.
  const parsed = new Map<string, ImageName & { readonly key: string }>();
  const parse = (image: string) => {
    const name = parseImage(image);
    const known = parsed.get(image) ?? { ...name, key: keyOf(name) };
    parsed.set(image, known);
    return known;
  };
  nodes.forEach((node, n) =>
    node.status.images?.forEach((image, i) => {
      const { registry, repository, version, key } = parse(image);
      const at = `${n}.status.images.${i}`;
      const places = inner(store.places, key);
      if (!places.has(n)) places.set(n, at);
      if (image.includes('@')) return;
      const repositories = inner(store.tagged, registry);
      const held = repositories.get(repository);
      if (held) held.versions.set(version, at);
      else
        repositories.set(repository, {
          first: at,
          versions: new Map([[version, at]]),
        });
    }),
  );
  return store;
});

function findNearest(
  image: string,
  nodes: FactValues['nodes'],
): Near | undefined {
  const { registry, repository, version } = parseImage(image);
  const held = storeOf(nodes).tagged.get(registry);
  const versions = new Map(held?.get(repository)?.versions);
  versions.delete(version);
  const others = [...(held?.keys() ?? [])].filter(one => one !== repository);
  const like = () => held?.get(nearest(repository, others) ?? '');
  const of = versions.size > 0 ? undefined : like();
  const at =
    closest(version, versions) ?? of?.versions.get(version) ?? of?.first;
  const quotes = at === undefined ? [] : quoteOf('nodes', nodes, at);
  return quotes[0] && { image: String(quotes[0].value), quotes };
}

/**
 * The image most like the wanted one among those the nodes hold: another version of the same repository first, else a
 * repository of the same registry with a like name. With its evidence.
 */
export function nearestImage(
  image: string,
  nodes: Fact<FactValues['nodes']>,
): Near | undefined {
  if (nodes.status !== 'ok') return undefined;
  const { near } = storeOf(nodes.value);
  if (!near.has(image)) near.set(image, findNearest(image, nodes.value));
  return near.get(image);
}

/** The nodes that report to hold an image, each with its evidence. A kubelet reports 50 images at most. */
export function holdersOf(
  image: string,
  nodes: Fact<FactValues['nodes']>,
): readonly { readonly node: string; readonly quotes: readonly Quote[] }[] {
  if (nodes.status !== 'ok') return [];
  const places = storeOf(nodes.value).places.get(keyOf(parseImage(image)));
  return [...(places ?? [])].flatMap(([n, at]) => {
    const quotes = quoteOf('nodes', nodes.value, at);
    const node = nodes.value[n]?.metadata.name ?? '';
    return quotes.length > 0 ? [{ node, quotes }] : [];
  });
}
