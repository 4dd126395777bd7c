import { isRecord } from './errors';
import { openApiPath } from './paths';
import type { RequestScope } from './requestScope';
import type { Transport } from './transport/transport';
import type { ApiGroup } from './types';

const scopeOf = (cluster: string): RequestScope => ({
  cluster,
  verb: 'get',
  resource: 'openapi',
});

/**
 * Addresses of the API's OpenAPI v3 documents, by group and version. Every authenticated account may ask (system:discovery):
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
 */
export async function readOpenApiIndex(
  transport: Transport,
  cluster: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const { paths } = await transport.json({
    method: 'GET',
    path: openApiPath(),
    scope: scopeOf(cluster),
    signal,
  });
  const entries = isRecord(paths) ? Object.entries(paths) : [];
  return new Map(
    entries.flatMap(([name, entry]) =>
      isRecord(entry) && typeof entry.serverRelativeURL === 'string'
        ? [[name, entry.serverRelativeURL] as const]
        : [],
    ),
  );
}

/** One of those documents. */
export function readOpenApi(
  transport: Transport,
  cluster: string,
  group: ApiGroup,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return transport.json({
    method: 'GET',
    path: openApiPath(group),
    scope: scopeOf(cluster),
    signal,
  });
}
