/**
 * The Pod Health tab of an entity's page: why its pods are not healthy, their logs, and a guarded debug shell.
 *
 * @packageDocumentation
 */
export { EntityPodHealthContent, podHealthPlugin } from './plugin';
export { isPodHealthAvailable } from './isPodHealthAvailable';
export {
  podHealthApiRef,
  type EntityName,
  type LogQuery,
  type OverviewFilter,
  type PodHealthApi,
  type TerminalSocket,
} from './api/PodHealthApi';
export { PodHealthClient } from './api/PodHealthClient';
export { podHealthTranslationRef } from './i18n/translationRef';
