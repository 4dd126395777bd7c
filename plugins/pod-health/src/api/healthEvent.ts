import {
  PodHealthError,
  type HealthEvent,
} from 'backstage-plugin-pod-health-common';

/** One line of the health stream. Throws `protocol-error` when it is not an event. */
export function parseHealthEvent(line: string): HealthEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new PodHealthError('protocol-error', 'a line that is not JSON');
  }
  if (!isHealthEvent(value)) {
    throw new PodHealthError('protocol-error', 'a line that is not an event');
  }
  return value;
}

function isHealthEvent(value: unknown): value is HealthEvent {
  if (typeof value !== 'object' || value === null || !('type' in value)) {
    return false;
  }
  switch (value.type) {
    case 'report':
      return 'report' in value && typeof value.report === 'object';
    case 'change':
      return (
        'change' in value && typeof value.change === 'object' && hasSeq(value)
      );
    case 'error':
      return 'problem' in value && typeof value.problem === 'object';
    default:
      return value.type === 'heartbeat';
  }
}

function hasSeq(value: object): boolean {
  return 'seq' in value && Number.isSafeInteger(value.seq);
}
