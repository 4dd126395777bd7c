import { diagnose } from '../../../diagnose';
import {
  ago,
  event,
  findings,
  pod,
  snapshot,
  unscheduledPod,
} from '../../../testing';
import cause from './cause';

const waits = unscheduledPod('0/1 nodes are available: 1 Insufficient cpu.');
const says = (message: string, reason: string = 'NotTriggerScaleUp') =>
  event(reason, message, ['source.component', 'cluster-autoscaler']);

describe('autoscaler-cannot-help', () => {
  it.each([
    [
      "pod didn't trigger scale-up: 12 node(s) didn't match Pod's node affinity/selector, 3 max node group size reached",
      '3 groups of nodes (largest size reached) may not grow now; a new node would not help in 12 groups of nodes (nodes that do not fit the pod’s rules).',
    ],
    [
      "pod didn't trigger scale-up (it wouldn't fit if a new node is added): 1 max limit reached",
      '1 group of nodes (largest size reached)',
    ],
    [
      "pod didn't trigger scale-up: 1 in backoff after failed scale-up, 2 Insufficient nvidia.com/gpu",
      'pausing after a failed attempt to grow',
    ],
    [
      "pod didn't trigger scale-up: 2 not ready for scale-up",
      'its own nodes do not get ready',
    ],
    [
      "pod didn't trigger scale-up: 2 node(s) had untolerated taint {a: b}, 3 node(s) had untolerated taint {c: d}",
      '5 groups of nodes (a taint the pod does not tolerate)',
    ],
    [
      "pod didn't trigger scale-up: 2 max cluster cpu, memory limit reached",
      'limit of the whole cluster reached',
    ],
    [
      "pod didn't trigger scale-up (it wouldn't fit if a new node is added)",
      'or the groups of nodes that would are at their largest size',
    ],
    [
      "pod didn't trigger scale-up: 1 node(s) had volume node affinity conflict",
      'nodes where its volume cannot be used',
    ],
    [
      "pod didn't trigger scale-up: 1 node(s) exceed max volume count",
      'cannot attach as many volumes',
    ],
    [
      "pod didn't trigger scale-up: 2 something quite new",
      '2 groups of nodes (“something quite new”)',
    ],
    [
      "pod didn't trigger scale-up: 1 node(s) had untolerated taint {dedicated: gpu}",
      'a taint the pod does not tolerate',
    ],
  ])('knows: %s', (message, words) => {
    expect(findings(cause, [waits, says(message)])[0]?.what.en).toContain(
      words,
    );
  });

  it.each([
    ['1 max node group size reached', 'maximum size'],
    ['2 in backoff after failed scale-up', 'last attempt to grow failed'],
    ['1 not ready for scale-up', 'mend the nodes'],
    ['1 max cluster memory limit reached', 'whole cluster'],
    [
      "4 node(s) didn't match Pod's node affinity/selector",
      'that fits the pod',
    ],
  ])('says what to do about: %s', (words, step) => {
    const message = `pod didn't trigger scale-up: ${words}`;
    const [found] = findings(cause, [waits, says(message)]);
    expect(found?.steps[1]?.text.en).toContain(step);
  });

  it('knows what GKE says of a failed attempt', () => {
    const message =
      'Node scale up in zones us-central1-a associated with this pod failed: GCE quota exceeded. Pod is at risk of not being scheduled.';
    const [found] = findings(cause, [waits, says(message, 'FailedScaleUp')]);
    expect(found?.what.en).toContain('no quota left');
  });

  it.each(['provisioner', 'nodepool'])('reads Karpenter by %s', word => {
    const message = `Failed to schedule pod, incompatible with ${word} "gpu", daemonset overhead={"cpu":"605m","pods":"12"}, did not tolerate nvidia.com/gpu=1:NoSchedule; incompatible with ${word} "app", daemonset overhead={"cpu":"605m"}, incompatible requirements, label "zone" does not have known values`;
    const [found] = findings(cause, [
      waits,
      event('FailedScheduling', message),
    ]);
    expect(found?.what.en).toContain(
      '“gpu” (a taint the pod does not tolerate) and “app” (nodes that do not fit the pod’s rules)',
    );
  });

  it('is silent once a node has been asked for, or found', () => {
    const old = event(
      'NotTriggerScaleUp',
      "pod didn't trigger scale-up: 1 max limit reached",
      ['lastTimestamp', ago(300)],
    );
    const since = event(
      'TriggeredScaleUp',
      'pod triggered scale-up: [{asg 1->2 (max: 3)}]',
    );
    expect(findings(cause, [waits, old, since])).toEqual([]);
    expect(findings(cause, [pod(), old])).toEqual([]);
  });

  const EMPTY = unscheduledPod(
    "0/14 nodes are available: 14 node(s) didn't match Pod's node affinity/selector.",
  );
  const karpenter = (message: string) =>
    event('FailedScheduling', message, ['source.component', 'karpenter']);
  const sought = (resources: string, end: string) =>
    karpenter(
      `Failed to schedule pod, incompatible with nodepool "core", did not tolerate core=true:NoExecute; incompatible with nodepool "tenant", no instance type satisfied resources {"cpu":"3",${resources}"pods":"1"} and requirements kubernetes.io/os In [linux]${end}`,
    );
  const roots = (...objects: unknown[]) =>
    diagnose(snapshot(objects)).found.map(one => one.cause);

  it('comes first where the pool that fits has no machine for the pod', () => {
    const device = sought('"example.com/fuse":"2",', '');
    expect(roots(EMPTY, device)).toEqual(['autoscaler-cannot-help']);
    const [found] = findings(cause, [EMPTY, device]);
    expect(found?.what.en).toContain('“tenant”');
    expect(found?.what.en).toContain('example.com/fuse');
    const large = sought(
      '"memory":"900Gi",',
      ' (no instance type has enough resources)',
    );
    expect(roots(EMPTY, large)).toEqual(['autoscaler-cannot-help']);
    // What is said of all nodes that are there tells more.
    expect(roots(waits, large)).toEqual(['unschedulable-resources']);
  });

  it.each([
    ' (no instance type which had enough resources and the required offering met the scheduling requirements)',
    ' (no instance type has the required offering)',
  ])('leaves the scheduler first for %s', end => {
    expect(roots(EMPTY, sought('', end))).toEqual([
      'unschedulable-node-selector',
    ]);
  });
});
