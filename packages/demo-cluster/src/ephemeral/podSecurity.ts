import { specOf, type ContainerSpec } from '../store/pods';
import type { KubeObject } from '../types';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const ENFORCE_VERSION = 'pod-security.kubernetes.io/enforce-version';

/** Capabilities the baseline profile lets a container add. */
const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

type Check = (container: ContainerSpec, pod: KubeObject) => string | undefined;

const name = (container: ContainerSpec) => `container "${container.name}"`;

const list = (values: readonly string[]) =>
  values.map(value => `"${value}"`).join(', ');

const privileged: Check = c =>
  c.securityContext?.privileged === true
    ? `privileged (${name(c)} must not set securityContext.privileged=true)`
    : undefined;

const escalation: Check = c =>
  c.securityContext?.allowPrivilegeEscalation === false
    ? undefined
    : `allowPrivilegeEscalation != false (${name(
        c,
      )} must set securityContext.allowPrivilegeEscalation=false)`;

const baselineCapabilities: Check = c => {
  const added = c.securityContext?.capabilities?.add ?? [];
  const wrong = added.filter(value => !BASELINE_CAPABILITIES.has(value));
  return wrong.length > 0
    ? `non-default capabilities (${name(c)} must not include ${list(
        wrong,
      )} in securityContext.capabilities.add)`
    : undefined;
};

const capabilities: Check = c => {
  const { add = [], drop = [] } = c.securityContext?.capabilities ?? {};
  const wrong = add.filter(value => value !== 'NET_BIND_SERVICE');
  const missing = !drop.includes('ALL');
  const told = [
    ...(missing
      ? [`${name(c)} must set securityContext.capabilities.drop=["ALL"]`]
      : []),
    ...(wrong.length > 0
      ? [
          `${name(c)} must not include ${list(
            wrong,
          )} in securityContext.capabilities.add`,
        ]
      : []),
  ];
  return told.length > 0
    ? `unrestricted capabilities (${told.join('; ')})`
    : undefined;
};

const nonRoot: Check = (c, pod) => {
  const own = c.securityContext?.runAsNonRoot;
  if (own === false) {
    return `runAsNonRoot != true (${name(
      c,
    )} must not set securityContext.runAsNonRoot=false)`;
  }
  return own || specOf(pod).securityContext?.runAsNonRoot
    ? undefined
    : `runAsNonRoot != true (pod or ${name(
        c,
      )} must set securityContext.runAsNonRoot=true)`;
};

const nonRootUser: Check = c =>
  c.securityContext?.runAsUser === 0
    ? `runAsUser=0 (${name(c)} must not set runAsUser=0)`
    : undefined;

const seccomp: Check = (c, pod) => {
  const own = c.securityContext?.seccompProfile?.type;
  if (own === 'Unconfined') {
    return `seccompProfile (${name(
      c,
    )} must not set securityContext.seccompProfile.type to "Unconfined")`;
  }
  return own || specOf(pod).securityContext?.seccompProfile?.type
    ? undefined
    : `seccompProfile (pod or ${name(
        c,
      )} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`;
};

/** The checks that a container alone can fail, in the order the API names them. */
const PROFILES: Readonly<Record<string, readonly Check[]>> = {
  baseline: [privileged, baselineCapabilities],
  restricted: [
    privileged,
    escalation,
    capabilities,
    nonRoot,
    nonRootUser,
    seccomp,
  ],
};

/**
 * What Pod Security admission says of new ephemeral containers in a namespace; undefined when it admits them. Only what one
 * container can break is checked: the pod itself was admitted before.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityRefusal(
  namespace: KubeObject | undefined,
  pod: KubeObject,
  added: readonly ContainerSpec[],
): string | undefined {
  const labels = namespace?.metadata.labels ?? {};
  const profile = labels[ENFORCE];
  const told = (PROFILES[profile] ?? []).flatMap(check =>
    added.map(c => check(c, pod)).filter(t => t !== undefined),
  );
  return told.length > 0
    ? `violates PodSecurity "${profile}:${
        labels[ENFORCE_VERSION] ?? 'latest'
      }": ${told.join(', ')}`
    : undefined;
}
