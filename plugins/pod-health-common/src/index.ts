/**
 * The wire contract of Pod Health: API types, permissions, error codes, terminal frames, limits.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './errors';
export * from './frameCodec';
export * from './frames';
export * from './healthChange';
export * from './limits';
export * from './logRecords';
export * from './overviewChange';
export * from './permissions';
export * from './timeline';
export { openApiSpec } from './openapi/spec.generated';
export type {
  paths as ApiPaths,
  components as ApiComponents,
} from './openapi/schema.generated';
