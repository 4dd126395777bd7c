import type { DebugConfig } from '../config.types';
import { guardCommand } from './guardScript';

/** User a debug container runs as when its pod says none: the `nobody` of Debian and of distroless images. */
export const DEBUG_USER = 65532;

/** What of a session decides its container. */
export interface DebugContainerSession {
  readonly id: string;
  /** Container whose processes the shell sees; absent: its own only. */
  readonly target?: string;
  /** The uid that target or pod runs as, when they say one other than root. */
  readonly runAsUser?: number;
  readonly limitSeconds: number;
}

/** What the names of our debug containers begin with. */
export const CONTAINER_PREFIX = 'ph-';

/** Name of a session's container; carries the session's id, so the cluster's own records say whose it was. */
export function containerNameOf(sessionId: string): string {
  return `${CONTAINER_PREFIX}${sessionId}`;
}

/**
 * The ephemeral container of a session: a pure function of configuration and session, and all of it. The person chooses the
 * target only. Security context: Pod Security's "restricted"
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/) and a user id, without which an image of root's never
 * starts. No environment, no mounts; resources, ports and probes are not allowed on ephemeral containers.
 */
export function debugContainer(
  config: Pick<DebugConfig, 'image'>,
  { id, target, runAsUser = DEBUG_USER, limitSeconds }: DebugContainerSession,
) {
  return {
    name: containerNameOf(id),
    image: config.image,
    imagePullPolicy: 'IfNotPresent',
    command: guardCommand(limitSeconds),
    stdin: true,
    tty: true,
    terminationMessagePolicy: 'File',
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      runAsNonRoot: true,
      runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(target !== undefined && { targetContainerName: target }),
  } as const;
}
