import type { Authorizer } from '../auth/rbac';
import type { Tokens } from '../auth/Tokens';
import type { Clock } from '../clock';
import type { Faults } from '../faults/Faults';
import type { LogStore } from '../logs/LogStore';
import type { Containers } from '../runtime/Containers';
import type { ObjectStore } from '../store/ObjectStore';

/** What the request handlers share. */
export interface ServerContext {
  readonly store: ObjectStore;
  readonly logs: LogStore;
  readonly authorizer: Authorizer;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly containers: Containers;
  readonly bookmarkMs: number;
}
