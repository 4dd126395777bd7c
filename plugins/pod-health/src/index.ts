/**
 * The Pod Health tab of an entity's page: why its pods are not healthy, their logs, and a guarded debug shell; a card for its overview; a page
 * about all entities.
 *
 * @packageDocumentation
 */
export {
  EntityPodHealthCard,
  EntityPodHealthContent,
  PodHealthPage,
  podHealthPlugin,
} from './plugin';
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
