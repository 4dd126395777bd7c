import type { ContainerView, Quote, Text } from '../../engine';
import { both, quoteLog, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod, Probe } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { listeningLine, upLine } from './listening';
import type { ProbeProblem } from './probeFailure';
import { probePort } from './probeQuestion';

/** Where a program listens, when nothing accepts connections on the port a probe asks. */
export interface PortHint {
  /** The port the probe asks, if known. */
  readonly asked?: number;
  /** What the log says: the port, and whether it is reached from within the container only. */
  readonly said?: { readonly port: number; readonly isLocal: boolean };
  /** What the arguments of the program say: the option and its port. */
  readonly told?: { readonly option: string; readonly port: number };
  /** The ports the container declares, when the one that is asked is none of them. */
  readonly declared: readonly number[];
  /** The log says that the program has started. */
  readonly isUp: boolean;
}

interface Asked {
  readonly pod: Pod;
  readonly container: ContainerView;
  readonly probe: Probe | undefined;
  /** What the probe met, in the event's words. */
  readonly message?: string;
  readonly logs: Fact<FactValues['logs']>;
}

/** The log of the instance that runs, else of the one before. */
function logOf(logs: Fact<FactValues['logs']>, name: string) {
  if (logs.status !== 'ok' || !Object.hasOwn(logs.value, name))
    return undefined;
  const { current, previous } = logs.value[name] ?? {};
  const which = current ? ('current' as const) : ('previous' as const); // keys of a log
  return { which, text: current || previous || '', all: logs.value };
}

/** What log, arguments and declared ports tell of where the program listens. */
export function portHint({
  pod,
  container,
  probe,
  message,
  logs,
}: Asked): PortHint & { readonly quotes: readonly Quote[] } {
  const { spec, name } = container;
  const asked = probePort(container, probe, message);
  const log = logOf(logs, name);
  const said = log && listeningLine(log.text, asked);
  const up = log && (said?.line ?? upLine(log.text));
  const listens = spec?.listens ?? [];
  const isListened = listens.some(({ port }) => port === asked);
  const { option, port } = listens[0] ?? {};
  const isTold = !isListened && option !== undefined && port !== undefined;
  const ports = (spec?.ports ?? []).flatMap(one => one.containerPort ?? []);
  const isElsewhere = asked !== undefined && !ports.includes(asked);
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const i = pod.spec[list].findIndex(one => one === spec);
  return {
    ...(asked !== undefined && { asked }),
    ...(said && { said: { port: said.port, isLocal: said.isLocal } }),
    ...(isTold && { told: { option, port } }),
    declared: isElsewhere ? ports.sort((a, b) => a - b) : [],
    isUp: up !== undefined,
    quotes: [
      ...(log && up ? quoteLog(log.all, name, log.which, up) : []),
      ...quoteOf('pod', pod, `spec.${list}.${i}.ports.0.containerPort`),
    ],
  };
}

/** The port to ask instead, if one is told. */
export function otherPort({
  asked,
  said,
  told,
  declared,
  isUp,
}: PortHint): number | undefined {
  if (said) return said.port === asked ? undefined : said.port;
  if (told) return told.port;
  return isUp && declared.length === 1 ? declared[0] : undefined;
}

/** Why nothing answers, as far as that tells; `undefined` when nothing does. */
export function portReason(hint: PortHint): Text | undefined {
  const { asked, said, told, declared, isUp } = hint;
  const ports = declared.join(', ');
  if (said && said.port !== asked)
    return both(
      `Its log says that it listens on port ${said.port} instead.`,
      `它的日志显示程序监听的是端口 ${said.port}。`,
    );
  if (said?.isLocal)
    return both(
      'Its log says that it listens on localhost only: the probe comes from outside the container and needs 0.0.0.0.',
      '它的日志显示程序只监听 localhost：探针来自容器外部，需要监听 0.0.0.0。',
    );
  if (said)
    return both(
      'Its log says that it listened there, so it may have stopped doing so, or speaks of another address.',
      '它的日志显示曾监听该端口，因此可能已停止监听，或监听的是其他地址。',
    );
  if (told)
    return both(
      `Its arguments (${told.option}) let it listen on port ${told.port} instead.`,
      `它的启动参数（${told.option}）让它监听端口 ${told.port}。`,
    );
  if (declared.length === 0) return undefined;
  return isUp
    ? both(
        `The container declares ${
          declared.length === 1 ? 'port' : 'the ports'
        } ${ports}, not ${asked}, and its log says that it has started: most likely the probe’s port is the mistake.`,
        `容器声明的端口是 ${ports}，而不是 ${asked}，且日志显示程序已启动：很可能是探针端口写错了。`,
      )
    : both(
        `The container declares other ports (${ports}), so the probe’s port may be the mistake.`,
        `容器声明的是其他端口（${declared.join(
          '、',
        )}），因此可能是探针端口写错了。`,
      );
}

/** The hint of a probe that met a closed port; without it nothing is read. */
export function hintOf(
  problem: ProbeProblem | undefined,
  asked: Asked,
): { readonly hint?: PortHint; readonly quotes: readonly Quote[] } {
  if (problem !== 'refused') return { quotes: [] };
  const { quotes, ...hint } = portHint(asked);
  return { hint, quotes };
}

/** What a probe met, as the end of a sentence, and the sentence after it that tells why the port is closed. */
export function metAt(
  met: Text,
  hint: PortHint | undefined,
): { readonly met: Text; readonly more: Text } {
  const reason = hint && portReason(hint);
  return reason
    ? {
        met: both('nothing accepts connections there', '那里没有程序接受连接'),
        more: both(` ${reason.en}`, reason.zh),
      }
    : { met, more: both('', '') };
}

/** What explanations need of a hint: which probes to change, when the program listens elsewhere. */
export function hintData(
  container: ContainerView,
  hint: PortHint | undefined,
  kind: 'liveness' | 'startup',
): { readonly hint?: PortHint; readonly probes?: Text } {
  if (!hint) return {};
  if (otherPort(hint) === undefined) return { hint };
  const { livenessProbe, readinessProbe, startupProbe } = container.spec ?? {};
  const same = [livenessProbe, readinessProbe, startupProbe].filter(
    one => one && probePort(container, one) === hint.asked,
  );
  const one =
    kind === 'startup'
      ? both('startup probe', '启动探针')
      : both('liveness probe', '存活探针');
  const all = both('probes', '各个探针');
  return { hint, probes: same.length > 1 ? all : one };
}

/** How to bring probe and program together. */
export function matchPorts(
  container: string,
  kind: Text,
  hint: PortHint,
): Text {
  const wanted = otherPort(hint);
  const { asked } = hint;
  return wanted === undefined
    ? both(
        `Match the port of the ${kind.en} of container “${container}” with the one the program listens on, on all addresses (0.0.0.0).`,
        `让容器“${container}”${kind.zh}的端口与程序监听的端口一致，并让程序监听所有地址（0.0.0.0）。`,
      )
    : both(
        `Change the port of the ${
          kind.en
        } of container “${container}” to ${wanted}, or let the program listen on ${
          asked ?? 'the port asked'
        }.`,
        `将容器“${container}”${kind.zh}的端口改为 ${wanted}，或让程序监听${
          asked === undefined ? '探针检查的端口' : ` ${asked}`
        }。`,
      );
}
