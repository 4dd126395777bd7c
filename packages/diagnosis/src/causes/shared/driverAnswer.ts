import { bodyIn } from './driverWords';

/** Why a storage driver refused, as far as its words tell. */
export type DriverAnswer =
  | 'plugin'
  | 'throttled'
  | 'full'
  | 'detaching'
  | 'no-place'
  | 'not-ready'
  | 'permission'
  | 'source'
  | 'zone'
  | 'unreachable'
  | 'object-missing'
  | 'not-found'
  | 'invalid'
  | 'busy'
  | 'timeout'
  | 'other';

/**
 * Asked in this order: clouds answer a limit with "forbidden", and a timeout quotes everything. Codes of gRPC, then words of the
 * drivers of AWS, Azure, Google Cloud, OpenStack, vSphere, Ceph, Longhorn, NetApp, Portworx and OpenEBS.
 */
const ANSWERS: readonly (readonly [DriverAnswer, RegExp])[] = [
  ['plugin', /no volume plugin matched|FindAttachablePluginBySpec failed/],
  [
    'detaching',
    /(?:currently|still) being detached|last detach operation failed|BeingDetached|(?:status|state) (?:is )?["']?detaching/i,
  ],
  [
    'no-place',
    /replicas? schedul\w{2,5} fail|fail(?:ed|s)? to schedule (?:\w{1,20} )?replica|volume \S{1,253} (?:is )?not scheduled|ReplicaSchedulingFailure|precheck new replica failed|no (?:available|suitable) (?:disk|node|pool)s?\b/i,
  ],
  [
    'not-ready',
    /replicas? (?:yet to|(?:is |are )?not|failed to) connect|not ready for workloads|volume \S{1,253} is (?:not ready|faulted|offline)|no (?:healthy|available) replica/i,
  ],
  [
    'throttled',
    /RequestLimitExceeded|throttl|rate.?limit|RateExceeded|too ?many ?requests|\b429\b/i,
  ],
  [
    'full',
    /ResourceExhausted|\bquota|limit ?(?:was |is )?exceeded|LimitExceeded|(?<!deadline )(?:has been |been )exceeded|maximum (?:allowed|number|limit)|(?:not enough|insufficient|no enough|lack of)(?: \w{1,20}){0,2} (?:space|capacity|storage|resources?)|insufficient capacity|out of (?:capacity|space)|OutOfCapacity|no space left|only attach|at most/i,
  ],
  [
    'permission',
    /PermissionDenied|permission denied|Unauthenticated|unauthori[sz]ed|AccessDenied|access denied|not authori[sz]ed|AuthorizationFail|\bforbidden\b|\b40[13]\b|credential|InvalidClientTokenId|ExpiredToken|AADSTS|AssumeRole|operation not permitted|not have permission/i,
  ],
  [
    'source',
    /DataSource|VolumeSnapshot|snapshot \S{1,253} (?:is )?not|source (?:volume|snapshot|pvc)/i,
  ],
  // An object of the driver's own: its group has dots.
  ['object-missing', /\b[a-z]{3,63}\.[a-z\d.-]{3,253} "[^"]{1,253}" not found/],
  [
    'zone',
    /topolog|accessibility requirement|availability ?zone|InvalidZone|availability domain|(?:zone|region|location)\S{0,40} .{0,80}(?:not supported|not available|unavailable|mismatch|does not)/i,
  ],
  [
    'unreachable',
    /code = Unavailable|connection (?:refused|reset|timed out)|no route to host|no such host|dial tcp|i\/o timeout|transport is closing|\bEOF\b|\b50[234]\b/i,
  ],
  [
    'busy',
    /already mounted or mount point busy|device or resource busy|target is busy|mount point busy/i,
  ],
  [
    'not-found',
    /code = NotFound|not ?found|does not exist|no such (?:file|device|volume)|no \w{1,10} disk found|cannot find|could not find/i,
  ],
  [
    'invalid',
    /InvalidArgument|invalid|unsupported|not supported|n't support|not support|only supports?\b|unknown parameter|malformed|must (?:be|have)|\b400\b/i,
  ],
  [
    'timeout',
    /DeadlineExceeded|deadline exceeded|\bbut (?:was|is) (?:still )?(?:attaching|busy)\b|stuck (?:in|while) (?:the )?(?:attaching|state)|state of (?:the )?(?:volume|disk) .{0,60}attaching|timed? ?out|context canceled|code = Aborted|already exists|timeout/i,
  ],
];

/** Names of volumes, claims and classes in quotes may hold any word. */
const QUOTED =
  /\b(?:for volume|StorageClass|for claim|PVC) ["“'‘][^"”'’]{1,253}["”'’]/g;

const SERVER_ERROR = /\b50\d\b/g;

/** Reads the words of a driver. */
export function driverAnswer(message: string): DriverAnswer {
  const start = message.slice(0, 8192).replace(QUOTED, ' ');
  // Whoever sends a body was reached, whatever status came with it.
  const words =
    bodyIn(start) === undefined ? start : start.replace(SERVER_ERROR, ' ');
  return ANSWERS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}
