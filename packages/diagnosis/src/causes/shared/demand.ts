import type { Step } from '../../engine';
import { both } from '../../engine';

/** A demand on the reader, in the program's own words; not to look elsewhere, to wait, or to tell its makers. */
const DEMAND =
  /\bplease (?:\w{1,20} )?(?:add|adjust|allow|assign|build|change|choose|configure|convert|copy|create|declare|define|delete|disable|do|edit|enable|ensure|fix|generate|give|grant|increase|init\w{0,8}|install|make|migrate|mount|move|pass|provide|reduce|register|reinstall|remove|rename|replace|rerun|run|select|set|specify|start|supply|switch|update|upgrade|use|verify|execute)\b|\byou (?:must|need to|have to) (?!be\b)\w+|\b(?:must|needs? to|has to) (?:first )?(?:be (?:set|configured|specified|provided|defined|changed|enabled|disabled|run|upgraded|migrated|installed|registered|accepted|added|removed|created|increased)|run|set|upgrade|add|specify|provide|enable)\b|\bmake sure (?:that )?\w+|\b(?:run|execute|try|consider|use) ['"`“][^'"`”]{2,120}['"`”]|\bto (?:fix|solve|resolve) this\b|\bconsider (?:defining|adding|setting|using|increasing|enabling|disabling)\b/i;
/** A demand is not longer than this. */
const LONGEST = 240;

/** The sentence of some words that asks the reader to do something; `undefined` when none does. */
export function demandIn(words: string | undefined): string | undefined {
  const sentences = (words ?? '').split(/(?<=[.!?;])\s+/);
  const found = sentences.find(one => DEMAND.test(one))?.trim();
  if (found === undefined) return undefined;
  return found.length > LONGEST ? `${found.slice(0, LONGEST)}…` : found;
}

/** To do what a program asks for, before all else. */
export function demandSteps(demand: string | undefined): readonly Step[] {
  return demand === undefined
    ? []
    : [
        {
          text: both(
            `Start with what the program itself asks for: “${demand}”.`,
            `按程序自己的要求处理：“${demand}”。`,
          ),
        },
      ];
}
