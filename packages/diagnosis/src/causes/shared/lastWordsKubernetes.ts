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
