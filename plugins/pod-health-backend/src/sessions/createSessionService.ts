import { randomBytes } from 'node:crypto';
import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { DebugPolicy } from 'backstage-plugin-pod-health-node';
import { SessionAudit } from '../audit/SessionAudit';
import type { DebugConfig } from '../config.types';
import type { EntityAccess } from '../entity/types';
import type { KubeClusters } from '../kube/types';
import type { Clock } from '../time/clock';
import { PodSessions } from './PodSessions';
import { SessionChanges } from './SessionChanges';
import type { SessionStore } from './store/SessionStore';
import type { RandomBytes } from './ticketSecret';

/** What a session service is made of. */
export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly entities: EntityAccess;
  readonly clusters: KubeClusters;
  readonly config: DebugConfig;
  readonly auditor: AuditorService;
  readonly auth: Pick<AuthService, 'authenticate' | 'isPrincipal'>;
  readonly policies?: readonly DebugPolicy[];
  readonly clock: Clock;
  /** From 0 to 1; for back-off only. */
  readonly random: () => number;
  readonly logger: LoggerService;
  /** Default: the machine's own; a test may give another. */
  readonly randomBytes?: RandomBytes;
  /** Name of this process among the replicas; random by default, for every process must have another. */
  readonly replica?: string;
}

/** Debug sessions. Call `start` once the store is up to date, and `shutdown` while clusters can still be reached. */
export function createSessionService(
  options: SessionServiceOptions,
): PodSessions {
  const { auditor, store, logger, policies = [] } = options;
  return new PodSessions({
    ...options,
    policies,
    randomBytes: options.randomBytes ?? randomBytes,
    replica: options.replica ?? randomBytes(8).toString('hex'),
    audit: new SessionAudit(auditor, store, logger),
    changes: new SessionChanges(),
  });
}
