import { diagnose } from '../../../diagnose';
import {
  ago,
  crashingPod,
  event,
  findings,
  pod,
  snapshot,
} from '../../../testing';
import cause from './cause';

const said = event(
  'MissingClusterDNS',
  'pod: "web-1_shop(pod-uid-1)". kubelet does not have ClusterDNS IP configured and cannot create Pod using "ClusterFirst" policy. Falling back to "Default" policy.',
);

describe('cluster-dns-missing', () => {
  it('names node and policy', () => {
    const [found] = findings(cause, [crashingPod({ exitCode: 1 }), said]);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toContain('Node “worker”');
    expect(found?.what.en).toContain('dnsPolicy ClusterFirst');
  });

  it('never speaks of a healthy pod, nor of one on its way out', () => {
    expect(diagnose(snapshot([pod(), said])).found).toEqual([]);
    expect(
      findings(cause, [
        crashingPod({ exitCode: 1 }, ['metadata.deletionTimestamp', ago(5)]),
        said,
      ]),
    ).toEqual([]);
  });
});
