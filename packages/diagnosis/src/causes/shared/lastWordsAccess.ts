import type { Sign } from './lastWordSign';

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
  // Of Redis, RabbitMQ, NATS, MQTT, Cassandra, ClickHouse, Neo4j, Snowflake, Db2, MongoDB and others, in their own words.
  [
    'dependency-refuses-login',
    /\binvalid username-password pair|\buser is disabled\b|login was refused|login refused: user '(?<user>[^']{1,100})'|\bAccessRefused\b|\bAuthori[sz]ation Violation\b|\bbad user ?name or password|(?:user ?name|user|login|user id|credentials?)(?: \S{1,63})? (?:and|or|and\/or|\/) password (?:(?:is|are|was|were) )?(?:incorrect|invalid|wrong|not (?:correct|valid|allowed|recogni[sz]ed))|(?:incorrect|wrong|invalid|bad) (?:user ?name|user|login|user id|credentials)?(?:,? (?:and|or|and\/or|\/) )?password\b(?! (?:hash|format|policy|length|file|encod\w{1,4}|storage))|(?<!(?:key|trust) ?store )password is incorrect\b|unauthorized due to authentication failure|SQL30082N|USERNAME AND\/OR PASSWORD INVALID|\bbad auth\b|\bauth(?:entication)? (?:failure|error):|\b(?:wrong|invalid|unknown|expired) (?:API[ -]?key|access key|auth token)\b|\bThe Access Key Id you provided does not exist|security_exception.{0,80}(?:missing|unable to) authenticat/i,
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
