import type { ContainerView, Quote, Step, Text } from '../../../engine';
import { both, count, quoteOf } from '../../../engine';
import type { Awaited } from '../../../facts/awaits';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl } from '../../shared/kubectl';
import type { Worst } from '../../shared/worstBehind';
import { worstInWords } from '../../shared/worstBehind';
import { farEnd } from '../../shared/lastWordsService';
import { tellingQuote } from '../../shared/tellingQuote';

/** The name itself was not found. */
const UNRESOLVED =
  /can(?:'|no)t (?:resolve|find)|NXDOMAIN|bad address|no such host|not known|could not resolve|not resolve/i;

/** What an init container waits for, and what is known of it. */
export interface Waited {
  readonly tool: string;
  readonly host: string;
  readonly port?: number;
  /** The Service that the host means, and its namespace. */
  readonly service?: string;
  readonly space?: string;
  readonly exists?: boolean;
  readonly near?: string;
  readonly otherPorts?: readonly number[];
  readonly pods?: number;
  readonly ready?: number;
  readonly worst?: Worst;
  /** The log says that the name has no address, though the Service has one. */
  readonly isUnresolved?: true;
}

/** The facts about services that help. */
interface Known {
  readonly services: Fact<FactValues['services']>;
  readonly namespacePods: Fact<FactValues['namespacePods']>;
}

/** Where a log itself names the far end, for commands that hide it in variables or in a program. */
const LOGGED: readonly RegExp[] = [
  /(?:can(?:'|no)t resolve|bad address|could not resolve(?: host)?:?|server can't find) ['"`]?(?<host>[a-z\d][\w.-]{0,252})/i,
  /\bconnect(?:ion)? to (?<host>[a-z\d][\w.-]{0,252})(?: \([\d.a-f:]{2,45}\))?,? (?:port )?(?<port>\d{1,5})\b.{0,40}(?:fail|refused|timed out)/i,
  /(?<![\w.:-])(?<host>[a-z][\w.-]{0,252}|\d{1,3}(?:\.\d{1,3}){3}):(?<port>\d{1,5})(?::)? (?:- no response|is (?:not |un)\w{2,20}|not (?:yet )?\w{2,20}|.{0,20}refused)/i,
  /\bwaiting (?:for|on|until) (?:the )?(?:(?:service|host|database|db|broker|server|tcp|port|connection to) )?['"`]?(?:https?:\/\/|tcp:\/\/)?(?<host>[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){0,8}):(?<port>\d{1,5})\b/i,
];
const NO_FAR_END =
  /^(?:localhost|127\.|0\.0\.0\.0)|\.(?:go|js|ts|py|rb|java|sh|sql)$/;

/** The far end that a line of the log names. */
function loggedIn(line: string): Partial<Awaited> | undefined {
  for (const pattern of LOGGED) {
    const { host, port } = pattern.exec(line)?.groups ?? {};
    if (!host || NO_FAR_END.test(host)) continue;
    const plain = host.replace(/[.-]+$/, '');
    return { tool: '', host: plain, ...(port && { port: Number(port) }) };
  }
  return undefined;
}

/** Whether the log says that a Service that has an address of its own has no name. */
function lacksName(
  line: string,
  host: string,
  { services }: Known,
  index: number | undefined,
): boolean {
  const all = services.status === 'ok' ? services.value : [];
  const address = all[index ?? -1]?.spec.clusterIP;
  // Such a Service has a name, whether or not anything is behind it.
  const hasName = address !== undefined && address !== 'None';
  return hasName && UNRESOLVED.test(line) && line.includes(host);
}

/** What the command of an init container waits for: the one its log speaks of, else the first. */
function waitedFor(
  pod: Pod,
  container: ContainerView,
  line: string,
  known: Known & { readonly namespace: string },
): { one: Waited; quotes: readonly Quote[] } | undefined {
  const all = container.spec?.awaits ?? [];
  const named = all.findIndex(({ host }) => host && line.includes(host));
  const a = Math.max(named, 0);
  const { tool = '', host, port } = all[a] ?? loggedIn(line) ?? {};
  if (host === undefined) return undefined;
  const far = farEnd(
    { host, ...(port !== undefined && { port: String(port) }) },
    known.namespace,
    known.services,
    known.namespacePods,
    pod.metadata.name,
  );
  const { quotes, service, serviceNamespace: space, ...rest } = far;
  const names = pod.spec.initContainers.map(({ name }) => name);
  const c = names.indexOf(container.name);
  return {
    one: {
      tool,
      host,
      ...(port !== undefined && { port }),
      ...(service !== undefined && { service }),
      ...(space !== undefined && { space }),
      ...rest,
      ...(lacksName(line, host, known, far.index) && {
        isUnresolved: true as const, // literal type of Waited
      }),
    },
    quotes: [
      // What is read from the command has no place of its own in the manifest.
      ...quoteOf('pod', pod, `spec.initContainers.${c}.command.0`),
      ...quotes,
    ],
  };
}

/** What an init container waits for, by its command, and what its log says of it. */
export function waitOf(
  pod: Pod,
  container: ContainerView,
  known: Known & {
    readonly logs: Fact<FactValues['logs']>;
    readonly namespace: string;
  },
): {
  told: { readonly line?: string; readonly waited?: Waited };
  quotes: readonly Quote[];
} {
  const quoted = tellingQuote(known.logs, container.name);
  const line = String(quoted[0]?.value ?? '').trim();
  const waited = waitedFor(pod, container, line, known);
  return {
    told: {
      ...(line !== '' && { line }),
      ...(waited && { waited: waited.one }),
    },
    quotes: [...quoted, ...(waited?.quotes ?? [])],
  };
}

const shortName = (service: string): Text =>
  both(
    ` Service “${service}” is there, so its name has an address: the lookup of this image does not find the short name (some versions of nslookup in BusyBox and images with musl do not use the search list of the pod).`,
    `服务“${service}”存在，其名称有地址：是该镜像的查询工具找不到短名称（某些版本 BusyBox 的 nslookup 以及基于 musl 的镜像不使用 Pod 的搜索域）。`,
  );

/** A Service that is not there, or not on that port. */
function lackInWords(waited: Waited): Text | undefined {
  const { service = '', space = '', near, otherPorts, port } = waited;
  if (waited.exists === false)
    return both(
      ` There is no Service “${service}” in namespace “${space}”${
        near ? `; there is “${near}”` : ''
      }.`,
      `命名空间“${space}”中没有服务“${service}”${
        near ? `，但有“${near}”` : ''
      }。`,
    );
  return otherPorts
    ? both(
        ` Service “${service}” is there, but not on port ${port}: it has ${otherPorts.join(
          ', ',
        )}.`,
        `服务“${service}”存在，但没有端口 ${port}：它的端口为 ${otherPorts.join(
          '、',
        )}。`,
      )
    : undefined;
}

/** The pods behind a Service that is there. */
function podsInWords(waited: Waited): Text {
  const { service = '', pods = 0, ready = 0 } = waited;
  const worst = worstInWords(waited.worst);
  if (pods === 0)
    return both(
      ` Service “${service}” is there, but no pod is behind it.`,
      `服务“${service}”存在，但其后没有 Pod。`,
    );
  return ready === 0
    ? both(
        ` Service “${service}” is there, but of its ${count(
          pods,
          'pod',
        )} none is ready: those are to be mended.${worst.en}`,
        `服务“${service}”存在，但它的 ${pods} 个 Pod 都未就绪：应先修复它们。${worst.zh}`,
      )
    : both(
        ` Service “${service}” is there with ${count(
          ready,
          'ready pod',
        )}: look whether a network policy or another port keeps this pod from it.`,
        `服务“${service}”存在且有 ${ready} 个就绪的 Pod：请检查是否有网络策略或端口不符使该 Pod 无法访问。`,
      );
}

/** What is known of the Service, as a sentence. */
function stateInWords(waited: Waited): Text {
  const { service, exists, pods, host } = waited;
  if (waited.isUnresolved) return shortName(service ?? host);
  const lack = lackInWords(waited);
  if (lack) return lack;
  if (exists && pods !== undefined) return podsInWords(waited);
  return service === undefined && !/^[\d.]+$/.test(host)
    ? both(
        ' That name is outside this namespace, so nothing more is known of it here.',
        '该名称在此命名空间之外，这里没有更多信息。',
      )
    : both('', '');
}

/** What it waits for, as sentences. */
export function waitedInWords(waited: Waited): Text {
  const { tool, host, port } = waited;
  const place = port === undefined ? host : `${host}:${port}`;
  const state = stateInWords(waited);
  return both(
    tool === ''
      ? `By its log it waits for “${place}”.${state.en}`
      : `Its command waits for “${place}” (${tool}) and ends when that answers.${state.en}`,
    tool === ''
      ? `日志表明它在等待“${place}”。${state.zh}`
      : `其命令在等待“${place}”（${tool}）应答，得到应答后才会结束。${state.zh}`,
  );
}

/** What to write where the short name is not found. */
const nameStep = (space: string, service: string): Step => ({
  text: both(
    `Ask for the whole name in the command: ${service}.${space}.svc.cluster.local; or wait for its port (nc -z) with another image.`,
    `在命令中使用完整名称：${service}.${space}.svc.cluster.local；或换用其他镜像等待其端口（nc -z）。`,
  ),
  link: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
});

/** The pod that is to be mended first. */
function worstSteps(space: string, worst: Worst | undefined): Step[] {
  if (!worst) return [];
  return [
    {
      text: both(
        `Look at pod “${worst.pod}” behind it: its own finding names the root cause.`,
        `查看其后的 Pod“${worst.pod}”：根本原因见它自身的诊断结果。`,
      ),
      command: kubectl(space, 'describe', 'pod', worst.pod),
    },
  ];
}

/** Where to look first. */
export function waitedSteps(waited: Waited): Step[] {
  const { service, space, host, port, isUnresolved, worst } = waited;
  if (service === undefined || space === undefined)
    return [
      {
        text: both(
          `Try “${host}”${
            port === undefined ? '' : `, port ${port},`
          } from a debug shell: does the name have an address, and does anything answer there?`,
          `在调试终端中测试“${host}”${
            port === undefined ? '' : `的端口 ${port}`
          }：名称能否解析，是否有应答？`,
        ),
        action: 'debug',
      },
    ];
  return [
    ...(isUnresolved ? [nameStep(space, service)] : []),
    {
      text: both(
        `Look at Service “${service}” and what is behind it: without a ready pod it has no endpoints, and nothing answers.`,
        `查看服务“${service}”及其后端：没有就绪的 Pod 就没有端点，也就没有应答。`,
      ),
      command: kubectl(space, 'get', 'service,endpoints', service),
    },
    ...worstSteps(space, worst),
  ];
}
