import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import {
  ago,
  event,
  findings,
  snapshot,
  unscheduledPod,
} from '../../../testing';
import cause from './cause';

const SHORT =
  '0/5 nodes are available: 5 Insufficient cpu. preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.';
const priority: Tweak = ['spec.priority', -1000];
const image = (name: string): Tweak => ['spec.containers.0.image', name];
const PAUSE = image('registry.k8s.io/pause:3.10');

describe('placeholder-waits', () => {
  it.each<[string, Tweak]>([
    ['pause', PAUSE],
    ['pause of old', image('k8s.gcr.io/pause-amd64:3.1')],
    ['pause of a mirror', image('mcr.microsoft.com/oss/kubernetes/pause:3.6')],
    [
      'pause of EKS',
      image('602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/pause:3.5'),
    ],
    ['its name', ['metadata.name', 'cluster-overprovisioner-7d4-x']],
    ['its class', ['spec.priorityClassName', 'balloon-priority']],
  ])('knows a placeholder by %s', (_, tweak) => {
    const [found] = findings(cause, [unscheduledPod(SHORT, priority, tweak)]);
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toContain('its priority is -1000');
  });

  it('alone is told, without an alarm', () => {
    const grown = event(
      'TriggeredScaleUp',
      'pod triggered scale-up: [{pool-1 5->6 (max: 10)}]',
      ['lastTimestamp', ago(80)],
    );
    const waits = unscheduledPod(SHORT, priority, PAUSE);
    const ids = (...more: unknown[]) =>
      diagnose(snapshot([waits, ...more])).found.map(one => one.cause);
    expect(ids()).toEqual(['placeholder-waits']);
    expect(ids(grown)).toEqual(['placeholder-waits']);
  });

  it.each<[string, string, Tweak[]]>([
    ['of common priority', SHORT, [PAUSE]],
    ['that does work', SHORT, [priority]],
    [
      'that is kept off by its selector',
      "0/5 nodes are available: 5 node(s) didn't match Pod's node affinity/selector.",
      [priority, PAUSE],
    ],
  ])('leaves to others a pod %s', (_, message, tweaks) => {
    expect(findings(cause, [unscheduledPod(message, ...tweaks)])).toEqual([]);
  });
});
