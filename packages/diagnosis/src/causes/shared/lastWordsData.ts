import type { Sign } from './lastWordSign';

/** What programs say of data an older or newer program wrote, or another one holds. */
export const dataSigns: readonly Sign[] = [
  [
    'data-directory-incompatible',
    /initialized by PostgreSQL version (?<have>\d[\w-]{0,20}(?:\.[\w-]{1,10}){0,4}), which is not compatible with this version (?<want>\d[\w-]{0,20}(?:\.[\w-]{1,10}){0,4})/,
    'version',
  ],
  [
    'data-directory-incompatible',
    /(?:Cannot|can't) (?:up|down)grade (?:a node )?from (?:version )?\[?(?<have>[\w.-]{1,30})\]? (?:directly )?to (?:version )?\[?(?<want>\d[\w-]{0,20}(?:\.[\w-]{1,10}){0,4})\]?/i,
    'version',
  ],
  [
    'data-directory-incompatible',
    /(?:Upgrade|upgrading) (?:is )?(?:not supported )?after a crash(?: is not supported)?(?:.{0,120}created with (?<have>(?:MySQL|MariaDB) \d[\d.]{0,18}\d))?|redo log .{0,120}(?:logically non[- ]empty|not (?:logically )?empty)|Unsupported redo log format|innodb_fast_shutdown ?= ?2/i,
    'unclean',
  ],
  [
    'data-directory-incompatible',
    /database files are incompatible with server|Invalid MySQL server (?:up|down)grade|too recent to start up on the existing data files|featureCompatibilityVersion|UPGRADE PROBLEM|RDB format version \d|cannot (?:up|down)grade a node|incompatible_feature_flags|index (?:was )?created (?:in|with) version|schema version .{0,60}(?:newer|too old|not supported)|unsupported (?:data|storage|format) version|on data directory built by version|Downgrade is not supported|required feature flag not enabled|must be enabled before upgrading|(?:required|need|have) to upgrade to .{1,60} (?:first|before)\b|upgrade to .{1,60} version first|found backend type \S{1,20}, expected/i,
    'version',
  ],
  [
    'data-directory-incompatible',
    /directory "(?<path>[^"]{1,300})" exists but is not empty/,
    'not-empty',
  ],
  [
    'data-directory-incompatible',
    /lost\+found|data directory has files in it|data directory .{0,200}(?:is not empty|unusable)|--initialize specified but/i,
    'not-empty',
  ],
  // A member that others still know begins with nothing: etcd, Cassandra and Scylla, Consul.
  [
    'data-directory-incompatible',
    /has already been bootstrapped|A node with (?:the )?address \S{1,100} already exists, cancelling join|node with the same address already exists|Node name "?\S{1,100}"? is reserved by node|Member '\S{1,100}' has conflicting node ID/i,
    'lost',
  ],
  [
    'data-directory-incompatible',
    /No `?meta\.properties`? found in (?<path>\/\S{1,200}?)(?: |$)|No readable meta\.properties files found|\/\S{1,200}\/myid file is missing/i,
    'no-identity',
  ],
  // Others removed it for good, or forgot it, while its data was kept.
  [
    'data-directory-incompatible',
    /(?:the )?member has been permanently removed from the cluster|thinks it's clustered with node .{1,120} disagrees|inconsistent_cluster|Node .{1,100} is not a member of the cluster|has been (?:removed|decommissioned) (?:from the cluster|and (?:will|can)not)|This node was decommissioned/i,
    'removed',
  ],
  // Of Galera: after all members went down at once, none may begin by itself.
  [
    'data-directory-incompatible',
    /not be safe to bootstrap the cluster from this node|safe_to_bootstrap/i,
    'unsafe-bootstrap',
  ],
  [
    'data-directory-incompatible',
    /Cluster ID \S{1,60} doesn't match|cluster ?ID mismatch|InconsistentClusterId|InconsistentBrokerId|doesn't match stored (?:cluster|broker)\.?id|Invalid cluster\.id in|doesn't match previous node ?id|member count is unequal|different cluster uuid|Saved cluster name .{1,120} != configured name|differs from previous data ?cent(?:er|re)|(?:client|local) cluster ID \S{1,60} (?:doesn't|does not) match|system ID mismatch|system identifier differs|belongs to a different cluster|Incompatible clusterIDs? in|previously joined a cluster with UUID|unmatched member while checking PeerURLs/i,
    'identity',
  ],
  // What a collector or an agent notes for itself: how far it has read, what waits to be sent.
  [
    'data-directory-incompatible',
    /^(?=.{0,600}(?:invalid|corrupt|unexpected|\bEOF\b|unmarshal|pars(?:e|ing)\b|decod|malformed|truncat|checksum|magic)|.{0,600}plugin storage file).{0,300}?(?:failed to (?:read|load|parse|decode) (?:data )?(?:from |the )?|(?:error|fail\w{0,3}) (?:reading|loading|parsing|decoding)(?:\/decoding)? (?:\w{1,12} from )?(?:the )?|invalid (?:contents?|yaml|json|data|format)[^/'"]{0,40} |(?:unable|could not|cannot) (?:to )?(?:parse|decode|load|read) (?:the )?)(?:plugin )?(?:storage|state|positions?|pos|registry|checkpoint|cursor|offsets?|bookmark|buffer|queue)s? files?\b(?!.{0,200}(?:no such file|permission denied|not found|does not exist|is a directory|no space))[^/]{0,40}(?<path>\/[^\s:'"\])]{1,300})?|(?:registry|positions?|state|checkpoint|cursor|offsets?) file ['"[]?(?<of>\/[^\s:'"\])]{1,300})?.{0,60}\b(?:is |was )?(?:corrupt\w{0,3}|truncated|invalid contents?|unexpected end of JSON|invalid character)/i,
    'state-file',
  ],
  [
    'data-directory-incompatible',
    /valid checkpoint record|crc mismatch|Bad file format reading the append only|page corruption|database disk image is malformed|invalid magic number|(?:data|file|index|segment|database|tablespace|WAL|log)\b.{0,60}\bcorrupt(?:ed|ion)?\b|\bcorrupt(?:ed|ion)\b.{0,60}(?:data|file|index|segment|database|WAL|log)|InnoDB: .{0,80}corrupt|WiredTiger.{0,120}(?:corrupt|salvage|checksum)|Short read or OOM loading DB|Wrong signature trying to load DB/i,
    'corrupt',
  ],
  [
    'data-directory-locked',
    /(?:could not|(?:un|not )able to|failed to) acquire (?:the )?change ?log lock|waiting for change ?log lock|DATABASECHANGELOGLOCK/i,
    'liquibase',
  ],
  [
    'data-directory-locked',
    /(?:unable|failed) to (?:acquire|obtain) (?:\w{1,20} ){0,3}lock\b.{0,80}(?:flyway|schema_history|schema_version)|(?:unable|failed) to (?:acquire|obtain) flyway/i,
    'flyway',
  ],
  // Elasticsearch tells neither apart.
  [
    'data-directory-locked',
    /failed to obtain node locks?, tried \[(?<dir>[^\]]{1,300})\].{0,200}maybe these locations are not writable/i,
    'or-not-writable',
  ],
  [
    'data-directory-locked',
    /lock file "(?<path>[^"]{1,300})" already exists|InnoDB\]?:? Unable to lock "?(?<ibdata>[^\s"]{1,300})|failed to obtain node locks?, tried \[(?<dir>[^\]]{1,300})\]|Failed to acquire lock on file (?<lock>\S{1,80})/i,
  ],
  [
    'data-directory-locked',
    /failed to obtain (?:a )?(?:node )?lock|LockObtainFailedException|lock DB directory: (?!open)|DBPathInUse|(?:unable|failed) to (?:acquire|create|get|obtain) (?:exclusive |write |file |directory |data |change ?log )*lock|cannot acquire (?:directory |file )?lock|could not acquire (?:change log )?lock|already locked|is locked by|database is locked|another (?:process|instance|server)(?: \w+)? (?:is|has|may be)? ?(?:already )?(?:using|running|locked|holds?)|mongod\.lock|Can't lock aria control file|Could not get an exclusive lock|file is probably in use by another process|Waiting for changelog lock|(?:LOCK|lock): resource temporarily unavailable/i,
  ],
];
