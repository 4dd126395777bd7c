import { findings, node, unscheduledPod } from '../../../testing';
import cause from './cause';

describe('unschedulable-node-feature', () => {
  it('says what the nodes run', () => {
    const message =
      "0/2 nodes are available: 2 node(s) didn't match Pod's required features.";
    const [found] = findings(cause, [
      unscheduledPod(message),
      node(['status.nodeInfo.kubeletVersion', 'v1.33.2']),
    ]);
    expect(found?.what.en).toContain('The nodes run v1.33.2.');
  });

  it('knows the guard of sidecars', () => {
    const message =
      '0/2 nodes are available: 2 Pod has a restartable init container and the SidecarContainers feature is disabled.';
    const [found] = findings(cause, [unscheduledPod(message)]);
    expect(found?.why.en).toContain('sidecar');
  });

  it('leaves labels to their own cause', () => {
    const message =
      "0/2 nodes are available: 2 node(s) didn't match node selector.";
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
