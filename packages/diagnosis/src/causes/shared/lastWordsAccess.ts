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

/** What clouds say of the identity a pod has. */
export const cloudSigns: readonly Sign[] = [
  [
    'cloud-access-denied',
    /NoCredentialProviders|Unable to (?:locate|load) (?:AWS )?credentials|CredentialsProviderError|Could not load credentials from any providers|failed to (?:refresh|retrieve) (?:cached )?credentials|no EC2 IMDS role found|NoCredentialsError|AWS\.Runtime\.\w{0,40}Credentials|not authorized to perform sts:AssumeRoleWithWebIdentity|InvalidIdentityToken/i,
    'aws',
  ],
  [
    'cloud-access-denied',
    /User: (?<who>arn:aws\S{1,300}) is not authorized to perform: (?<action>[\w:*]{1,100})/,
    'aws',
  ],
  [
    'cloud-access-denied',
    /\b(?:InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken(?:Exception)?|UnrecognizedClientException|InvalidClientTokenId)\b|api error AccessDenied|\(AccessDenied\)|(?:S3|Sns|Sqs|Kms|Sts|DynamoDb)Exception: Access ?Denied|AccessDeniedException.{0,40}when calling|Status Code: 403.{0,60}(?:S3|AWS|Amazon)|(?:Amazon|AWS).{0,120}Status Code: 403/i,
    'aws',
  ],
  [
    'cloud-access-denied',
    /could not find default credentials|DefaultCredentialsError|default credentials (?:are not available|were not found)|does not have (?<action>[\w.]{3,100}) (?:access|permission)|PERMISSION_DENIED.{0,60}Permission '(?<need>[\w.]{3,100})'|iam\.serviceAccounts\.getAccessToken/i,
    'gcp',
  ],
  [
    'cloud-access-denied',
    /DefaultAzureCredential|ManagedIdentityCredential|CredentialUnavailable|\bAADSTS\d{4,7}|AuthorizationPermissionMismatch|AuthorizationFailed|does not have authorization to perform action '(?<action>[^']{1,150})'|Identity not found/i,
    'azure',
  ],
];

/** What the services say to whom they do not let in. */
export const loginSigns: readonly Sign[] = [
  [
    'dependency-refuses-login',
    /no pg_hba\.conf entry for (?:host|replication)[^,]{0,80}, user "(?<user>[^"]{1,63})"(?:, database "(?<database>[^"]{1,63})")?/,
    'not-allowed',
  ],
  [
    'dependency-refuses-login',
    /(?:password|peer|ident|md5|GSSAPI|SCRAM) authentication failed for user "(?<user>[^"]{1,63})"/i,
    'password',
  ],
  [
    'dependency-refuses-login',
    /role "(?<user>[^"]{1,63})" (?:does not exist|is not permitted to log in)/,
    'user',
  ],
  [
    'dependency-refuses-login',
    /permission denied for (?:table|schema|relation|database|sequence|function|view|column) "?(?<object>[\w.$-]{1,120})/,
    'not-allowed',
  ],
  [
    'dependency-refuses-login',
    /must be owner of \w{1,20} (?<object>[\w.$-]{1,120})|permission denied to create (?:extension|database|role)/,
    'not-allowed',
  ],
  [
    'dependency-refuses-login',
    /Access denied for user '(?<user>[^']{0,63})'@'[^']{0,253}' to database '(?<database>[^']{1,64})'/,
    'not-allowed',
  ],
  [
    'dependency-refuses-login',
    /Access denied for user '(?<user>[^']{0,63})'@|Login failed for user '(?<login>[^']{0,128})'/,
    'password',
  ],
  [
    'dependency-refuses-login',
    /(?:command denied to user|not authorized on (?<database>\w{1,64}) to execute|user is not allowed to do action|NOPERM |(?:Topic|Group|Cluster)AuthorizationException|Not authorized to access (?:topics|group))/i,
    'not-allowed',
  ],
  [
    'dependency-refuses-login',
    /NOAUTH|Command \w{1,40} requires authentication|missing authentication credentials|no password (?:was )?(?:supplied|provided)|fe_sendauth|no SASL mechanism|SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string/i,
    'no-password',
  ],
  [
    'dependency-refuses-login',
    /WRONGPASS|ERR invalid password|without any password configured|ACCESS_REFUSED|SaslAuthenticationException|SASL authentication (?:error|failed)|sasl conversation error|ORA-01017|ORA-28000|LDAP: error code 49|invalid credentials|unable to authenticate (?:user|using)|authentication plugin '[^']{1,60}'|ER_ACCESS_DENIED_ERROR|ER_NOT_SUPPORTED_AUTH_MODE|Authentication unsuccessful|\b535 5\.7\.\d|Bad Credentials|bad username or password|MongoServerError: Authentication failed|AuthenticationFailed\b|authentication failed|Invalid username or password|username or password (?:is )?incorrect/i,
    'password',
  ],
  [
    'dependency-refuses-login',
    /Permission denied \((?:publickey|password|keyboard)|Host key verification failed|could not read Username for|Authentication failed for '/,
    'password',
  ],
  [
    'dependency-refuses-login',
    /(?:status(?: code)?|HTTP(?:Error|\/\d(?:\.\d)?)?|error|exception|Unauthorized|Forbidden|returned|response|Code)\S{0,40}[:= ]{1,3}\(?"?(?<status>40[13])\b/i,
    'http',
  ],
  [
    'dependency-refuses-login',
    /\b(?<status>40[13]) (?:Client Error|Unauthorized|Forbidden)\b|code = (?:Unauthenticated|PermissionDenied)\b|UNAUTHENTICATED:|HttpClientErrorException\$(?:Unauthorized|Forbidden)/i,
    'http',
  ],
  [
    'dependency-answers-with-error',
    /(?:HTTPError: |Request failed with status code |HttpServerErrorException\S{0,60}: |HttpClientErrorException\S{0,60}: |status code does not indicate success: |requested URL returned error: |server returned error: HTTP\/[\d.]{1,3} |unexpected (?:HTTP )?(?:response )?status(?: code)?:? ?"?|received (?:HTTP )?(?:status|response)(?: code)?:? ?|bad status(?: code)?:? ?|returned (?:an? )?(?:HTTP )?(?:error |status )?(?:code )?|status(?: code)?[:=] ?)"?(?<status>5\d\d|404|429)\b/i,
  ],
  [
    'dependency-answers-with-error',
    /\b(?<status>50[0234]) (?:Server Error|Service (?:Temporarily )?Unavailable|Bad Gateway|Gateway Time-?out|Internal Server Error)/i,
  ],
  [
    'dependency-answers-with-error',
    /\bhttps?:\/\/[^\s"']{1,300}[\s"':]{1,4}(?:HTTP )?(?<status>404|410) (?:Not Found|Gone)\b/,
  ],
  [
    'dependency-answers-with-error',
    /the server is currently unable to handle the request|upstream connect error or disconnect\/reset before headers|no healthy upstream/,
  ],
];
