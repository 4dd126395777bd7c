import type { components } from './openapi/schema.generated';

type Schemas = components['schemas'];

/** Why an entity's pods are not healthy. Shapes are those of openapi.yaml. */
export type HealthReport = Schemas['HealthReport'];
/** The worst of all pods of an entity. */
export type Verdict = HealthReport['verdict'];
/** One line of the health stream. */
export type HealthEvent = Schemas['HealthEvent'];
/** What differs from one report to the next. */
export type HealthChange = Schemas['HealthChange'];
/** A cause without the pods that have it. */
export type CauseHead = Schemas['CauseHead'];
/** One cause, for all pods that have it. */
export type CauseCard = Schemas['CauseCard'];
/** One pod, workload or service that has the cause, with its evidence. */
export type Example = Schemas['Example'];
/** A piece of the cluster's own data, word for word. */
export type ApiQuote = Schemas['Quote'];
/** One thing to do. */
export type ApiStep = Schemas['Step'];
/** One pod. */
export type PodSummary = Schemas['PodSummary'];
/** One container of a pod. */
export type ContainerSummary = Schemas['ContainerSummary'];
/** How well a cluster can be seen. */
export type ClusterStatus = Schemas['ClusterStatus'];
export type BackendStatus = Schemas['BackendStatus'];
export type WatchState = Schemas['WatchState'];
/** Causes that could not be judged for want of one fact. */
export type UncheckedFact = Schemas['Unchecked'];
/** An error inside an answer that is otherwise good. */
export type Problem = Schemas['Problem'];
/** The health of all entities a user may see, one line each. */
export type Overview = Schemas['Overview'];
/** One entity of the overview. */
export type OverviewRow = Schemas['OverviewRow'];
/** What is told of an entity's pods in one line. */
export type OverviewHealth = Schemas['OverviewHealth'];
/** What differs from one overview to the next. */
export type OverviewChange = Schemas['OverviewChange'];
/** One line of the overview's stream. */
export type OverviewEvent = Schemas['OverviewEvent'];
/** What a user may do, and why not. */
export type Abilities = Schemas['Abilities'];
/** One thing a user may do or not. */
export type Ability = Schemas['Ability'];
/** The names that identify a pod on the wire. `uid` tells a pod from its successor of the same name. */
export type PodRef = Schemas['PodRef'];
/** The names that identify a workload. */
export type WorkloadRef = Schemas['WorkloadRef'];
/** A rollout that is not done. */
export type ReportedRollout = Schemas['Rollout'];
/** Something that happened to an entity's pods, workloads or nodes. */
export type TimelineEntry = Schemas['TimelineEntry'];
/** What it was. */
export type TimelineKind = Schemas['TimelineKind'];
/** What is known of it besides. */
export type TimelineDetails = Schemas['TimelineDetails'];
/** How far the timeline reaches, and what changed before the present trouble. */
export type TimelineContext = Schemas['TimelineContext'];
/** The last change before the first sign of trouble. */
export type TimelineTrigger = Schemas['TimelineTrigger'];
/** The names that identify a node. */
export type NodeRef = Schemas['NodeRef'];
/** The checklist before a debug session. */
export type Preflight = Schemas['Preflight'];
/** One row of the checklist. */
export type PreflightRow = Schemas['PreflightRow'];
/** Question for the checklist. */
export type PreflightRequest = Schemas['PreflightRequest'];
/** A debug session. */
export type Session = Schemas['Session'];
/** Where a session stands; `ended` is final. */
export type SessionState = Schemas['SessionState'];
/** Request to start a debug session. */
export type SessionRequest = Schemas['SessionRequest'];
/** A one-time key to a terminal. */
export type Ticket = Schemas['Ticket'];
/** The state of life of a pod. */
export type LifeState = Schemas['LifeState'];
/** How many pods are told one by one. */
export type Rows = Schemas['Rows'];
/** Language of the words in an answer. */
export type Lang = Schemas['Lang'];
