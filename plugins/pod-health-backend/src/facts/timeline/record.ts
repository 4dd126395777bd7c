import type {
  NodeRef,
  PodRef,
  TimelineDetails,
  TimelineKind,
  WorkloadRef,
} from 'backstage-plugin-pod-health-common';
import { parseTime, type Pod, type Workload } from 'pod-diagnosis';

/** A pod as the timeline knows it, also after it is gone. */
export interface PodSubject {
  readonly pod: PodRef;
  /** What made it. */
  readonly controller?: WorkloadRef & { readonly uid: string };
  readonly nodeName?: string;
}

/** A workload as the timeline knows it. */
export interface WorkloadSubject {
  readonly workload: WorkloadRef;
  readonly uid: string;
  /** Of a rollout of a Deployment: uid of the ReplicaSet that it is to. */
  readonly set?: string;
}

/** What something happened to. */
export type TimelineSubject =
  | PodSubject
  | WorkloadSubject
  | { readonly node: NodeRef };

/** One thing that was said to have happened, by one source. Plain data; times are milliseconds since the epoch. */
export interface TimelineRecord {
  /** Names what was said: a later record of the same id takes the place of an earlier one. */
  readonly id: string;
  /** Names the entry it is told in: what several sources say of one thing, and what happens again. */
  readonly fold: string;
  /** Who says so: the object itself, an event, or the difference between two states of the watched objects. */
  readonly source: 'object' | 'event' | 'seen';
  readonly kind: TimelineKind;
  readonly at: number;
  /** Last time; absent: `at`. */
  readonly until?: number;
  /** It lies between this and `at`: nobody saw the cluster meanwhile. */
  readonly notBefore?: number;
  /** How often. */
  readonly count: number;
  /** How often in all, known besides. */
  readonly total?: number;
  readonly subject: TimelineSubject;
  readonly container?: string;
  readonly details?: TimelineDetails;
}

/** Before there was Kubernetes: a container that could not be started says it was in 1970. */
const EARLIEST = Date.UTC(2014);
/** Longest text of the cluster's own that is told. */
const TEXT_CHARS = 200;

/** A text of the cluster's own, cut: a hostile one may have a megabyte. */
export function cut(text: string): string {
  return text.length > TEXT_CHARS ? `${text.slice(0, TEXT_CHARS)}…` : text;
}

/** A pod as a subject. */
export function podSubject(cluster: string, pod: Pod): PodSubject {
  const { metadata, spec } = pod;
  const { namespace = '', name = '', uid = '' } = metadata;
  const owner = metadata.ownerReferences?.find(each => each.controller);
  return {
    pod: { cluster, namespace, pod: name, uid },
    ...(owner?.uid && {
      controller: {
        cluster,
        kind: owner.kind ?? '',
        namespace,
        name: owner.name ?? '',
        uid: owner.uid,
      },
    }),
    ...(spec.nodeName !== undefined && { nodeName: spec.nodeName }),
  };
}

/** A workload as a subject. */
export function workloadSubject(
  cluster: string,
  { kind, metadata }: Workload,
): WorkloadSubject {
  const { namespace = '', name = '', uid = '' } = metadata;
  return { workload: { cluster, kind, namespace, name }, uid };
}

/** What tells subjects apart: the uid; of a node cluster and name. */
export function subjectKey(subject: TimelineSubject): string {
  if ('pod' in subject) {
    return subject.pod.uid;
  }
  return 'workload' in subject
    ? subject.uid
    : `${subject.node.cluster}/${subject.node.name}`;
}

/** When something last happened. */
export function lastOf({ at, until }: TimelineRecord): number {
  return until ?? at;
}

/** What a source says about a subject; `fold` and `id` are made distinct by kind and subject. */
export interface Said {
  readonly source: TimelineRecord['source'];
  readonly kind: TimelineKind;
  /** RFC 3339, or milliseconds; what is no time makes no record. */
  readonly at: string | number | undefined;
  readonly until?: string;
  readonly notBefore?: number;
  readonly count?: number;
  readonly total?: number;
  readonly container?: string;
  readonly details?: TimelineDetails;
  /** What tells this from other entries of the kind and subject. */
  readonly of?: string;
  /** What tells this record from others of its entry and source. */
  readonly turn?: string;
}

/** A list with the record of what was said, or an empty one when its time is not known: no time is invented. */
export function recordOf(
  subject: TimelineSubject,
  said: Said,
): TimelineRecord[] {
  const { source, kind, container, details, total, notBefore } = said;
  const at = typeof said.at === 'number' ? said.at : parseTime(said.at);
  if (at === undefined || at < EARLIEST) {
    return [];
  }
  const until = parseTime(said.until);
  const fold = [kind, subjectKey(subject), container ?? '', said.of ?? ''];
  return [
    {
      id: [source, ...fold, said.turn ?? ''].join('/'),
      fold: fold.join('/'),
      source,
      kind,
      at,
      ...(until !== undefined && until > at && { until }),
      ...(notBefore !== undefined && { notBefore }),
      count: said.count ?? 1,
      ...(total !== undefined && { total }),
      subject,
      ...(container !== undefined && { container }),
      ...(details && { details }),
    },
  ];
}
