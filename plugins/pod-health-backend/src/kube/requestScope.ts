import type { ErrorDetails } from 'backstage-plugin-pod-health-common';

/** What a request was about, for the error if it fails. Names only: never a header, a query or a body. */
export interface RequestScope {
  /** Name of the cluster, from configuration. */
  readonly cluster: string;
  /** As the API's authorisation calls it: get, list, watch, create, patch. */
  readonly verb: string;
  /** `pods`, or `pods/log`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** The scope as details of an error. */
export function scopeDetails(scope: RequestScope): ErrorDetails {
  const { cluster, verb, resource, namespace, name } = scope;
  return {
    cluster,
    verb,
    resource,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/** The scope as words for an operator's log: `patch pods/ephemeralcontainers shop/ledger on cluster prod`. */
export function scopeText(scope: RequestScope): string {
  const where = [scope.namespace, scope.name].filter(Boolean).join('/');
  return `${scope.verb} ${scope.resource}${where && ` ${where}`} on cluster ${
    scope.cluster
  }`;
}
