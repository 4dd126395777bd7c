import { version } from '../../package.json';

/**
 * How we name ourselves to a cluster: `pod-health/0.1.0`, and with a session `pod-health/0.1.0 session/ID`, so that the
 * cluster's own audit log shows which session did what. Other characters than an id's are left out.
 */
export function userAgent(sessionId?: string): string {
  const session = sessionId?.replace(/[^A-Za-z0-9-]/g, '').slice(0, 64);
  return `pod-health/${version}${session ? ` session/${session}` : ''}`;
}
