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
export type { Aftermath } from './aftermath';
export {
  aftermathInWords,
  aftermathOf,
  isReplaced,
  nextPodInWords,
  severityAfter,
} from './aftermath';
export type { ContainerView, Failure } from './containerView';
export type { ProbeTimes } from './lifecycle';
export { newestEvent, newestEvents, newestFirst } from './events';
export type { Neighbours } from './neighbours';
export { neighboursInWords, neighboursOf, podsOnNode } from './neighbours';
export { firstQuoteOf, quoteLog, quoteOf } from './quotes';
export { editDistance, nearest } from './similar';
export {
  both,
  count,
  duration,
  listEn,
  listZh,
  shellWord,
  theNode,
} from './text';
export { logLines } from './logLines';
export type { LogLevel, LogLine } from './logLines';
export {
  logOfEnd,
  endsInError,
  quoteTellingLine,
  sentenceOf,
  tellingLine,
  tellingMessage,
} from './tellingLine';
export type { Text } from './text';
export { parseTime, secondsSince } from '../facts/time';
export { memo, memoLast } from '../facts/memo';
export { groupBy, push } from '../facts/groups';
export { memoAlike } from '../facts/alike';
export { findByName, placeByName, podsOn } from '../facts/byName';
export { parseImage } from '../facts/imageName';
export { isSelected, missingLabels, untolerated } from '../facts/nodeMatch';
export { formatQuantity, parseQuantity } from '../facts/quantity';
export { allocatableOf, freeByNode, requestsOf } from '../facts/room';
export { fieldInWords, unknownFieldsOf } from './unknownFields';
export type { AppliedObject, UnknownField } from './unknownFields';
export { fieldMeaning } from './fieldMeaning';
export { changeInWords, rolloutInWords, rolloutOf } from './rollout';
export type { RevisionState, Rollout } from './rollout';
export { templateChanges } from './templateChanges';
export type { TemplateChange } from './templateChanges';
export { podState } from './state';
export {
  lookFirstInWords,
  readLogInWords,
  troubleInWords,
  troublesIn,
} from './podTrouble';
export type { Troubles } from './podTrouble';
