import type { LogLine } from '../../engine';

/** kubectl's answer when the API says no and not to what; to a watch it never does. */
const UNNAMED = /^Error from server \(Forbidden\): unknown\b/;
/** What kubectl asked, when it is told to write that down. */
const ASKED =
  /\b(?<method>GET|POST|PUT|PATCH|DELETE) https?:\/\/[^\s/]{1,253}\/(?:api|apis\/(?<group>[a-z0-9.-]{1,253}))\/v\d\w{0,20}\/(?:namespaces\/(?<where>[a-z0-9-]{1,63})\/)?(?<resource>[a-z]{1,63})(?:\/(?<object>[\w.-]{1,253}))?(?<query>\?\S{1,2000})?/;
/** So many lines before it may stand. */
const NEAR = 40;

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The verb of the API for a request. Source: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export function verbOf(asked: {
  readonly method?: string | undefined;
  readonly object?: string | undefined;
  readonly query?: string | undefined;
}): string {
  const { method = 'GET', object, query = '' } = asked;
  if (method === 'DELETE' && !object) return 'deletecollection';
  if (/[?&]watch=(?:true|1)\b/.test(query)) return 'watch';
  return VERBS[method] ?? (object ? 'get' : 'list');
}

/** What was asked before an answer that does not name it, and in which line. */
export function askedBefore(
  lines: readonly LogLine[],
  i: number,
):
  | { groups: Record<string, string | undefined>; also: number | undefined }
  | undefined {
  if (!UNNAMED.test(lines[i]?.text ?? '')) return undefined;
  for (let j = i - 1; j >= Math.max(0, i - NEAR); j -= 1) {
    const { groups } = ASKED.exec((lines[j]?.raw ?? '').slice(0, 4096)) ?? {};
    if (!groups) continue;
    const { resource, group, where } = groups;
    const asked = { resource, group, where, verb: verbOf(groups) };
    return { groups: asked, also: j };
  }
  return { groups: {}, also: undefined };
}
