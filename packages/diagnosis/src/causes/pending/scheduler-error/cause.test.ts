import { findings, unscheduledPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const ERROR: Tweak = ['status.conditions.0.reason', 'SchedulerError'];

describe('scheduler-error', () => {
  it.each([
    [
      'running Bind plugin "DefaultBinder": Operation cannot be fulfilled on pods/binding "web-0": pod web-0 is already assigned to node "n1"',
      'passes with the next try',
    ],
    [
      'binding rejected: running Bind plugin "DefaultBinder": Post "https://10.0.0.1:443/api/v1/namespaces/shop/pods/web-1/binding": context deadline exceeded',
      'did not reach the API server',
    ],
    [
      'running Bind plugin "DefaultBinder": admission webhook "place.example.com" denied the request: frozen',
      'refused the assignment',
    ],
    [
      'failed Filter with extender at URL http://127.0.0.1:8888/filter, code 500',
      '(extender)',
    ],
    [
      'rejected due to timeout after waiting 30s at plugin Quota',
      'did not give its consent',
    ],
    [
      'running PreFilter plugin "InterPodAffinity": parsing pod: unknown operator',
      'part of the scheduler (plugin) failed',
    ],
    [
      "AssumePod failed: pod 1234 is in the cache, so can't be assumed",
      'passes with the next try',
    ],
    ['something unheard of', 'part of the scheduler (plugin) failed'],
  ])('knows: %s', (message, why) => {
    const [found] = findings(cause, [unscheduledPod(message, ERROR)]);
    expect(found?.why.en).toContain(why);
    expect(found?.what.en).toContain(message.slice(0, 40));
  });

  it.each([
    'running PreBind plugin "VolumeBinding": binding volumes: timed out waiting for the condition',
    'persistentvolumeclaim "data" not found',
  ])('leaves claims to their own causes: %s', message => {
    expect(findings(cause, [unscheduledPod(message, ERROR)])).toEqual([]);
  });

  it('is silent for a lack of nodes', () => {
    const message = '0/1 nodes are available: 1 Insufficient cpu.';
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
