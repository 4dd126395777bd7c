import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const P = 'pods "web-5d-" is forbidden: ';

describe('security-policy-denied', () => {
  it.each([
    [
      'PodSecurityPolicy until 1.19',
      'unable to validate against any pod security policy: [spec.securityContext.hostNetwork: Invalid value: true: Host network is not allowed to be used spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]',
      [
        'PodSecurityPolicy',
        '2 fields of the pod are refused: spec.securityContext.hostNetwork',
        'Privileged containers are not allowed',
      ],
    ],
    [
      'of later',
      'PodSecurityPolicy: unable to admit pod: []',
      ['PodSecurityPolicy'],
    ],
    [
      'without any policy',
      'no providers available to validate pod against pod security policies',
      ['PodSecurityPolicy'],
    ],
    [
      'either without any policy',
      'no providers available to validate pod request',
      ['PodSecurityPolicy or SecurityContextConstraints'],
    ],
    [
      'OpenShift 4',
      'unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: .containers[0].runAsUser: Invalid value: 1001: must be in the ranges: [1000680000, 1000689999], provider "privileged": Forbidden: not usable by user or serviceaccount]',
      ['SCC', 'containers[0].runAsUser'],
    ],
    [
      'OpenShift 3',
      'unable to validate against any security context constraint: [spec.containers[0].securityContext.securityContext.runAsUser: Invalid value: 0: must be in the ranges: [1000000000, 1000009999]]',
      ['SCC', 'runAsUser'],
    ],
    [
      'OpenShift 3, a bare field',
      'unable to validate against any security context constraint: [fsGroup: Invalid value: []int64{1000}: 1000 is not an allowed group]',
      [
        '1 field of the pod is refused: fsGroup: 1000: 1000 is not an allowed group.',
      ],
    ],
    [
      'OpenShift, capabilities',
      'unable to validate against any security context constraint: [capabilities.add: Invalid value: "NET_ADMIN": capability may not be added, provider "privileged": Forbidden: not usable by user or serviceaccount]',
      ['1 field of the pod is refused: capabilities.add: "NET_ADMIN"'],
    ],
    [
      'a host port',
      'unable to validate against any pod security policy: [spec.containers[0].hostPort: Invalid value: 4222: Host port 4222 is not allowed to be used. Allowed ports: []]',
      ['Allowed ports: [].'],
    ],
    [
      'SecurityContextDeny',
      'SecurityContext.RunAsUser is forbidden',
      ['SecurityContextDeny'],
    ],
  ])('knows the words of %s', (_, words, parts) => {
    const [found] = findings(cause, refusedDeployment(`${P}${words}`));
    for (const part of parts) expect(found?.what.en).toContain(part);
  });

  it('names the service account', () => {
    const [found] = findings(
      cause,
      refusedDeployment(`${P}PodSecurityPolicy: unable to admit pod: []`, [
        'spec.template.spec.serviceAccountName',
        'robot',
      ]),
    );
    expect(found?.why.en).toContain('service account “robot”');
    expect(found?.quotes.map(({ value }) => value)).toContain('robot');
  });

  it.each([
    `${P}violates PodSecurity "baseline:latest": privileged (container "app" must not set securityContext.privileged=true)`,
    `${P}error looking up service account shop/robot: serviceaccount "robot" not found`,
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });

  it('says when no policy may be used at all', () => {
    const none = 'unable to validate against any pod security policy: []';
    const [found] = findings(cause, refusedDeployment(`${P}${none}`));
    expect(found?.why.en).toContain('may use none at all');
    expect(found?.steps[0]?.command).toContain('get rolebindings');
  });

  it.each([
    ['containers[0]', false],
    ['containers[1]', true],
    ['initContainers[0]', true],
  ])('knows what a webhook put in by its place: %s', (place, isInjected) => {
    const [found] = findings(
      cause,
      refusedDeployment(
        `${P}unable to validate against any security context constraint: [provider restricted-v2: .${place}.runAsUser: Invalid value: 1337: must be in the ranges: [1000680000, 1000689999]]`,
        ['spec.template.spec.containers', [{ name: 'app', image: 'app:1' }]],
      ),
    );
    expect(found?.why.en.includes('webhook adds it')).toBe(isInjected);
  });
});
