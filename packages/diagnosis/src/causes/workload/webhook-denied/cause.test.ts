import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

describe('webhook-denied', () => {
  it.each([
    [
      'admission webhook "validation.gatekeeper.sh" denied the request: [ns-must-have-owner] you must provide labels: {"owner"}',
      'Gatekeeper',
      '[ns-must-have-owner]',
    ],
    [
      'admission webhook "validation.gatekeeper.sh" denied the request: [denied by must-have-gk] no',
      'Gatekeeper',
      'must-have-gk',
    ],
    [
      'admission webhook "validate.kyverno.svc-fail" denied the request: \n\nresource Pod/shop/web was blocked due to the following policies \n\nrequire-labels:\n  check: \'validation error: the label team is required\'',
      'Kyverno',
      'require-labels: check',
    ],
    [
      'admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev3allowedusersgroups-1] Container app is attempting to run without a required securityContext/runAsNonRoot',
      'Azure Policy',
      'azurepolicy',
    ],
    [
      'admission webhook "gkepolicy.common-webhooks.networking.gke.io" denied the request: GKE Policy Controller rejected the request because it violates one or more policies: {"[denied by autogke-disallow-privilege]":["container app is privileged"]}',
      'GKE',
      'autogke',
    ],
  ])('reads %s', (answer, engine, words) => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(
      `of the policy engine ${engine} refuses them, and says: “`,
    );
    expect(found?.what.en).toContain(words);
  });

  it('says so when the webhook gives no reason', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        'admission webhook "a.example.io" denied the request without explanation',
      ),
    );
    expect(found?.what.en).toContain(
      'the admission webhook “a.example.io” refuses them, without saying why.',
    );
  });

  it('is not misled by the words of the webhook', () => {
    const answer =
      'admission webhook "a.example.io" denied the request: exceeded quota: x, violates PodSecurity "y", failed calling webhook "z"';
    expect(findings(cause, refusedDeployment(answer))).toHaveLength(1);
  });

  it('cuts a long reason', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        `admission webhook "a.b" denied the request: ${'no '.repeat(5000)}`,
      ),
    );
    expect(found?.what.en.length).toBeLessThan(700);
  });

  it.each([
    'Internal error occurred: failed calling webhook "a.b": Post "https://a.b.svc:443/": EOF',
    "pods \"web-5d-\" is forbidden: ValidatingAdmissionPolicy 'a' with binding 'b' denied request: no",
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
