import type { ObjectStore } from '../store/ObjectStore';
import { resourceByPath, type Resource } from '../store/resources';
import type { KubeObject } from '../types';

/** Who asks. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** What is asked, as the authorizer sees it. */
export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A rule of a Role or ClusterRole. */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** Whether it is allowed, and by which binding. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason?: string;
}

interface Granted {
  readonly rule: Rule;
  readonly reason: string;
}

/** What every account may do, by the API server's own bootstrap bindings. */
const BASIC: readonly Granted[] = [
  basic('system:basic-user', {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  }),
  basic('system:discovery', {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ],
  }),
];

/** What those without a credential may do. */
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/'];

function basic(role: string, rule: Rule): Granted {
  return {
    rule,
    reason: `RBAC: allowed by ClusterRoleBinding "${role}" of ClusterRole "${role}" to Group "system:authenticated"`,
  };
}

const rbac = (resource: string): Resource => {
  const found = resourceByPath('rbac.authorization.k8s.io', 'v1', resource);
  if (!found) {
    throw new Error(`no ${resource} in the resource table`);
  }
  return found;
};

interface Subject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

function isSubject(user: User, subject: Subject): boolean {
  switch (subject.kind) {
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${subject.namespace}:${subject.name}`
      );
    case 'Group':
      return user.groups.includes(subject.name ?? '');
    default:
      return user.name === subject.name;
  }
}

function subjectWords(subject: Subject): string {
  return subject.kind === 'ServiceAccount'
    ? `ServiceAccount "${subject.name}/${subject.namespace}"`
    : `${subject.kind} "${subject.name}"`;
}

/** Role-based access control over the RBAC objects of a store. https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export class Authorizer {
  constructor(private readonly store: ObjectStore) {}

  /** May the user do that? */
  decide(user: User, asked: Attributes): Decision {
    if (user.groups.includes('system:masters')) {
      return { allowed: true };
    }
    const found = this.#granted(user, asked.namespace).find(({ rule }) =>
      covers(rule, asked),
    );
    return found ? { allowed: true, reason: found.reason } : { allowed: false };
  }

  /** May the user ask for that path? */
  decidePath(user: User, verb: string, path: string): Decision {
    if (user.groups.includes('system:masters')) {
      return { allowed: true };
    }
    if (verb === 'get' && PUBLIC_PATHS.includes(path)) {
      return { allowed: true };
    }
    const found = this.#granted(user, undefined).find(
      ({ rule }) =>
        has(rule.verbs, verb) &&
        (rule.nonResourceURLs ?? []).some(
          url =>
            url === path ||
            (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
        ),
    );
    return found ? { allowed: true, reason: found.reason } : { allowed: false };
  }

  /** Every rule that applies to the user in a namespace. */
  rules(user: User, namespace: string): readonly Rule[] {
    const all = this.#granted(user, namespace).map(({ rule }) => rule);
    return user.groups.includes('system:masters')
      ? [
          { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
          { verbs: ['*'], nonResourceURLs: ['*'] },
          ...all,
        ]
      : all;
  }

  #granted(user: User, namespace: string | undefined): Granted[] {
    const granted = user.groups.includes('system:authenticated')
      ? [...BASIC]
      : [];
    const bindings = [
      ...this.store.list(rbac('clusterrolebindings')),
      ...(namespace ? this.store.list(rbac('rolebindings'), namespace) : []),
    ];
    for (const binding of bindings) {
      granted.push(...this.#grantedBy(binding, user));
    }
    return granted;
  }

  #grantedBy(binding: KubeObject, user: User): Granted[] {
    const subjects = (binding.subjects ?? []) as Subject[]; // RBAC objects come in the API's shape
    const subject = subjects.find(s => isSubject(user, s));
    if (!subject) {
      return [];
    }
    const ref = binding.roleRef as { kind: string; name: string }; // as above
    const namespace =
      ref.kind === 'Role' ? binding.metadata.namespace : undefined;
    const role = this.store.get(
      rbac(ref.kind === 'Role' ? 'roles' : 'clusterroles'),
      namespace,
      ref.name,
    );
    const where = binding.metadata.namespace
      ? `${binding.metadata.name}/${binding.metadata.namespace}`
      : binding.metadata.name;
    const reason = `RBAC: allowed by ${binding.kind} "${where}" of ${
      ref.kind
    } "${ref.name}" to ${subjectWords(subject)}`;
    return ((role?.rules ?? []) as Rule[]).map(rule => ({ rule, reason })); // as above
  }
}

function has(list: readonly string[] | undefined, value: string): boolean {
  return Boolean(list?.includes('*') || list?.includes(value));
}

function covers(rule: Rule, asked: Attributes): boolean {
  const resource = asked.subresource
    ? `${asked.resource}/${asked.subresource}`
    : asked.resource;
  const named =
    !rule.resourceNames?.length ||
    (asked.name !== undefined && rule.resourceNames.includes(asked.name));
  return (
    has(rule.verbs, asked.verb) &&
    has(rule.apiGroups, asked.group) &&
    (has(rule.resources, resource) ||
      Boolean(
        asked.subresource && rule.resources?.includes(`*/${asked.subresource}`),
      )) &&
    named
  );
}
