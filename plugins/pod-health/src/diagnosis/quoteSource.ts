import type { ApiQuote } from 'backstage-plugin-pod-health-common';
import {
  message,
  type Message,
  type MessageKey,
  type Say,
} from '../i18n/message';
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
  siblings: 'evidence.otherPod',
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
 * Where a quote comes from, in words a developer knows: "Container app, previous run: exit code". `container` is the one the
 * finding is about. A path that is not known is given with its own last name, never left out.
 */
export function quoteSource(
  quote: ApiQuote,
  container: string | undefined,
  say: Say,
): Message {
  if (quote.from === 'logs') {
    return logSource(quote.at);
  }
  const values = {
    field: fieldName(quote.at, say),
    container: visibleText(container ?? '?'),
  };
  if (quote.from === 'pod') {
    const known = POD_PATHS.find(([pattern]) => pattern.test(quote.at));
    return message(known ? known[1] : 'evidence.podMetadata', values);
  }
  const key = Object.hasOwn(FACT_KEYS, quote.from)
    ? FACT_KEYS[quote.from]
    : 'evidence.other';
  return message(key, { ...values, from: visibleText(quote.from) });
}

/** The whole path, as the API names it. */
export function quotePath(quote: ApiQuote): string {
  return visibleText(`${quote.from} · ${quote.at}`);
}

function logSource(at: string): Message {
  const previous = at.endsWith('.previous');
  const container = visibleText(at.replace(/\.(previous|current)$/, ''));
  return message(previous ? 'evidence.previousLog' : 'evidence.log', {
    container,
  });
}

function fieldName(at: string, say: Say): string {
  const names = at.split('.').filter(part => !/^\d+$/.test(part));
  const last = names.at(-1) ?? at;
  return isKnownField(last) ? say(FIELD_KEYS[last]) : visibleText(last);
}

function isKnownField(name: string): name is keyof typeof FIELD_KEYS {
  return Object.hasOwn(FIELD_KEYS, name);
}
