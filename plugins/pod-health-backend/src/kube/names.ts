/**
 * The names Kubernetes allows, by https://kubernetes.io/docs/concepts/overview/working-with-objects/names/. They bound
 * what can stand in a path: no slash, dot-dot, percent sign, question mark, control character or long text passes.
 */

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN_LENGTH = 253;
const VERSION = /^v[1-9][0-9]{0,3}((alpha|beta)[1-9][0-9]{0,3})?$/;
const RESOURCE = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** DNS-1123 label: names of namespaces and containers. */
export function isDnsLabel(name: unknown): name is string {
  return typeof name === 'string' && LABEL.test(name);
}

/** DNS-1123 subdomain: names of pods, nodes and API groups. */
export function isDnsSubdomain(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name.length <= SUBDOMAIN_LENGTH &&
    name.split('.').every(isSubdomainPart)
  );
}

/** Version of an API group: `v1`, `v1beta2`. */
export function isApiVersion(name: unknown): name is string {
  return typeof name === 'string' && VERSION.test(name);
}

/** Plural resource name: `pods`. */
export function isResourceName(name: unknown): name is string {
  return typeof name === 'string' && RESOURCE.test(name);
}

/** Unlike a label, one part of a subdomain may be longer than 63 characters. */
function isSubdomainPart(part: string): boolean {
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(part);
}
