/** What a cause may import: the contract and the helpers for reading, quoting and wording. */
export { defineCause, needed } from './cause';
export type {
  Cause,
  Detected,
  Explanation,
  Quote,
  Reading,
  Severity,
  Step,
} from './cause';
export {
  containersOf,
  currentEnd,
  currentFailure,
  isCrashing,
  isWarmingUp,
  probeTimes,
} from './lifecycle';
export type { ContainerView, Failure, ProbeTimes } from './lifecycle';
export { newestEvent } from './events';
export { firstQuoteOf, quoteLog, quoteOf } from './quotes';
export { editDistance, nearest } from './similar';
export { quoteTellingLine } from './tellingLine';
export { both, count, listEn, listZh, shellWord } from './text';
export type { Text } from './text';
export { parseTime, secondsSince } from '../facts/time';
export { parseImage } from '../facts/imageName';
export { isSelected, missingLabels, untolerated } from '../facts/nodeMatch';
export { formatQuantity, parseQuantity } from '../facts/quantity';
export { allocatableOf, freeByNode, requestsOf } from '../facts/room';
