import { findings, node, pod } from '../../../testing';
import cause from './cause';

const rejected = (reason: string, message: string) =>
  pod(['status', { phase: 'Failed', reason, message }]);

describe('rejected-node-feature', () => {
  it('names the feature and what the node runs', () => {
    const [found] = findings(cause, [
      rejected(
        'SupplementalGroupsPolicyNotSupported',
        'Pod was rejected: SupplementalGroupsPolicy=Strict is not supported in this node',
      ),
      node(),
    ]);
    expect(found?.what.en).toContain(
      'node “worker” (it runs v1.35.4 and containerd://1.6.20): it uses supplementalGroupsPolicy: Strict',
    );
  });

  it.each([
    [
      'PodLevelResourcesNotSupported',
      'PodLevelResources feature gate is disabled',
      'as a whole',
    ],
    [
      'PodFeatureUnsupported',
      'Pod requires node features that are not available: GuaranteedQoSPodCPUResize',
      'GuaranteedQoSPodCPUResize',
    ],
    [
      'PodFeatureUnsupported',
      "Failed to infer pod's feature requirements: x",
      'a feature',
    ],
    [
      'InitContainerRestartPolicyForbidden',
      'Init container "proxy" may not have a non-default restartPolicy',
      'sidecar',
    ],
    [
      'NoNewPrivs',
      'Cannot enforce NoNewPrivs: docker too old',
      'allowPrivilegeEscalation',
    ],
  ])('reads %s: %s', (reason, message, words) => {
    expect(findings(cause, [rejected(reason, message)])[0]?.what.en).toContain(
      words,
    );
  });

  it('is not AppArmor', () => {
    expect(findings(cause, [rejected('AppArmor', '')])).toEqual([]);
  });
});
