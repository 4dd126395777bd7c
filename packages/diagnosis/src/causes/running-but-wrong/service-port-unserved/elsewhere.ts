import type { Container, Pod, Service } from '../../../facts/objects';
import { containersOf, MESH, probed } from './unserved';

type Port = NonNullable<Service['spec']['ports']>[number];
type Declared = NonNullable<Container['ports']>[number];
type Listening = NonNullable<Container['listens']>[number];

/** A port of a service that leads to another port than the one its program was told to listen on. */
export interface Elsewhere {
  /** Place among the ports of the service. */
  readonly p: number;
  readonly port: number;
  /** What the service leads to, and which number that is. */
  readonly target: string | number;
  readonly number: number;
  readonly container: string;
  /** The option that says where it listens. */
  readonly option: string;
  readonly listens: number;
  /** It listens at the right port, but only for callers within the pod. */
  readonly isLocal: boolean;
}

/** Words in the name of a port that say no more than that it is the program's own; beside it programs open others without being told. */
const OWN =
  /^(?:main|app|application|server|service|svc|port|tcp|ui|default|public|api|web|https?)\d{0,5}$/;
const isTcp = ({ protocol = 'TCP' }: { readonly protocol?: string }) =>
  protocol === 'TCP';

const numberOf = (ports: readonly Declared[], target: unknown) =>
  typeof target === 'number'
    ? target
    : ports.find(one => isTcp(one) && one.name === target)?.containerPort;

/** The container that a port of the service means: the one that declares it, or the only one there is. */
function meant(pod: Pod, target: string | number): Container | undefined {
  const all = containersOf(pod);
  const owner = all.find(({ ports = [] }) =>
    ports.some(
      one =>
        isTcp(one) && (one.name === target || one.containerPort === target),
    ),
  );
  const own = all.filter(({ name = '' }) => !MESH.has(name));
  return owner ?? (own.length === 1 ? own[0] : undefined);
}

/** Whether the option speaks of this very port: by its role, or because the program has no other. */
function speaksOf(
  { role }: Listening,
  { ports = [], listens = [] }: Container,
  name: string,
): boolean {
  const words = name === '' ? [] : name.toLowerCase().split('-');
  const whole = role?.split('-') ?? [];
  const isNamed = words.some(word => whole.includes(word));
  if (isNamed)
    return words.every(word => whole.includes(word) || OWN.test(word));
  // A role of its own that nobody names, such as metrics, says nothing of another port; nor does http of https.
  const isPlain = role === undefined || /^(?:https?|web|api)$/.test(role);
  const isOther =
    /^https?$/.test(role ?? '') && words.some(word => /^https?$/.test(word));
  return (
    isPlain &&
    !isOther &&
    listens.length === 1 &&
    ports.filter(isTcp).length < 2 &&
    words.every(word => OWN.test(word))
  );
}

/** Whether a probe knocks there: it passes, or its own failure is told. */
function isProbed(pod: Pod, number: number): boolean {
  return containersOf(pod).some(one =>
    probed(one).some(at => numberOf(one.ports ?? [], at) === number),
  );
}

function elsewhereIn(
  pod: Pod,
  port: Port,
): Omit<Elsewhere, 'p' | 'port'> | undefined {
  const target = port.targetPort || port.port;
  if (target === undefined || !isTcp(port) || pod.spec.hostNetwork)
    return undefined;
  const container = meant(pod, target);
  const { name = '', ports = [], listens = [] } = container ?? {};
  const number = numberOf(ports, target);
  if (!container || number === undefined || listens.length === 0)
    return undefined;
  if (isProbed(pod, number)) return undefined;
  const there = listens.filter(one => one.port === number);
  if (there.some(({ isLocal }) => !isLocal)) return undefined;
  const about = { target, number, container: name };
  const [local] = there;
  const hasMesh = containersOf(pod).some(one => MESH.has(one.name ?? ''));
  if (local) {
    return hasMesh
      ? undefined
      : {
          ...about,
          option: local.option ?? '',
          listens: number,
          isLocal: true,
        };
  }
  const declared = ports.find(one => one.containerPort === number)?.name;
  const called = declared ?? port.name ?? '';
  const option = listens.find(one => speaksOf(one, container, called));
  return option
    ? {
        ...about,
        option: option.option ?? '',
        listens: option.port ?? 0,
        isLocal: false,
      }
    : undefined;
}

/**
 * The ports of a service behind which, by its own arguments, each pod's program does not listen. What a manifest declares as the container's
 * port opens nothing: only the program does.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports
 */
export function listensElsewhere(
  { spec }: Service,
  pods: readonly Pod[],
): Elsewhere[] {
  return (spec.ports ?? []).flatMap((port, p) => {
    const all = pods.map(pod => elsewhereIn(pod, port));
    const [first] = all;
    return first && all.every(Boolean)
      ? [{ p, port: port.port ?? 0, ...first }]
      : [];
  });
}
