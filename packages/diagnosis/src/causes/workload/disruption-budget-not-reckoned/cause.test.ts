import type { JsonObject } from '../../../testing';
import { ago, diagnosisBy, eventOf, findings } from '../../../testing';
import cause from './cause';

const kind = 'PodDisruptionBudget';
const subject = { kind, namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const budget = (
  status = 'True',
  reason = 'SufficientPods',
  message = '',
): JsonObject => ({
  kind,
  metadata: {
    name: 'web',
    namespace: 'shop',
    uid: `${kind.toLowerCase()}-uid-1`,
  },
  status: {
    conditions: [{ type: 'DisruptionAllowed', status, reason, message }],
  },
});
const UNMANAGED =
  'Pods selected by this PodDisruptionBudget (selector: app=web) were found to be unmanaged.';

describe('disruption-budget-not-reckoned', () => {
  it('reads the condition', () => {
    const message = 'found no controller ref for pod "web-1"';
    const [found] = find(budget('False', 'SyncFailed', message));
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('refuses to evict any of them');
    expect(found?.quotes[1]?.value).toBe(message);
  });

  it('reads the events', () => {
    const failed = eventOf(
      kind,
      'CalculateExpectedPodCountFailed',
      'Failed to calculate the number of expected pods: x',
    );
    expect(find(budget(), failed)[0]?.severity).toBe('warning');
    const [found] = find(budget(), eventOf(kind, 'UnmanagedPods', UNMANAGED));
    expect(found?.severity).toBe('info');
    const old = eventOf(kind, 'UnmanagedPods', UNMANAGED, [
      'lastTimestamp',
      ago(9000),
    ]);
    expect(find(budget(), old)).toEqual([]);
  });

  it('cannot tell why nothing may be evicted without events', () => {
    const shut = budget('False', 'InsufficientPods');
    expect(diagnosisBy(cause, [shut], { subject }).unchecked).toHaveLength(1);
    expect(find(budget())).toEqual([]);
  });
});
