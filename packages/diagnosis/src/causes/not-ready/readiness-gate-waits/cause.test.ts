import type { JsonObject, Tweak } from '../../../testing';
import { ago, findings, pod } from '../../../testing';
import cause from './cause';

const waiting = (
  gate: string,
  condition: JsonObject | undefined,
  ...tweaks: Tweak[]
) =>
  pod(
    ['spec.readinessGates', [{ conditionType: gate }]],
    ['status.conditions.3.status', 'False'],
    ...(condition
      ? [['status.conditions.4', { type: gate, ...condition }] as Tweak]
      : []),
    ...tweaks,
  );

describe('readiness-gate-waits', () => {
  it.each([
    [
      'target-health.elbv2.k8s.aws/k8s-shop-web-1',
      'AWS load balancer controller',
      'target group',
    ],
    [
      'target-health.alb.ingress.k8s.aws/web_80',
      'AWS load balancer controller',
      'target group',
    ],
    [
      'cloud.google.com/load-balancer-neg-ready',
      'Google’s load balancer',
      'target group',
    ],
    ['InPlaceUpdateReady', 'OpenKruise', 'Check that the controller'],
    [
      'rollout.example.com/approved',
      'the controller of “rollout.example.com”',
      'Check that the controller',
    ],
    [
      'approved',
      'a controller outside Kubernetes',
      'Check that the controller',
    ],
  ])('names who sets %s', (gate, who, step) => {
    const [found] = findings(cause, [waiting(gate, undefined)]);
    expect(found?.what.en).toContain('for 50 min');
    expect(found?.what.en).toContain('nobody has set');
    expect(found?.why.en).toContain(who);
    expect(found?.steps[1]?.text.en).toContain(step);
  });

  it('says what the condition says', () => {
    const condition = {
      status: 'False',
      reason: 'Target.FailedHealthChecks',
      message: 'Health checks failed',
    };
    const [found] = findings(cause, [waiting('a/b', condition)]);
    expect(found?.what.en).toContain('is not True');
    expect(found?.why.en).toContain('“Health checks failed”');
  });

  it.each([
    ['is True', { status: 'True' }, []],
    [
      'has had a minute at most',
      undefined,
      [['status.conditions.2.lastTransitionTime', ago(20)]],
    ],
    [
      'waits for its containers',
      undefined,
      [['status.conditions.2.status', 'False']],
    ],
    [
      'is of a pod on its way out',
      undefined,
      [['metadata.deletionTimestamp', ago(5)]],
    ],
  ] as [string, JsonObject | undefined, Tweak[]][])(
    'leaves a gate alone that %s',
    (_, condition, tweaks) => {
      expect(findings(cause, [waiting('a/b', condition, ...tweaks)])).toEqual(
        [],
      );
    },
  );
});
