/**
 * Says why a Kubernetes pod is not healthy, on what evidence, and what to do. Pure: no IO, no clock, no dependency.
 *
 * @packageDocumentation
 */
export { causes } from './causes';
export type { CatalogueEntry } from './catalogue';
export { causeCatalogue } from './catalogue.generated';
export { diagnose } from './diagnose';
export * from './engine/text';
export * from './engine/cause';
export * from './engine/diagnosis';
export { resolveQuote, snapshotQuoted } from './engine/quotes';
export * from './facts/fact';
export * from './facts/objects';
export * from './facts/snapshot';
export * from './facts/project';
export { indexObjects, indexProjected, nameKey } from './facts/indexObjects';
export type { ProjectedList } from './facts/collectObjects';
export type { ObjectIndex } from './facts/indexObjects';
export { ownersOf, subjectsOf } from './facts/owners';
export { snapshotOf } from './facts/snapshotOf';
export type { SnapshotOptions } from './facts/snapshotOptions';
export { parseTime } from './facts/time';
export { bundledSchema } from './facts/bundledSchema';
export { SCHEMA_GROUPS, reduceSchema } from './facts/schema';
export { lintObject } from './lint';
export type { LintResult } from './lint';
export { fieldInWords } from './engine/unknownFields';
export type { UnknownField } from './engine/unknownFields';
export { changeInWords, rolloutInWords } from './engine/rollout';
export type { RevisionState, Rollout } from './engine/rollout';
export { templateChanges } from './engine/templateChanges';
export type { TemplateChange } from './engine/templateChanges';
