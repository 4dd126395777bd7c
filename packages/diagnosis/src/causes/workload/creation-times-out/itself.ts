import type { Quote, Step, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Service, Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { chooserOf, chooses } from '../../shared/serviceTargets';

/** A service that may answer for a webhook, and is answered by the very pods that cannot be created. */
export interface Itself {
  readonly service: string;
  readonly namespace: string;
  /** Whether its name says so; else only its port does, as with many other programs. */
  readonly isNamed: boolean;
}

const NAMES = /webhook|admission|inject|mutat|validat|hook/i;
/** The API server calls webhooks by TLS; 443 unless the configuration says otherwise. */
const PORTS: ReadonlySet<number> = new Set([443, 8443, 9443]);

function hintOf({ metadata, spec }: Service): 'name' | 'port' | undefined {
  const ports = spec.ports ?? [];
  const names = [
    metadata.name ?? '',
    ...ports.flatMap(({ name = '', targetPort = '' }) => [
      name,
      String(targetPort),
    ]),
  ];
  if (names.some(name => NAMES.test(name))) return 'name';
  return ports.some(({ port = 0 }) => PORTS.has(port)) ? 'port' : undefined;
}

/** Looks among the services of the namespace for one of a webhook whose pods are this workload's, none of which is ready. */
export function itselfOf(
  { metadata, spec, status }: Workload,
  services: Fact<FactValues['services']>,
): { itself: Itself; quotes: readonly Quote[] } | undefined {
  if (services.status !== 'ok' || (status.readyReplicas ?? 0) > 0)
    return undefined;
  const labels = spec.template?.metadata?.labels;
  const own = services.value.flatMap((service, i) => {
    const chooser = chooserOf(services.value, i);
    const hint = hintOf(service);
    return labels && chooser && hint && chooses(chooser.selector, labels)
      ? [{ service, i, hint }]
      : [];
  });
  const best = own.find(({ hint }) => hint === 'name') ?? own[0];
  return (
    best && {
      itself: {
        service: best.service.metadata.name ?? '',
        namespace: metadata.namespace ?? '',
        isNamed: best.hint === 'name',
      },
      quotes: quoteOf('services', services.value, `${best.i}.metadata.name`),
    }
  );
}

/** Why it most likely waits for itself. */
export function itselfInWords({ service, isNamed }: Itself): Text {
  return isNamed
    ? both(
        `Most likely it waits for itself: by its name, service “${service}” answers for an admission webhook, it leads to the pods of this very workload, and none of them is ready. A webhook that is asked about its own pods holds each creation up until its time is over. Such a deadlock does not end by itself.`,
        `很可能它在等待自己：从名称看，服务“${service}”为某个准入 webhook 应答，它指向的正是此工作负载的 Pod，而没有一个就绪。需要检查自身 Pod 的 webhook 会让每次创建都拖到超时。这种死锁不会自行解除。`,
      )
    : both(
        `Suspect an admission webhook first: one that is asked about pods and does not answer holds each creation up until its time is over. If service “${service}”, which leads to the pods of this very workload, answers for one, it waits for itself.`,
        `首先怀疑准入 webhook：对 Pod 进行检查却不应答的 webhook 会让每次创建都拖到超时。如果指向此工作负载 Pod 的服务“${service}”正是为某个 webhook 应答的，那么它就在等待自己。`,
      );
}

/** Which service each webhook calls, and how long it may take. */
const LIST =
  "kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations -o custom-columns='NAME:.metadata.name,SERVICE:.webhooks[*].clientConfig.service.name,NAMESPACE:.webhooks[*].clientConfig.service.namespace,SECONDS:.webhooks[*].timeoutSeconds'";

/** How to get out of it, and how not to get in again. */
export function itselfSteps({ service, namespace }: Itself): Step[] {
  return [
    {
      text: both(
        `Look whether a webhook calls service “${service}” in namespace “${namespace}”.`,
        `查看是否有 webhook 调用命名空间“${namespace}”中的服务“${service}”。`,
      ),
      command: LIST,
    },
    {
      text: both(
        `Exclude namespace “${namespace}” from that webhook (namespaceSelector with kubernetes.io/metadata.name NotIn “${namespace}”, or an objectSelector), or delete its configuration until its program runs and put it back then.`,
        `将命名空间“${namespace}”排除在该 webhook 之外（在 namespaceSelector 中使用 kubernetes.io/metadata.name NotIn “${namespace}”，或用 objectSelector），或先删除其配置，待其程序运行后再恢复。`,
      ),
      link: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
    },
  ];
}
