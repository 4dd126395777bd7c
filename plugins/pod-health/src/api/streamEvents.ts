import {
  PodHealthError,
  type HealthEvent,
  type OverviewEvent,
} from 'backstage-plugin-pod-health-common';

/** One line of the health stream. Throws `protocol-error` when it is not an event. */
export function parseHealthEvent(line: string): HealthEvent {
  const value = parse(line);
  if (!isEventOf<HealthEvent>(value, 'report')) {
    throw new PodHealthError('protocol-error', 'a line that is not an event');
  }
  return value;
}

/** One line of the overview's stream. Throws `protocol-error` when it is not an event. */
export function parseOverviewEvent(line: string): OverviewEvent {
  const value = parse(line);
  if (!isEventOf<OverviewEvent>(value, 'overview')) {
    throw new PodHealthError('protocol-error', 'a line that is not an event');
  }
  return value;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new PodHealthError('protocol-error', 'a line that is not JSON');
  }
}

/** Whether a value has what an event of its type cannot do without. `whole`: the type, and the field, that tells everything. */
function isEventOf<Event extends { readonly type: string }>(
  value: unknown,
  whole: Event['type'] & keyof Event & string,
): value is Event {
  if (typeof value !== 'object' || value === null || !('type' in value)) {
    return false;
  }
  const fields = new Map(Object.entries(value));
  switch (value.type) {
    case whole:
      return typeof fields.get(whole) === 'object';
    case 'change':
      return (
        typeof fields.get('change') === 'object' &&
        Number.isSafeInteger(fields.get('seq'))
      );
    case 'error':
      return typeof fields.get('problem') === 'object';
    default:
      return value.type === 'heartbeat';
  }
}
