import type { Pod } from '../../../facts/objects';
import type { LastWords } from '../../shared/lastWords';
import { verbOf } from '../../shared/lastWordsAsked';

/** What a refusal names. */
export interface Refused {
  readonly user: string;
  readonly verb: string;
  /** Resource with its group and subresource as kubectl writes it; or the path of an address. Empty: the words do not name it. */
  readonly resource: string;
  /** Namespace; absent: the whole cluster. */
  readonly where?: string | undefined;
  readonly isPath: boolean;
  /** A role that is bound, and does not exist. */
  readonly role?: string | undefined;
}

const METHOD = /\b(GET|POST|PUT|PATCH|DELETE)\b/;
const QUERY = /\/v\d\w{0,20}\/[\w./-]{1,500}(\?\S{1,2000})/;

/** The verb of what was asked by an address, by the line that tells it. */
function verbIn(line: string, object: string | undefined): string {
  const text = line.slice(0, 8192);
  const method = METHOD.exec(text)?.[1];
  return verbOf({ method, object, query: QUERY.exec(text)?.[1] });
}

/** `deployments/scale` of group `apps` is `deployments.apps/scale`. */
function inGroup(resource: string, group: string | undefined): string {
  if (!group) return resource;
  const [name, ...rest] = resource.split('/');
  return [`${name}.${group}`, ...rest].join('/');
}

/** What was refused: by the API's own sentence, or by the address that was asked. */
export function refused(
  { facts, kind, quotes }: Pick<LastWords, 'facts' | 'kind' | 'quotes'>,
  { metadata, spec }: Pod,
): Refused {
  const { user, verb, resource = '', path, name, group, where } = facts;
  const account = spec.serviceAccountName ?? 'default';
  const own = `system:serviceaccount:${metadata.namespace ?? ''}:${account}`;
  const line = String(quotes[0]?.value ?? '');
  const isByAddress = kind === 'no-user' || kind === 'no-token';
  return {
    user: user ?? own,
    verb: verb ?? (isByAddress ? verbIn(line, name) : ''),
    resource: path ?? inGroup(resource, group),
    where,
    isPath: path !== undefined,
    role: kind === undefined ? name : undefined,
  };
}
