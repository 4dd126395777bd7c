import type { Sign } from './lastWordSign';

/** What programs say of a name that has no address. `server`: the name server itself did not answer. */
export const nameSigns: readonly Sign[] = [
  [
    'dependency-name-not-resolved',
    /lookup (?<host>[\w.-]{1,253})(?: on \S{1,80})?: .{0,160}(?:i\/o timeout|connection refused|no route to host|network is unreachable|operation not permitted|server misbehaving)/,
    'server',
  ],
  [
    'dependency-name-not-resolved',
    /lookup (?<host>[\w.-]{1,253})(?: on \S{1,80})?: no such host/,
  ],
  [
    'dependency-name-not-resolved',
    /getaddrinfo EAI_AGAIN (?<host>[\w.-]{1,253})/,
    'server',
  ],
  [
    'dependency-name-not-resolved',
    /\b(?:getaddrinfo|queryA|querySrv|queryAaaa) (?:ENOTFOUND|EAI_NONAME|ENODATA|ESERVFAIL) (?<host>[\w.-]{1,253})/,
  ],
  [
    'dependency-name-not-resolved',
    /UnknownHostException: (?:Failed to resolve ')?(?<host>[\w.-]{1,253})/,
  ],
  [
    'dependency-name-not-resolved',
    /could not translate host name "(?<host>[^"]{1,253})" to address/,
  ],
  [
    'dependency-name-not-resolved',
    /could not resolve host:? '?"?(?<host>[\w.-]{1,253})/i,
  ],
  ['dependency-name-not-resolved', /bad address '(?<host>[\w.-]{1,253})/],
  [
    'dependency-name-not-resolved',
    /host not found in (?:upstream|resolver) "(?<host>[\w.-]{1,253})/,
  ],
  [
    'dependency-name-not-resolved',
    /Unknown (?:MySQL|MariaDB) server host '(?<host>[\w.-]{1,253})'/,
  ],
  [
    'dependency-name-not-resolved',
    /Couldn't resolve server (?<host>[\w.-]{1,253})/,
  ],
  [
    'dependency-name-not-resolved',
    /(?:failed|unable) to resolve (?:host(?:name)? )?['"]?(?!(?:(?:the|a|an|all|any|some|plugin|package|module|service|dependenc\w{1,3}|type|class|bean|reference|artifact|version|image|secret|variable|placeholder|parameter|import|symbol|path|file|configuration|config|property|conflict)s?|\w{1,40} (?:dependenc\w{1,3}|for type))\b(?![.:-]))(?<host>[\w-][\w.-]{0,252}\w)/i,
  ],
  [
    'dependency-name-not-resolved',
    /could not resolve (?:address|hostname|host) '?"?(?<host>[\w.-]{1,253})/i,
  ],
  [
    'dependency-name-not-resolved',
    /getaddrinfo for (?:host )?"?(?<host>[\w.-]{1,253})"? (?:port \d+|failed)/,
  ],
  [
    'dependency-name-not-resolved',
    /connecting to (?<host>[\w.-]{1,253}):\d{1,5}\. (?:Name or service|Temporary failure|Name does not)/,
  ],
  [
    'dependency-name-not-resolved',
    /Temporary failure resolving '(?<host>[\w.-]{1,253})'|(?:fetch|Ignoring) https?:\/\/(?<mirror>[\w.-]{1,253})\/\S{0,300}:? temporary error/i,
    'server',
  ],
  [
    'dependency-name-not-resolved',
    /remote name could not be resolved(?:: ?'(?<host>[\w.-]{1,253})')?/i,
  ],
  [
    'dependency-name-not-resolved',
    /temporary failure in name resolution|\bEAI_AGAIN\b|Try again \(os error|Resource temporarily unavailable \([\w.-]{1,253}:\d{1,5}\)/i,
    'server',
  ],
  // Of Ruby's clients: the class of the error tells.
  [
    'dependency-name-not-resolved',
    /\bconnect\w{0,5} (?:to )?.{0,60}?(?<host>[a-z][\w.-]{0,252}):\d{1,5} \(SocketError\)/i,
  ],
  // Any other words with a name of the cluster in them, with the name behind "host", or with a name and its port.
  [
    'dependency-name-not-resolved',
    /(?<![\w.-])(?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\.svc(?:\.[\w-]{1,63}){0,4})(?![\w-]).{0,200}(?:no such host\b|name or service not known|name does not resolve|non-existing domain|\bnxdomain\b|host not found|unknown host)/i,
  ],
  [
    'dependency-name-not-resolved',
    /\b(?:for|of|to) host(?:name)?:? ['"`]?(?<host>[\w-][\w.-]{0,252}\w).{0,200}(?:no such host\b|name or service not known|name does not resolve|non-existing domain|\bnxdomain\b|host not found|unknown host)/i,
  ],
  [
    'dependency-name-not-resolved',
    /(?<![\w.-])(?<host>[a-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,8})(?::\d{1,5}['"`]?|['"`]): (?:Name or service not known|Name does not resolve|nodename nor servname|non-existing domain|nxdomain|Unknown host)/i,
  ],
  [
    'dependency-name-not-resolved',
    /(?:non-existing domain|\bnxdomain\b)['"`]?\)?: ?['"`]?(?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/i,
  ],
  [
    'dependency-name-not-resolved',
    /no such host\b|\bENOTFOUND\b|name or service not known|name does not resolve|nodename nor servname|failed to lookup address information|non-existing domain|\bnxdomain\b|no resolvable bootstrap urls|DNS resolution failed|php_network_getaddresses|getaddrinfo failed|\bORA-12154|produced zero addresses|no address associated with hostname|socket\.gaierror|host is unknown/i,
  ],
];

/** What programs say of a far end that does not serve them. */
export const connectionSigns: readonly Sign[] = [
  // Kafka's clients only know that the brokers did not answer. Source: org.apache.kafka.common.errors.TimeoutException, librdkafka.
  [
    'dependency-times-out',
    /TimeoutException: (?:Failed to get offsets by times|Timeout expired (?:while|before)|Timed out waiting for a node assignment|Topic \S{1,249} not present in metadata|Timeout of \d{1,9}ms expired before|Call\(callName=|Failed to update metadata|Aborted due to timeout|The AdminClient thread)|Timed out waiting to send the call|Expiring \d{1,6} record\(s\) for \S{1,249}|Local: (?:Timed out|Message timed out|All broker connections are down|Broker transport failure)|\b(?:NoBrokersAvailable|KafkaTimeoutError|KafkaConnectionError|KafkaJSNumberOfRetriesExceeded|KafkaJSConnectionError: Connection timeout)\b|(?:fail\w{0,3}|unable|timed out|timeout) .{0,60}(?:fetch|list|describ|get)\w{0,4} .{0,30}(?:topic|broker|consumer group)s?\b.{0,60}(?:tim(?:e|ed) ?out|deadline)/i,
    'brokers',
  ],
  [
    'dependency-refuses-connection',
    /too many clients already|too many connections|remaining connection slots|max number of clients reached|Connection limit exceeded|ORA-12519|ORA-00018/i,
    'full',
  ],
  [
    'dependency-refuses-connection',
    /the database system is (?:starting up|shutting down|in recovery mode|not yet accepting)|LOADING Redis is loading|not yet accepting connections/i,
    'starting',
  ],
  [
    'dependency-times-out',
    /Can't connect to (?:MySQL|MariaDB) server on '(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?'.{0,4} ?\((?:110|113)/,
  ],
  [
    'dependency-times-out',
    /no route to host|network is unreachable|host is unreachable|EHOSTUNREACH|ENETUNREACH|NoRouteToHostException/i,
    'no-route',
  ],
  [
    'dependency-refuses-connection',
    /connection refused|ECONNREFUSED|actively refused|Connection to \S{1,260} refused|couldn't connect to server|could not connect to server|Can't connect to (?:local )?(?:MySQL|MariaDB) server|Communications link failure|instance-specific error|UnableToConnect|no listener|Network Adapter could not establish|run out of available brokers|no servers available for connection|Broker may not be available|All connection attempts failed|failed to connect to all addresses|Connection refused/i,
  ],
  [
    'dependency-refuses-connection',
    /connection (?:was )?reset by peer|ECONNRESET|connection reset\b|server closed the connection unexpectedly|socket hang up|RemoteDisconnected|connection (?:was )?closed by (?:peer|remote|the remote)|Lost connection to MySQL server/i,
    'broken',
  ],
  [
    'dependency-times-out',
    /\bi\/o timeout|ETIMEDOUT|connect(?:ion|ing)? (?:attempt )?time[d-]? ?out|ConnectTimeout|SocketTimeoutException|operation timed out|ServerSelectionTimeoutError|ServerSelectionError|while waiting (?:to connect|for connection)|ORA-12170|ConnectionLoss for|unable to connect to zookeeper|Timed out waiting for connection while in state: CONNECTING|\btimeout contacting\b|Timed out (?:trying|waiting) (?:to connect|for a (?:connection|node|server))|\(os error 110\)|Connection is not available, request timed out|Failed to update metadata after|timeout occurred after waiting|Can't reach database server|timeout period elapsed/i,
  ],
  [
    'dependency-times-out',
    /\b(?:dial|connect|connection|connecting|request|server|host|broker|metadata|socket|Get|Post|rpc error|timed out (?:connecting|waiting for))\b.{0,300}(?:context deadline exceeded|DeadlineExceeded|timed out|timeout exceeded|Client\.Timeout|TimeoutError|timeout of \d)/i,
  ],
];
