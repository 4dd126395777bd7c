import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-x" is forbidden: ';

describe('admission-policy-denied', () => {
  it.each([
    [
      `ValidatingAdmissionPolicy 'owners' with binding 'all' denied request: name your owner`,
      'the admission policy “owners” (bound by “all”) refuses them and says: “name your owner”',
    ],
    [
      `ValidatingAdmissionPolicy 'owners' denied request: failed expression: object.spec.replicas <= 5`,
      'the admission policy “owners” refuses them and says: “failed expression: object.spec.replicas ‹= 5”',
    ],
    [
      `policy 'sidecar' with binding 'all' denied request: no such key: labels`,
      'the admission policy “sidecar” (bound by “all”)',
    ],
  ])('reads %s', (words, sentence) => {
    const [found] = findings(cause, refusedDeployment(`${P}${words}`));
    expect(found?.what.en).toContain(sentence);
  });

  it('tells a rule that fails itself from one that says no', () => {
    const broken = `${P}ValidatingAdmissionPolicy 'a' with binding 'b' denied request: expression 'object.metadata.labels.x == "1"' resulted in error: no such key: x`;
    const [found] = findings(cause, refusedDeployment(broken));
    expect(found?.why.en).toContain('the policy needs repair');
    expect(found?.steps[0]?.command).toBe(
      'kubectl get validatingadmissionpolicy a -o yaml',
    );
  });

  it.each([
    `admission webhook "a.b" denied the request: ValidatingAdmissionPolicy 'x'`,
    `${P}violates PodSecurity "baseline:latest": hostPort (container "app" uses hostPort 80)`,
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
