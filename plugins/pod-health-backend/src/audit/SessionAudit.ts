import type {
  AuditorService,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { asError } from '../sessions/asError';
import type { SessionStore } from '../sessions/store/SessionStore';
import type { SessionRow } from '../sessions/types';

/** Bytes that went each way; absent where another replica counted them and died with the count. */
export interface Traffic {
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/**
 * The only caller of the auditor. Severity is `medium` at least: Backstage drops `low` by default (facts.md). Says who, where
 * and how it ended; never a ticket, a token or what was typed.
 */
export class SessionAudit {
  readonly #auditor: AuditorService;
  readonly #store: SessionStore;
  readonly #logger: LoggerService;

  constructor(
    auditor: AuditorService,
    store: SessionStore,
    logger: LoggerService,
  ) {
    this.#auditor = auditor;
    this.#store = store;
    this.#logger = logger;
  }

  /** Says that a session is about to be made. Throws `audit-unavailable`: without this nothing may be done. */
  async creating(session: SessionRow): Promise<AuditorServiceEvent> {
    return this.#must(() =>
      this.#auditor.createEvent({
        eventId: 'session-create',
        severityLevel: session.target === undefined ? 'medium' : 'high',
        meta: aboutOf(session),
      }),
    );
  }

  /** Says that it was made. Throws `audit-unavailable`. */
  async created(event: AuditorServiceEvent): Promise<void> {
    await this.#must(() => event.success());
  }

  /** Says that it could not be made. The failure being told already, a silent auditor is only logged. */
  async failed(event: AuditorServiceEvent, error: Error): Promise<void> {
    await event.fail({ error }).catch(cause => this.#complain(cause));
  }

  /** Says how a session ended: once, whoever calls, however often, in however many replicas. */
  async ended(session: SessionRow, traffic?: Traffic): Promise<void> {
    try {
      if (!(await this.#store.markAudited(session.id))) {
        return;
      }
      const event = await this.#auditor.createEvent({
        eventId: 'session-end',
        severityLevel: 'medium',
        meta: { ...aboutOf(session), ...endOf(session), ...traffic },
      });
      await event.success();
    } catch (error) {
      this.#complain(error);
    }
  }

  async #must<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      throw new PodHealthError(
        'audit-unavailable',
        'the audit log cannot be written',
        {},
        { cause },
      );
    }
  }

  #complain(error: unknown): void {
    this.#logger.error('The audit log could not be written', asError(error));
  }
}

function aboutOf(session: SessionRow) {
  const { pod, target } = session;
  return {
    session: session.id,
    user: session.userRef,
    entity: session.entityRef,
    cluster: pod.cluster,
    namespace: pod.namespace,
    pod: pod.pod,
    uid: pod.uid,
    container: session.container,
    image: session.image,
    reason: session.reason,
    ...(target !== undefined && { target }),
  };
}

function endOf({ endReason, note, exitCode, createdAt, endedAt }: SessionRow) {
  return {
    ...(endReason && { endReason }),
    ...(note !== undefined && { note }),
    ...(exitCode !== undefined && { exitCode }),
    ...(endedAt !== undefined && { durationMs: endedAt - createdAt }),
  };
}
