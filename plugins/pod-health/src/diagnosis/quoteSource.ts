import type { ApiQuote } from 'backstage-plugin-pod-health-common';
import type { MessageKey, Say } from '../i18n/message';
import { visibleText } from '../text/visibleText';

/** Parts of a path that tell in which circumstances a value stood; the first that fits counts. */
const POD_PATHS: readonly (readonly [RegExp, MessageKey])[] = [
  [/^status\.\w*ontainerStatuses\.\d+\.lastState\./, 'evidence.lastRun'],
  [/^status\.\w*ontainerStatuses\.\d+\.state\.waiting\./, 'evidence.waiting'],
  [/^status\.\w*ontainerStatuses\.\d+\.state\.running\./, 'evidence.running'],
  [
    /^status\.\w*ontainerStatuses\.\d+\.state\.terminated\./,
    'evidence.terminated',
  ],
  [/^status\.\w*ontainerStatuses\.\d+\./, 'evidence.container'],
  [/^status\.conditions\./, 'evidence.condition'],
  [/^status\./, 'evidence.podStatus'],
  [/^spec\.\w*ontainers\.\d+\./, 'evidence.containerSpec'],
  [/^spec\./, 'evidence.podSpec'],
  [/^metadata\./, 'evidence.podMetadata'],
];

const FACT_KEYS: Readonly<Record<string, MessageKey>> = {
  events: 'evidence.event',
  ownerEvents: 'evidence.ownerEvent',
  owners: 'evidence.owner',
  nodes: 'evidence.node',
  scheduledPods: 'evidence.otherPod',
  nodePods: 'evidence.otherPod',
  siblings: 'evidence.otherPod',
  namespacePods: 'evidence.otherPod',
  namespaceWorkloads: 'evidence.workload',
  services: 'evidence.service',
  configMaps: 'evidence.configMap',
  claims: 'evidence.claim',
  schema: 'evidence.schema',
};

const FIELD_KEYS = {
  reason: 'field.reason',
  message: 'field.message',
  exitCode: 'field.exitCode',
  signal: 'field.signal',
  restartCount: 'field.restartCount',
  ready: 'field.ready',
  image: 'field.image',
  phase: 'field.phase',
  status: 'field.status',
  type: 'field.type',
  creationTimestamp: 'field.creationTimestamp',
  targetPort: 'field.targetPort',
  port: 'field.port',
  replicas: 'field.replicas',
  count: 'field.count',
  name: 'field.name',
  memory: 'field.memory',
  cpu: 'field.cpu',
  finalizers: 'field.finalizers',
  deletionTimestamp: 'field.deletionTimestamp',
  nodeSelector: 'field.nodeSelector',
  nodeName: 'field.nodeName',
  taints: 'field.taints',
} as const satisfies Record<string, MessageKey>;

/**
 * Where a quote comes from, in words a developer knows: "Container app, previous run: exit code", "Node worker-1: taint".
 * `container` is the one the finding is about, for a server that does not name it in the quote. A path that is not known is given
 * with its own last name, never left out.
 */
export function quoteSource(
  quote: ApiQuote,
  container: string | undefined,
  say: Say,
): string {
  if (quote.from === 'logs') {
    return logSource(quote.at, say);
  }
  const field = fieldName(quote.at, say);
  const name = quote.of ?? container;
  if (quote.from === 'pod') {
    return podSource(quote.at, field, name && visibleText(name), say);
  }
  const from = visibleText(quote.from);
  const what = say(factKey(quote.from), { from });
  return quote.of === undefined
    ? say('evidence.unnamed', { what, field })
    : say('evidence.named', { what, field, name: visibleText(quote.of) });
}

/** A place in the pod. Without the name of its container or condition it is called by the pod alone. */
function podSource(
  at: string,
  field: string,
  name: string | undefined,
  say: Say,
): string {
  const known = POD_PATHS.find(([pattern]) => pattern.test(at));
  const key = known ? known[1] : 'evidence.podMetadata';
  if (name !== undefined) {
    return say(key, { field, container: name, name });
  }
  if (at.startsWith('status.')) {
    return say('evidence.podStatus', { field });
  }
  return say(at.startsWith('spec.') ? 'evidence.podSpec' : key, { field });
}

function factKey(from: string): MessageKey {
  return Object.hasOwn(FACT_KEYS, from) ? FACT_KEYS[from] : 'evidence.other';
}

/** The whole path, as the API names it. */
export function quotePath(quote: ApiQuote): string {
  return visibleText(`${quote.from} · ${quote.at}`);
}

function logSource(at: string, say: Say): string {
  const previous = at.endsWith('.previous');
  const container = visibleText(at.replace(/\.(previous|current)$/, ''));
  return say(previous ? 'evidence.previousLog' : 'evidence.log', { container });
}

function fieldName(at: string, say: Say): string {
  const names = at.split('.').filter(part => !/^\d+$/.test(part));
  const last = names.at(-1) ?? at;
  return isKnownField(last) ? say(FIELD_KEYS[last]) : visibleText(last);
}

function isKnownField(name: string): name is keyof typeof FIELD_KEYS {
  return Object.hasOwn(FIELD_KEYS, name);
}
