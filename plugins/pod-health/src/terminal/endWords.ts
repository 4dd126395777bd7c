import type { Say } from '../i18n/message';
import type { TerminalState } from './terminalState';

/** How a shell ended, in words. */
export function endSentence(state: TerminalState, say: Say): string {
  const why = state.reason ? [say(`ended.${state.reason}`)] : [];
  const how =
    state.exitCode === undefined
      ? []
      : [say('ended.exitCode', { code: state.exitCode })];
  return [...why, ...how].join(' ');
}
