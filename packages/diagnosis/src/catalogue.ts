import type { CauseState, Severity } from './engine/cause';
import type { Text } from './engine/text';
import type { FactName } from './facts/snapshot';

/** What is known of a cause without running it: for a catalogue, for metric labels, for links. */
export interface CatalogueEntry {
  readonly id: string;
  readonly state: CauseState;
  readonly title: Text;
  readonly severity: Severity;
  readonly since: string;
  readonly reads: readonly FactName[];
  readonly mayRead: readonly FactName[];
  readonly beats: readonly string[];
}
