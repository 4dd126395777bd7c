import type { Quote, Step, Text } from '../../engine';
import { both, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { ObjectMeta, Pod, Workload } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';

/** A pod, or the job that made it, which a deployment tool runs before it delivers the rest. */
export interface DeployHook {
  readonly tool: 'helm' | 'argo';
  readonly kind: 'job' | 'pod';
  readonly name: string;
  /** As annotated, such as `pre-install,pre-upgrade` or `PreSync`. */
  readonly phases: string;
}

/**
 * The annotations, and the phases that come before the ordinary objects.
 * Sources: https://helm.sh/docs/topics/charts_hooks/, https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/
 */
const ANNOTATIONS = {
  helm: ['helm.sh/hook', /\bpre-(?:install|upgrade|rollback)\b/],
  argo: ['argocd.argoproj.io/hook', /\bPreSync\b/],
} as const;

/** Enough for all phases there are. */
const LONGEST = 100;

function hookIn(
  { annotations = {}, name = '' }: ObjectMeta,
  kind: DeployHook['kind'],
): { readonly hook: DeployHook; readonly at: string } | undefined {
  for (const tool of ['helm', 'argo'] as const) {
    const [annotation, early] = ANNOTATIONS[tool];
    const phases = annotations[annotation]?.slice(0, LONGEST) ?? '';
    if (early.test(phases)) {
      const at = `metadata.annotations.${annotation}`;
      return { hook: { tool, kind, name, phases }, at };
    }
  }
  return undefined;
}

/** Which hook the pod belongs to, if it runs before the ordinary objects of its own chart or application. */
export function deployHookOf(
  pod: Pod | undefined,
  owners: Fact<FactValues['owners']>,
):
  | { readonly hook: DeployHook; readonly quotes: readonly Quote[] }
  | undefined {
  const own = pod && hookIn(pod.metadata, 'pod');
  if (own) return { hook: own.hook, quotes: quoteOf('pod', pod, own.at) };
  if (owners.status !== 'ok') return undefined;
  const k = owners.value.findIndex(({ kind }: Workload) => kind === 'Job');
  const job = owners.value[k];
  const made = job && hookIn(job.metadata, 'job');
  return (
    made && {
      hook: made.hook,
      quotes: quoteOf('owners', owners.value, `${k}.${made.at}`),
    }
  );
}

const nameOfHook = ({ kind, name }: DeployHook): Text =>
  kind === 'job'
    ? both(`The job “${name}”`, `Job“${name}”`)
    : both('The pod', '该 Pod');

/** Why what it lacks does not come while it waits; to be set before other reasons. */
export function hookInWords(hook: DeployHook, thing: Text): Text {
  const who = nameOfHook(hook);
  return hook.tool === 'helm'
    ? both(
        `${who.en} is a Helm hook (helm.sh/hook: ${hook.phases}): Helm runs it before it creates or changes the chart’s ordinary objects, and goes on only when it has ended well. If ${thing.en} comes from the same chart, each waits for the other.`,
        `${who.zh}是 Helm 钩子（helm.sh/hook: ${hook.phases}）：Helm 先运行它，待其成功结束后才创建或更新 Chart 中的普通对象。如果${thing.zh}来自同一个 Chart，两者就会互相等待。`,
      )
    : both(
        `${who.en} is a hook of Argo CD (argocd.argoproj.io/hook: ${hook.phases}): Argo CD runs it before it applies the application’s ordinary objects, and goes on only when it has ended well. If ${thing.en} belongs to the same application, each waits for the other.`,
        `${who.zh}是 Argo CD 钩子（argocd.argoproj.io/hook: ${hook.phases}）：Argo CD 先运行它，待其成功结束后才应用该应用的普通对象。如果${thing.zh}属于同一个应用，两者就会互相等待。`,
      );
}

/** How to get what it lacks before it. */
export function hookStep(hook: DeployHook, thing: Text): Step {
  return {
    text:
      hook.tool === 'helm'
        ? both(
            `Make ${thing.en} a hook of the same phase with a lower weight (helm.sh/hook-weight) if it comes from the same chart, or let the ${hook.kind} run afterwards (post-install, post-upgrade).`,
            `如果${
              thing.zh
            }来自同一个 Chart，请将其也设为同一阶段的钩子，并使用更小的权重（helm.sh/hook-weight）；或者改为之后再运行该 ${
              hook.kind === 'job' ? 'Job' : 'Pod'
            }（post-install、post-upgrade）。`,
          )
        : both(
            `Make ${thing.en} a PreSync hook too, with a lower sync wave, if it belongs to the same application, or let the ${hook.kind} run afterwards (Sync with a later wave, or PostSync).`,
            `如果${
              thing.zh
            }属于同一个应用，请将其也设为 PreSync 钩子，并使用更小的 sync wave；或者改为之后再运行该 ${
              hook.kind === 'job' ? 'Job' : 'Pod'
            }（使用更靠后 wave 的 Sync，或 PostSync）。`,
          ),
  };
}
