import type { Container, Pod, Service } from '../../../facts/objects';

type Port = NonNullable<Service['spec']['ports']>[number];

/** A port of a service that leads to no port of its pods. */
export interface Unserved {
  /** Place among the ports of the service. */
  readonly p: number;
  readonly port: number;
  /** Where it leads: a name, or a number. */
  readonly target: string | number;
  readonly isByName: boolean;
  readonly protocol: string;
  /** What the pods declare instead, as `http (8080)`. */
  readonly declared: readonly string[];
  /** Names of declared ports. */
  readonly names: readonly string[];
}

/** Sidecars that a mesh puts in declare ports of their own; they say nothing of the program. */
export const MESH = new Set([
  'istio-proxy',
  'linkerd-proxy',
  'envoy',
  'vault-agent',
]);

/** Containers whose ports a service may lead to: init containers count only when they are sidecars. */
export function containersOf({ spec }: Pod): Container[] {
  const sidecars = spec.initContainers.filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return [...spec.containers, ...sidecars];
}

const protocolOf = ({ protocol = 'TCP' }: { readonly protocol?: string }) =>
  protocol;

/** Numbers that probes of the pod knock at: somebody listens there, declared or not. */
export function probed(container: Container): unknown[] {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  return [livenessProbe, readinessProbe, startupProbe].flatMap(probe => [
    probe?.httpGet?.port,
    probe?.tcpSocket?.port,
    probe?.grpc?.port,
  ]);
}

function serves(pod: Pod, target: string | number, port: Port): boolean {
  return containersOf(pod).some(({ ports = [] }) =>
    ports.some(
      one =>
        protocolOf(one) === protocolOf(port) &&
        (one.name === target || one.containerPort === target),
    ),
  );
}

/**
 * Whether a number that no container declares is worth a word: declaring is optional, so only when each program of the pod declares its
 * ports, and no probe knocks there.
 */
function isTelling(pod: Pod, target: number): boolean {
  const own = containersOf(pod).filter(({ name = '' }) => !MESH.has(name));
  return (
    own.length > 0 &&
    pod.spec.hostNetwork !== true &&
    own.every(({ ports = [] }) => ports.length > 0) &&
    !own.some(one => probed(one).includes(target))
  );
}

function declaredBy(pods: readonly Pod[]) {
  const ports = pods.flatMap(pod =>
    containersOf(pod).flatMap(container => container.ports ?? []),
  );
  const told = ports.map(({ name, containerPort = 0 }) =>
    name === undefined ? `${containerPort}` : `${name} (${containerPort})`,
  );
  return {
    declared: [...new Set(told)].sort(),
    names: [...new Set(ports.flatMap(({ name }) => name ?? []))].sort(),
  };
}

/**
 * The ports of a service that none of its pods serves. By name, the pods are no endpoints of the port at all; by number, the packets arrive
 * where probably nobody listens.
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function unservedPorts(
  { spec }: Service,
  pods: readonly Pod[],
): Unserved[] {
  return (spec.ports ?? []).flatMap((port, p) => {
    const { port: number, targetPort } = port;
    const target = targetPort || number;
    if (target === undefined || pods.some(pod => serves(pod, target, port)))
      return [];
    const isByName = typeof target === 'string';
    if (!isByName && !pods.every(pod => isTelling(pod, target))) return [];
    return [
      {
        p,
        port: number ?? 0,
        target,
        isByName,
        protocol: protocolOf(port),
        ...declaredBy(pods),
      },
    ];
  });
}
