import type { Step, Text } from '../../../engine';
import { both, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { chooserOf, chooses } from '../../shared/serviceTargets';
import type { Webhook } from '../../shared/webhook';
import { LIST_WEBHOOKS } from '../../shared/webhook';

/**
 * A webhook that is asked about its own pods. `own`: the service chooses the pods of this very workload. `alike`: by its name it most
 * likely does. `here`: its pods live in the namespace of this workload at least.
 */
export type Deadlock = 'own' | 'alike' | 'here';

/** Faults of a program that does not run. */
const ABSENT: ReadonlySet<string> = new Set(['no-endpoints', 'refused']);
/** Faults that a program which does not run may show too, as some networks answer nothing for a service without pods. */
const SILENT: ReadonlySet<string> = new Set([
  'timeout',
  'no-route',
  'closed',
  'unavailable',
  'unknown',
]);

/** `shop-controller-manager` and `shop-webhook-service`: what tools that make such programs call the two. */
function firstWord(name: string = ''): string {
  return name.split('-')[0] ?? '';
}

/** The service of the webhook among those of the workload's namespace. */
function serviceOf(webhook: Webhook, services: Fact<FactValues['services']>) {
  const all = services.status === 'ok' ? services.value : [];
  const i = all.findIndex(({ metadata }) => metadata.name === webhook.service);
  return { i, all, chooser: chooserOf(all, i) };
}

/** Whether the pods that cannot be made are, or may be, those that should answer. */
export function deadlockOf(
  webhook: Webhook,
  fault: string,
  maker: Workload,
  namespace: string,
  services: Fact<FactValues['services']>,
) {
  const isHere =
    webhook.namespace === namespace && webhook.service !== undefined;
  if (!isHere || !(ABSENT.has(fault) || SILENT.has(fault))) return undefined;
  const { i, all, chooser } = serviceOf(webhook, services);
  const isEmpty = (maker.status.readyReplicas ?? 0) === 0;
  const quotes = quoteOf('services', all, `${i}.metadata.name`);
  if (chooser) {
    const isOwn = chooses(
      chooser.selector,
      maker.spec.template?.metadata?.labels,
    );
    if (SILENT.has(fault) && !(isOwn && isEmpty)) return undefined;
    return { deadlock: isOwn ? ('own' as const) : ('here' as const), quotes }; // literal types of Deadlock
  }
  const isAlike =
    firstWord(maker.metadata.name) === firstWord(webhook.service) && isEmpty;
  if (SILENT.has(fault)) return undefined;
  return { deadlock: isAlike ? ('alike' as const) : ('here' as const), quotes }; // literal types of Deadlock
}

/** The deadlock as a sentence to add; empty when there is none. */
export function deadlockInWords(deadlock: Deadlock | undefined): Text {
  if (deadlock === 'own')
    return both(
      ' Here it waits for itself: that service is answered by the pods of this very workload, which cannot be created without its answer. Such a deadlock does not end by itself.',
      '这里形成了死锁：该服务正是由此工作负载的 Pod 应答的，而没有它的应答就无法创建这些 Pod。这种死锁不会自行解除。',
    );
  if (deadlock === 'alike')
    return both(
      ' Here it most likely waits for itself: by its name and namespace that service is answered by the pods of this very workload, which cannot be created without its answer. Such a deadlock does not end by itself.',
      '这里很可能形成了死锁：从名称和命名空间看，该服务由此工作负载的 Pod 应答，而没有它的应答就无法创建这些 Pod。这种死锁不会自行解除。',
    );
  return deadlock === 'here'
    ? both(
        ' The webhook’s own pods live in this namespace too, and it is asked about them as well: once none of them runs, none can be created (a deadlock).',
        '该 webhook 自身的 Pod 也在此命名空间中，创建它们同样需要询问它：一旦全部停止，就再也无法创建（死锁）。',
      )
    : both('', '');
}

/** How to get out of it, and how not to get in again. */
export function deadlockSteps(
  deadlock: Deadlock | undefined,
  { name }: Webhook,
  namespace: string,
): Step[] {
  if (!deadlock) return [];
  return [
    {
      text: both(
        `Set the failurePolicy of webhook “${name}” to Ignore for a moment (or delete its configuration, where its program makes it anew at its start), so that its own pods can be created; put it back once they are ready.`,
        `暂时将 webhook“${name}”的 failurePolicy 设为 Ignore（如果其程序启动时会重建配置，也可删除该配置），使其自身的 Pod 得以创建；就绪后再恢复。`,
      ),
      command: LIST_WEBHOOKS,
    },
    {
      text: both(
        `Exclude namespace “${namespace}” from the webhook for good: a namespaceSelector with kubernetes.io/metadata.name NotIn “${namespace}”, or an objectSelector that leaves its own pods out.`,
        `永久地将命名空间“${namespace}”排除在该 webhook 之外：在 namespaceSelector 中使用 kubernetes.io/metadata.name NotIn “${namespace}”，或用 objectSelector 排除其自身的 Pod。`,
      ),
      link: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
    },
  ];
}
