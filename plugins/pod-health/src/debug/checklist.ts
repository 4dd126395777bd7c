import type {
  Ability,
  Preflight,
  PreflightRow,
} from 'backstage-plugin-pod-health-common';
import { LIMITS } from 'backstage-plugin-pod-health-common';
import { fixerSentence, sentenceOf } from '../errors/problem';
import { en } from '../i18n/en';
import {
  message,
  type Message,
  type MessageKey,
  type Say,
} from '../i18n/message';
import { visibleText } from '../text/visibleText';

/** One row of the checklist, in words. */
export interface ChecklistRow {
  readonly title: string;
  readonly status: PreflightRow['status'];
  readonly statusWord: string;
  /** What was found, if there is anything to say. */
  readonly text?: string;
  /** Who can change it; only for what is not good. */
  readonly fixer?: string;
}

/** A checklist row as the page shows it. Codes of a newer server than this page are shown in general words, never left out. */
export function checklistRow(row: PreflightRow, say: Say): ChecklistRow {
  const known = `check.${row.check}`;
  return {
    title: say(isKey(known) ? known : 'check.other'),
    status: row.status,
    statusWord: say(`checkStatus.${row.status}`),
    text: textOf(row, say),
    fixer: row.status === 'good' ? undefined : fixerOf(row, say),
  };
}

/** Why the shell cannot be started now; nothing when it can. */
export function startObstacle(
  preflight: Preflight | undefined,
  reason: string,
): Message | undefined {
  if (!preflight) {
    return message('debug.startChecking');
  }
  if (!preflight.possible) {
    return message('debug.startImpossible');
  }
  return reason.trim() === ''
    ? message('debug.startNotYet')
    : reasonFault(reason);
}

/** What is wrong with a reason; nothing when it is good. Counted as the server counts: UTF-16 units, without outer spaces. */
export function reasonFault(reason: string): Message | undefined {
  const { length } = reason.trim();
  if (length < LIMITS.reasonMinLength) {
    return message('debug.reasonShort', {
      count: LIMITS.reasonMinLength - length,
    });
  }
  return length > LIMITS.reasonMaxLength
    ? message('debug.reasonLong', { count: length - LIMITS.reasonMaxLength })
    : undefined;
}

/** Why an ability is refused, in words; nothing when it is granted. Not knowing yet counts as refused. */
export function refusalOf(
  ability: Ability | undefined,
  say: Say,
): string | undefined {
  if (!ability) {
    return say('action.checking');
  }
  if (ability.allowed) {
    return undefined;
  }
  const problem = ability.problem ?? { code: 'not-allowed', details: {} };
  return `${sentenceOf(problem, say)} ${fixerSentence(problem, say)}`;
}

function textOf(row: PreflightRow, say: Say): string | undefined {
  if (row.problem) {
    return sentenceOf(row.problem, say);
  }
  if (!row.note) {
    return undefined;
  }
  const values = plainValues(row.details);
  const known = `note.${row.note}`;
  return isKey(known) && known !== 'note.other'
    ? say(known, values)
    : say('note.other', {
        details: [row.note, ...Object.entries(values).map(pairText)].join(', '),
      });
}

function fixerOf(row: PreflightRow, say: Say): string | undefined {
  if (row.fixedBy) {
    return say(`fixedBy.${row.fixedBy}`);
  }
  return row.problem && fixerSentence(row.problem, say);
}

function plainValues(details: PreflightRow['details']) {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details ?? {})) {
    values[name] =
      typeof value === 'number' ? value : visibleText(String(value));
  }
  return values;
}

function pairText([name, value]: [string, string | number]): string {
  return `${visibleText(name)}: ${value}`;
}

/** Whether the page has a sentence for a key made of data. */
function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key) || Object.hasOwn(en, `${key}_one`);
}
