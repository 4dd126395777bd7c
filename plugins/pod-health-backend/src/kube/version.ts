import { requestError } from './errors';
import { versionPath } from './paths';
import type { RequestScope } from './requestScope';
import type { Transport } from './transport/transport';

/**
 * The API server's version, such as `v1.35.4`. Every authenticated account may ask (system:public-info-viewer):
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
 */
export async function readVersion(
  transport: Transport,
  cluster: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const scope: RequestScope = { cluster, verb: 'get', resource: 'version' };
  const { gitVersion } = await transport.json({
    method: 'GET',
    path: versionPath(),
    scope,
    signal,
  });
  if (typeof gitVersion !== 'string') {
    throw requestError('cluster-error', scope, 'answered without a version');
  }
  return gitVersion;
}
