import type { Abilities, PodSummary } from 'backstage-plugin-pod-health-common';
import { createContext, useContext } from 'react';

/** Which log to open. */
export interface LogTarget {
  readonly pod: PodSummary;
  readonly container?: string;
  readonly previous?: boolean;
}

/** What the cards and rows of the tab can ask for. */
export interface PodActions {
  /** Absent until known; then nothing is allowed yet. */
  readonly abilities?: Abilities;
  /** The server's clock, for ages. RFC 3339. */
  readonly now: string;
  readonly openLogs: (target: LogTarget) => void;
  readonly openDebug: (pod: PodSummary) => void;
}

const Context = createContext<PodActions | undefined>(undefined);

/** Gives the actions to everything inside. */
export const PodActionsProvider = Context.Provider;

/** The actions of the tab around. */
export function usePodActions(): PodActions {
  const actions = useContext(Context);
  if (!actions) {
    throw new Error('usePodActions needs a PodActionsProvider around it');
  }
  return actions;
}
