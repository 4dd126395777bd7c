import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { DebugPolicy } from 'backstage-plugin-pod-health-node';
import type { SessionAudit } from '../audit/SessionAudit';
import type { DebugConfig } from '../config.types';
import type { EntityAccess } from '../entity/types';
import type { KubeClusters } from '../kube/types';
import type { Clock } from '../time/clock';
import type { SessionChanges } from './SessionChanges';
import type { SessionStore } from './store/SessionStore';
import type { RandomBytes } from './ticketSecret';

/** What the parts of the session service share. */
export interface SessionDeps {
  readonly store: SessionStore;
  readonly entities: EntityAccess;
  readonly clusters: KubeClusters;
  readonly config: DebugConfig;
  readonly audit: SessionAudit;
  readonly auth: Pick<AuthService, 'authenticate' | 'isPrincipal'>;
  readonly policies: readonly DebugPolicy[];
  readonly clock: Clock;
  /** From 0 to 1; for back-off only. */
  readonly random: () => number;
  readonly randomBytes: RandomBytes;
  readonly logger: LoggerService;
  /** This process, as rows name it. */
  readonly replica: string;
  readonly changes: SessionChanges;
}
