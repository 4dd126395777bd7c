import type { LogLine } from '../../engine';
import type { Sign } from './lastWordSign';

const IN_NAMESPACE = '(?:namespaces/(?<where>[a-z0-9-]{1,63})/)?';
/** Paths of the Kubernetes API: of a group with a version, or of a kind that the core group has. */
const API_PATHS = [
  `/apis/(?<group>[a-z0-9.-]{1,253})/v\\d\\w{0,20}/${IN_NAMESPACE}(?<resource>[a-z]{1,63})`,
  `/api/v1/${IN_NAMESPACE}(?<resource>pods|services|endpoints|configmaps|secrets|serviceaccounts|nodes|namespaces|events|persistentvolumes|persistentvolumeclaims)`,
].map(path => `${path}(?:/(?<object>[\\w.-]{1,253}))?(?![\\w-])`);

/** Both orders in which client libraries write the status and what was asked. */
const refusedAt = (status: string) =>
  API_PATHS.flatMap(path => {
    const url = `\\bhttps?://[^\\s/"']{1,253}${path}`;
    return [
      new RegExp(`(?:${status})\\b.{0,200}?${url}`),
      new RegExp(`${url}.{0,300}?(?:${status})\\b`),
    ];
  });
const FORBIDDEN = '\\b403\\b|\\bForbidden';
const UNAUTHORIZED = '\\b401\\b|\\bUnauthorized';

/** Answers that name no user, only the address that was asked. */
const apiAnswerSigns: readonly Sign[] = [
  ...refusedAt(FORBIDDEN).map(
    (wording): Sign => ['kubernetes-api-forbidden', wording, 'no-user'],
  ),
  ...refusedAt(UNAUTHORIZED).map(
    (wording): Sign => ['kubernetes-api-forbidden', wording, 'no-token'],
  ),
];

/** A controller says so of one object among many, and goes on. */
const ONCE =
  '^(?=.{0,1000}" not found)(?!.{0,600}(?:[Rr]econcil|[Ee]rror syncing|requeu)).{0,900}?';

/** Kinds of Kubernetes' own that programs ask for by name, as its API writes them; a lease is made by who wants it. */
const KINDS =
  'configmaps?|secrets?|services?|serviceaccounts?|endpoints|namespaces?|nodes?|pods?|persistentvolumeclaims?|persistentvolumes?|(?:deployment|statefulset|daemonset|replicaset)s?\\.apps|(?:job|cronjob)s?\\.batch|ingress(?:es)?\\.networking\\.k8s\\.io|ingressclass(?:es)?\\.networking\\.k8s\\.io|(?:role|clusterrole)(?:binding)?s?\\.rbac\\.authorization\\.k8s\\.io|storageclass(?:es)?\\.storage\\.k8s\\.io|priorityclass(?:es)?\\.scheduling\\.k8s\\.io';

/**
 * The API answers that there is no object of a name (404). Source: apimachinery, pkg/api/errors (NewNotFound): `resource.group "name" not found`.
 */
const missingObjectSigns: readonly Sign[] = [
  [
    'kubernetes-object-missing',
    new RegExp(
      `${ONCE}(?:\\b(?<where>[a-z0-9][a-z0-9-]{0,62})/(?<object>[a-z0-9][a-z0-9.-]{0,252}): )(?<resource>${KINDS}) "\\k<object>" not found`,
    ),
  ],
  [
    'kubernetes-object-missing',
    new RegExp(
      `(?:\\(NotFound\\)|\\bnotfound): (?<resource>(?!customresourcedefinition|leases)[a-z][a-z0-9.-]{1,200}) "(?<object>[^"]{1,253})" not found(?:.{0,20}? in (?:the )?namespace "?(?<where>[a-z0-9-]{1,63}))?`,
      'i',
    ),
    'kubectl',
  ],
  [
    'kubernetes-object-missing',
    new RegExp(
      `${ONCE}(?<![\\w.-])(?<resource>${KINDS}) "(?<object>[^"]{1,253})" not found(?:.{0,20}? in (?:the )?namespace "?(?<where>[a-z0-9-]{1,63}))?`,
    ),
  ],
  [
    'kubernetes-object-missing',
    new RegExp(
      `${ONCE}(?<![\\w.-])(?<resource>(?!customresourcedefinition|lease)[a-z]{3,63}\\.[a-z0-9-]{2,63}\\.[a-z0-9.-]{2,150}) "(?<object>[^"]{1,253})" not found`,
    ),
  ],
  [
    'kubernetes-object-missing',
    /\b(?:could not|cannot|can't|failed to|unable to) (?:find|get|read|load|fetch|retrieve) (?:the )?(?:kubernetes )?(?<resource>config ?map|secret|service account)s? ["'`]?(?:(?<where>[a-z0-9-]{1,63})\/)?(?<object>[a-z0-9][a-z0-9.-]{1,252})["'`]?(?: in namespace ["'`]?[a-z0-9-]{1,63}["'`]?)?(?:: | ).{0,60}?(?:not found|\b404\b|does not exist)/i,
  ],
];

/** What programs say of the Kubernetes API. */
export const kubernetesSigns: readonly Sign[] = [
  [
    'kubernetes-api-forbidden',
    /\bUser "(?<user>[^"]{1,253})" cannot (?<verb>\w{1,20}) (?:resource "(?<resource>[^"]{1,120})"(?: in API group "(?<group>[^"]{0,253})")?|path "(?<path>[^"]{1,253})")(?: in the namespace "(?<where>[^"]{1,63})")?(?:[^"]{0,60}: RBAC: .{0,20}role\.rbac\.authorization\.k8s\.io "(?<role>[^"]{1,253})" not found)?/,
  ],
  // Before Kubernetes 1.12, and OpenShift.
  [
    'kubernetes-api-forbidden',
    /\bUser "(?<user>[^"]{1,253})" cannot "?(?<verb>[a-z]{3,20})"? (?:all )?"?(?<resource>[a-z][\w./-]{2,120})"?(?: (?:with name|named) "[^"]{0,253}")?(?: in (?:the )?(?:namespace|project) "(?<where>[^"]{1,63})")?/,
  ],
  [
    'kubernetes-api-forbidden',
    /\buser "(?<user>[^"]{1,253})" \(groups=.{0,400}attempting to grant RBAC permissions not currently held|attempt to grant extra privileges\b/,
    'grants',
  ],
  ...apiAnswerSigns,
  ...missingObjectSigns,
  [
    'kubernetes-kind-missing',
    /no matches for kind "(?<kind>[^"]{1,100})" in (?:version|group) "(?<group>[^"]{1,253})"/,
  ],
  [
    'kubernetes-kind-missing',
    /customresourcedefinitions?(?:\.apiextensions\.k8s\.io)? "(?<kind>[^"]{1,253})" not found/,
  ],
  [
    'kubernetes-kind-missing',
    /failed to (?:list|watch) \*(?<group>\w{1,40})\.(?<kind>\w{1,100}): the server could not find the requested resource/,
  ],
  [
    'kubernetes-kind-missing',
    /the server could not find the requested resource(?: \((?:get|list|watch|post) (?<kind>[\w.-]{1,253})\))?|the server doesn't have a resource type "(?<type>[^"]{1,100})"/,
  ],
  // It asks for the lease and gets no answer in time.
  [
    'leader-election-lost',
    /error (?:retrieving|updating|renewing)(?: (?:resource )?lock)? (?<lease>[\w.-]{1,63}\/[\w.-]{1,253})(?:: |.{1,60}?)\w{3,5} "?https?:\/\/(?<host>\[[\da-f:]{2,45}\]|[\w.-]{1,253}?)(?::(?<port>\d{1,5}))?\/.{0,400}(?:deadline exceeded|time(?:d )?-?out|too many requests|unexpected EOF|connection (?:refused|reset))/i,
  ],
  [
    'leader-election-lost',
    /failed to renew lease (?<lease>[\w.-]{1,63}\/[\w.-]{1,253})/,
  ],
  [
    'leader-election-lost',
    /leader ?election lost|lost (?:the )?(?:leader|master) (?:lease|lock|election)|leader lost\b|no longer (?:the )?leader, exiting/i,
  ],
];

/** What kubectl says when it has done something. */
const DID =
  /\b(?:created|configured|unchanged|patched|labell?ed|annotated|scaled|restarted|applied)\s*$/;
/** So many lines after are looked at. */
const NEXT = 15;

/** Whether a script asked for an object that need not be there: it made it then, or failed by something else. */
export const wentOnWithout = (
  later: readonly LogLine[],
  isGraveAfter: boolean,
): boolean =>
  isGraveAfter || later.slice(0, NEXT).some(({ text }) => DID.test(text));
