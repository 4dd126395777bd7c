/**
 * Extension points of the Pod Health backend: where clusters come from, who may debug, what is hidden in logs.
 *
 * @packageDocumentation
 */
export * from './clusterSource';
export * from './debugPolicy';
export * from './redactor';
