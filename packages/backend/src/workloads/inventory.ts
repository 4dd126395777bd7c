/** One workload of a cluster, as far as a catalog entity is made of it. */
export interface Workload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels its pods carry. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Which pods are its own; absent where the kind has no selector (CronJob, Pod). */
  readonly selector?: LabelSelector;
}

/** Kinds that become catalog entities. Pods and Jobs only when nothing else controls them. */
export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'
  | 'CronJob'
  | 'Pod';

/** As in https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/ */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Everything found in one cluster at one time. */
export interface Inventory {
  readonly workloads: readonly Workload[];
  /** Annotations and labels of the namespaces that could be read. */
  readonly namespaces: ReadonlyMap<
    string,
    {
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    }
  >;
  /** Kinds the account may not list: what they hold is left as it was. */
  readonly forbidden: readonly WorkloadKind[];
}

/** The selector in the words of a query parameter; undefined for one that an entity must not have: empty, or unknown to us. */
export function selectorText(selector: LabelSelector): string | undefined {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    parts.push(`${key}=${value}`);
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ??
    []) {
    const list = values.join(',');
    const text = {
      In: `${key} in (${list})`,
      NotIn: `${key} notin (${list})`,
      Exists: key,
      DoesNotExist: `!${key}`,
    }[operator];
    if (text === undefined) {
      return undefined;
    }
    parts.push(text);
  }
  return parts.length > 0 ? parts.join(',') : undefined;
}
