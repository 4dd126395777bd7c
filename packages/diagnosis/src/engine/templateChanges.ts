import type { Workload } from '../facts/objects';

/** One difference between two pod templates. Names and settings only: no environment value, argument or secret is known here. */
export interface TemplateChange {
  /** Such as `containers.app.image`; containers, variables, volumes and ports by name. */
  readonly path: string;
  /** Absent: there was none. */
  readonly before?: string;
  /** Absent: there is none any more. */
  readonly after?: string;
}

type Template = NonNullable<Workload['spec']['template']>;
type Leaves = Map<string, string>;

/** Deeper than any template; bounds the stack. */
const MAX_DEPTH = 16;
/** What a controller adds itself. */
const NOT_COMPARED =
  /^metadata\.labels\.(?:pod-template-hash|controller-revision-hash|pod-template-generation)$/;

/** The name that an element of a list goes by; its place when it has none. */
function keyOf(item: unknown, i: number): string {
  const { name, mountPath, containerPort, key, topologyKey } = (item ??
    {}) as Record<string, unknown>; // any object; each name is only tried
  const id = name ?? mountPath ?? containerPort ?? key ?? topologyKey;
  return typeof id === 'string' || typeof id === 'number' ? `${id}` : `${i}`;
}

function collect(value: unknown, path: string, leaves: Leaves, depth: number) {
  if (value === undefined || value === null || depth > MAX_DEPTH) return;
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) {
    value.forEach((item, i) =>
      typeof item === 'object'
        ? collect(item, at(keyOf(item, i)), leaves, depth + 1)
        : leaves.set(at(`${i}`), String(item)),
    );
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      // The name of an element is its place already; that it is there has to show even so.
      if (key === 'name') leaves.set(path, '');
      else collect(inner, at(key), leaves, depth + 1);
    }
  } else {
    leaves.set(path, String(value));
  }
}

function leavesOf({ metadata, spec }: Template): Leaves {
  const leaves: Leaves = new Map();
  const { labels, annotations } = metadata ?? {};
  collect({ metadata: { labels, annotations }, ...spec }, '', leaves, 0);
  for (const path of leaves.keys()) {
    if (NOT_COMPARED.test(path)) leaves.delete(path);
  }
  return leaves;
}

/** Of several changes under a thing that came or went, only that one. */
function outermost(changes: readonly TemplateChange[]): TemplateChange[] {
  const whole = changes
    .filter(({ before, after }) => before === '' || after === '')
    .map(({ path }) => path);
  return changes.filter(
    ({ path }) => !whole.some(outer => path.startsWith(`${outer}.`)),
  );
}

/** Images first, then what people set most; the rest by name. */
const ORDER = [/\.image$/, /\.env(From)?\./, /Probe\./, /\.resources\./];

const rank = ({ path }: TemplateChange) => {
  const i = ORDER.findIndex(pattern => pattern.test(path));
  return i === -1 ? ORDER.length : i;
};

/**
 * What differs between two pod templates, the most telling first. A value of an environment variable that changed cannot be seen:
 * values are never kept.
 */
export function templateChanges(
  before: Template,
  after: Template,
): readonly TemplateChange[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changes = paths
    .filter(path => old.get(path) !== now.get(path))
    .map(path => ({
      path,
      ...(old.has(path) && { before: old.get(path) }),
      ...(now.has(path) && { after: now.get(path) }),
    }));
  return outermost(changes).sort((a, b) => rank(a) - rank(b));
}
