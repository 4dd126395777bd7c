import { accessCases } from './access.contract';
import { attachCases } from './attach.contract';
import { attachRefusalCases } from './attachRefusals.contract';
import { ephemeralCases } from './ephemeral.contract';
import { ephemeralNodeCases } from './ephemeralNode.contract';
import { listCases } from './list.contract';
import { logCases } from './log.contract';
import { watchCases } from './watch.contract';
import type { ContractCase } from './contractCase';

/** The whole contract: what the double must do as a real cluster does. */
export const CASES: readonly ContractCase[] = [
  ...listCases,
  ...watchCases,
  ...logCases,
  ...ephemeralCases,
  ...ephemeralNodeCases,
  ...attachCases,
  ...attachRefusalCases,
  ...accessCases,
];
