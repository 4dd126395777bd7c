/**
 * Says why a Kubernetes pod is not healthy, on what evidence, and what to do. Pure: no IO, no clock, no dependency.
 *
 * @packageDocumentation
 */
export * from './engine/text';
export * from './engine/cause';
export * from './engine/diagnosis';
export * from './facts/fact';
export * from './facts/objects';
export * from './facts/snapshot';
