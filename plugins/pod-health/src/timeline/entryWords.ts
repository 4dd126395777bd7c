import type { TimelineEntry } from 'backstage-plugin-pod-health-common';
import type { Say } from '../i18n/message';
import { visibleText } from '../text/visibleText';

/** What happened, in one sentence. Names are the cluster's own; hidden characters in them are shown. */
export function entrySentence(entry: TimelineEntry, say: Say): string {
  const { kind, container = '', pods = 1, details = {} } = entry;
  const what = whatOf(entry, say);
  // "Container app of 5 pods was started": the container is the subject.
  const count = entry.container === undefined ? pods : 1;
  switch (kind) {
    case 'scheduled':
    case 'pulled':
      return placeSentence(entry, what, say);
    case 'failed':
      return failedSentence(entry, what, say);
    case 'probe-failed':
      return details.probe === undefined
        ? say('timeline.probe-failed', { what })
        : say(`timeline.probe-failed.${details.probe}`, { what });
    case 'warning':
      return say('timeline.warning', {
        what,
        reason: visibleText(details.reason ?? ''),
      });
    case 'debugged':
      return say('timeline.debugged', {
        what: subjectOf(entry, say, false),
        container: visibleText(container),
      });
    case 'replaced':
    case 'scaled':
    case 'rolled-out':
    case 'node':
      return changeSentence(entry, what, say);
    default:
      return say(`timeline.${kind}`, { what, count });
  }
}

/** The cluster's own words about it, which the sentence does not have. */
export function messageOf({
  kind,
  details = {},
}: TimelineEntry): string | undefined {
  const { message, reason } = details;
  const words = message ?? (kind === 'evicted' ? reason : undefined);
  return words === undefined ? undefined : visibleText(words);
}

/** Where a pod was put, and with which image. */
function placeSentence(entry: TimelineEntry, what: string, say: Say): string {
  const { kind, pods: count = 1, details = {} } = entry;
  if (kind === 'scheduled') {
    return details.node === undefined
      ? say('timeline.scheduled', { what, count })
      : say('timeline.scheduled.on', {
          what,
          count,
          node: visibleText(details.node),
        });
  }
  const inside = whatOf(entry, say, true);
  return details.image === undefined
    ? say('timeline.pulled', { what: inside })
    : say('timeline.pulled.image', {
        what: inside,
        image: visibleText(details.image),
      });
}

function failedSentence(
  { details = {} }: TimelineEntry,
  what: string,
  say: Say,
): string {
  const { exitCode: code } = details;
  const reason = details.reason && visibleText(details.reason);
  if (code === undefined) {
    return reason
      ? say('timeline.failed.how', { what, how: reason })
      : say('timeline.failed', { what });
  }
  const how = reason
    ? say('timeline.exitReason', { code, reason })
    : say('timeline.exit', { code });
  return say('timeline.failed.how', { what, how });
}

/** The sentences of what may have led to a trouble. */
function changeSentence(
  { kind, pods = 1, details = {} }: TimelineEntry,
  what: string,
  say: Say,
): string {
  const { by, from, to, revision, reason = '' } = details;
  switch (kind) {
    case 'replaced':
      return by === undefined
        ? say('timeline.replaced', { what, count: pods })
        : say('timeline.replaced.by', { what, by: visibleText(by) });
    case 'scaled':
      return say('timeline.scaled', { what, from: from ?? '', to: to ?? '' });
    case 'rolled-out':
      return rolledOut(revision, what, say);
    default:
      return isNodeTrouble(reason)
        ? say(`timeline.node.${reason}`, { what })
        : say('timeline.node.other', { what, reason: visibleText(reason) });
  }
}

function rolledOut(
  revision: string | undefined,
  what: string,
  say: Say,
): string {
  if (revision === undefined) {
    return say('timeline.rolled-out', { what });
  }
  return revision === '1'
    ? say('timeline.rolled-out.first', { what })
    : say('timeline.rolled-out.revision', {
        what,
        revision: visibleText(revision),
      });
}

const NODE_TROUBLES = [
  'NotReady',
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
] as const;

function isNodeTrouble(
  reason: string,
): reason is (typeof NODE_TROUBLES)[number] {
  return NODE_TROUBLES.some(each => each === reason);
}

/** What it happened to; `inside`: in the middle of a sentence. */
function whatOf(entry: TimelineEntry, say: Say, inside = false): string {
  const { container } = entry;
  return container === undefined
    ? subjectOf(entry, say, inside)
    : say(inside ? 'timeline.containerOf.inside' : 'timeline.containerOf', {
        container: visibleText(container),
        pod: subjectOf(entry, say, true),
      });
}

/** The pod, the pods, the workload or the node. */
export function subjectOf(
  { pod, workload, node, pods }: TimelineEntry,
  say: Say,
  inside: boolean,
): string {
  if (pod) {
    const key = inside ? 'timeline.pod.inside' : 'timeline.pod';
    return say(key, { pod: visibleText(pod.pod) });
  }
  if (node) {
    return say('timeline.node', { node: visibleText(node.name) });
  }
  const name = say('timeline.workload', {
    kind: visibleText(workload?.kind ?? ''),
    name: visibleText(workload?.name ?? ''),
  });
  return pods === undefined
    ? name
    : say('timeline.pods', { count: pods, workload: name });
}
