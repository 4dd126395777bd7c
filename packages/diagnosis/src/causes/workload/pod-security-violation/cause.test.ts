import type { Tweak } from '../../../testing';
import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';
import { changeFor } from './violations';

const violates = (level: string, list: string) =>
  `pods "web-5d-x" is forbidden: violates PodSecurity "${level}": ${list}`;

describe('pod-security-violation', () => {
  it('lists each rule with its containers, and what to change', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        violates(
          'restricted:v1.29',
          'allowPrivilegeEscalation != false (containers "app", "log" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or containers "app", "log" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
        ),
      ),
    );
    expect(found?.what.en).toContain(
      'enforces the security level “restricted”, and the pod breaks 3 rules of it: allowPrivilegeEscalation (“app” and “log”), runAsNonRoot (“app”) and seccompProfile (“app” and “log”).',
    );
    const steps = found?.steps.map(({ text }) => text.en) ?? [];
    expect(steps[0]).toContain('allowPrivilegeEscalation to false');
    expect(steps.join(' ')).toContain('(version v1.29)');
  });

  const FALCON =
    'non-default capabilities (container "falcon" must not include "SYS_PTRACE" in securityContext.capabilities.add), seccompProfile (container "falcon" must not set securityContext.seccompProfile.type to "Unconfined")';
  const template = (...names: string[]): Tweak => [
    'spec.template.spec.containers',
    names.map(name => ({ name, image: 'app:1' })),
  ];
  const stepsOf = (list: string, ...names: string[]) =>
    findings(
      cause,
      refusedDeployment(violates('baseline:latest', list), template(...names)),
    )[0];

  it('says that a container that the template lacks was put in by a webhook', () => {
    const found = stepsOf(FALCON, 'app');
    expect(found?.why.en).toContain(
      'The manifest has no “falcon”: it is added',
    );
    expect(found?.steps[0]?.text.en).toContain(
      'the webhook that adds “falcon”',
    );
    expect(found?.steps.map(({ text }) => text.en).join(' ')).not.toContain(
      'Change the manifest',
    );
  });

  it('mends the manifest only where it is at fault', () => {
    const own = stepsOf(FALCON, 'app', 'falcon');
    expect(own?.why.en).not.toContain('webhook');
    expect(own?.steps[0]?.text.en).toContain('Change the manifest');
    const both = stepsOf(
      `${FALCON}, privileged (container "app" must not set securityContext.privileged=true)`,
      'app',
    );
    expect(both?.steps[0]?.text.en).toContain('privileged to false');
    expect(both?.steps[1]?.text.en).toContain('adds “falcon”');
  });

  it.each([
    ['host namespaces (hostNetwork=true, hostPID=true)', 'host namespaces.'],
    ['hostPath volumes (volume "data")', 'hostPath volumes (“data”)'],
    [
      'restricted volume types (volumes "a", "b" use restricted volume types "hostPath", "nfs")',
      'restricted volume types (“a” and “b”)',
    ],
    [
      'privileged (container "app" must not set securityContext.privileged=true)',
      'privileged (“app”)',
    ],
    [
      'non-default capabilities (container "app" must not include "NET_ADMIN" in securityContext.capabilities.add)',
      'non-default capabilities (“app”)',
    ],
    ['forbidden sysctls (net.core.somaxconn)', 'forbidden sysctls.'],
    [
      'something of tomorrow (container "app" must rest)',
      'something of tomorrow (“app”)',
    ],
  ])('reads %s', (text, words) => {
    const [found] = findings(
      cause,
      refusedDeployment(violates('baseline:latest', text)),
    );
    expect(found?.what.en).toContain(words);
  });

  it.each([
    'allowPrivilegeEscalation',
    'forbidden AppArmor profiles',
    'non-default capabilities',
    'unrestricted capabilities',
    'host namespaces',
    'hostPath volumes',
    'hostPort',
    'probe or lifecycle host',
    'privileged',
    'procMount',
    'restricted volume types',
    'runAsNonRoot',
    'runAsUser=0',
    'seLinuxOptions',
    'seccompProfile',
    'forbidden sysctls',
    'hostProcess',
  ])('knows what to change for %s', check => {
    expect(changeFor(check)?.en).toBeDefined();
  });

  it.each([
    'would violate PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)',
    'pods "web-5d-" is forbidden: unable to validate against any pod security policy: []',
    'admission webhook "a.b" denied the request: violates PodSecurity "mine"',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
