import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** One request in the API server's audit log, of which we read this much. */
export interface AuditEntry {
  readonly verb: string;
  readonly userAgent?: string;
  readonly requestURI: string;
  readonly stage: string;
  readonly user: { readonly username: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number };
}

/** One line of a role. */
interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The account of rbac/read.yaml and rbac/debug.yaml. */
export const ACCOUNT = 'system:serviceaccount:pod-health:pod-health';

/** Path of the audit log, as the runner found it beside the cluster. */
function auditFile(): string {
  const file = process.env.POD_HEALTH_AUDIT_LOG;
  if (!file) {
    throw new Error(
      'POD_HEALTH_AUDIT_LOG names no audit log: this cluster keeps none that the tests can read',
    );
  }
  return file;
}

/** Where the log ends now; give it to {@link entriesSince}. */
export async function auditPosition(): Promise<number> {
  return (await stat(auditFile())).size;
}

/** What the product's account asked of the cluster since a position. */
export async function entriesSince(
  position: number,
): Promise<readonly AuditEntry[]> {
  const bytes = await readFile(auditFile());
  return bytes
    .subarray(position)
    .toString('utf8')
    .split('\n')
    .filter(line => line.includes(ACCOUNT) && line.endsWith('}'))
    .map(line => JSON.parse(line) as AuditEntry) // the API server's own format, audit.k8s.io/v1
    .filter(entry => entry.user.username === ACCOUNT);
}

/** The rules of the shipped roles, and what every account may do (ClusterRoles system:basic-user and system:discovery). */
export async function shippedRules(): Promise<readonly Rule[]> {
  const folder = path.resolve(
    __dirname,
    '../../plugins/pod-health-backend/rbac',
  );
  const texts = await Promise.all(
    ['read.yaml', 'debug.yaml'].map(name =>
      readFile(path.join(folder, name), 'utf8'),
    ),
  );
  const roles = texts
    .flatMap(text => parseAllDocuments(text).map(each => each.toJS()))
    .filter(each => each?.kind === 'ClusterRole')
    .flatMap(each => each.rules as Rule[]); // the files are ours, and applied to a real cluster in the same run
  const basic = {
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    verbs: ['create'],
  };
  return [...roles, basic];
}

/** Whether a request is one that the rules allow; paths without a resource (discovery) may be read by every account. */
export function isCovered(
  { verb, objectRef }: AuditEntry,
  rules: readonly Rule[],
): boolean {
  if (!objectRef?.resource) {
    return verb === 'get';
  }
  const { apiGroup = '', resource, subresource } = objectRef;
  const wanted = subresource ? `${resource}/${subresource}` : resource;
  return rules.some(
    rule =>
      rule.apiGroups.includes(apiGroup) &&
      rule.resources.includes(wanted) &&
      rule.verbs.includes(verb),
  );
}

/** How a request is named in a failing test. */
export function nameOf({ verb, requestURI }: AuditEntry): string {
  return `${verb} ${requestURI}`;
}
