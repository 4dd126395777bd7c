import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { isUidSame } from '../guards/isUidSame';
import { PODS } from '../kube/kinds';
import type { AttachConnection } from '../kube/types';
import { userAgent } from '../kube/userAgent';
import type { SessionDeps } from './deps';
import { containerState } from './podState';
import type { SessionRow } from './types';

/**
 * Attaches to a session's shell, or keeps the attach there is. Reads the pod just before, so that nothing is ever attached in
 * another pod of that name (security.md T12): throws `pod-replaced`, and `session-not-ready` when the shell does not run.
 */
export async function attachSession(
  { clusters }: Pick<SessionDeps, 'clusters'>,
  session: SessionRow,
  options: {
    readonly current?: AttachConnection;
    readonly onReplaced: () => void;
  },
): Promise<AttachConnection> {
  const { cluster, namespace, pod, uid } = session.pod;
  const api = clusters.cluster(cluster);
  const found = await api.get(PODS, pod, { namespace });
  if (!isUidSame(found, uid)) {
    options.onReplaced();
    throw new PodHealthError('pod-replaced', 'another pod has this name now', {
      cluster,
      namespace,
      pod,
    });
  }
  if (containerState(found, session.container).kind !== 'running') {
    throw new PodHealthError('session-not-ready', 'the shell does not run');
  }
  return (
    options.current ??
    api.attach(
      { namespace, pod, container: session.container },
      { userAgent: userAgent(session.id) },
    )
  );
}
