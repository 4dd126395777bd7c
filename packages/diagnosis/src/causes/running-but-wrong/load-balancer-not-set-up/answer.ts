import { driverWords } from '../../shared/driverWords';

/** What keeps a load balancer from being made, as far as the words tell. */
export type Obstacle =
  | 'address'
  | 'api-missing'
  | 'busy'
  | 'nodes'
  | 'permission'
  | 'quota'
  | 'settings'
  | 'subnet'
  | 'unanswered'
  | 'unknown';

/** Reasons of events of whatever makes load balancers: the service controller of a cloud, MetalLB, the AWS and other controllers. */
const FAILED =
  /^(?:(?:Sync|Creat(?:e|ing)|Ensure|Updat(?:e|ing))LoadBalancerFailed|UnAvailableLoadBalancer|LoadBalancerMixedProtocolNotSupported|AllocationFailed|FailedAllocat\w{1,20}|Failed(?:Build|Deploy)Model|Failed(?:Network)?Reconcile)$/;
const BEGUN = /^(?:Ensur|Creat|Updat)ingLoadBalancer$|^nodeAssigned$/;
const DONE =
  /^(?:Ensured|Created|Updated)LoadBalancer$|^SuccessfullyReconciled$|^IPAllocated$/;

/** Whether an event says that making the load balancer failed. */
export const isFailure = (reason = '', message = '') =>
  FAILED.test(reason) ||
  /^Error (?:syncing|creating|updating) load balancer\b/.test(message);

/** Whether an event says that it is there and as it should be. */
export const isDone = (reason = '') => DONE.test(reason);

/** Whether an event shows that anything takes care of the load balancer. */
export const isCare = (reason = '', message = '') =>
  BEGUN.test(reason) || isDone(reason) || isFailure(reason, message);

/** The more certain first: a refused right names the API that was asked, a lack of addresses the subnet. */
const OBSTACLES: readonly (readonly [Obstacle, RegExp])[] = [
  [
    'permission',
    /AccessDenied|UnauthorizedOperation|not authorized to perform|(?:Linked)?AuthorizationFailed|does not have (?:authorization|permission)|PERMISSION_DENIED|Required '[^']{1,100}' permission|insufficient (?:authentication scopes|permissions?)|InvalidClientTokenId|ExpiredToken|WebIdentityErr|invalid_client|AADSTS\d{4,7}|NoCredentialProviders|Authentication failed|\bforbidden\b|unauthori[sz]ed|(?:code|status)\W{1,12}40[13]\b|\b40[13] (?:Forbidden|Unauthorized)/i,
  ],
  [
    'address',
    /no available IPs|no (?:free|available|more) (?:ip|address)|no (?:ip|address) (?:pool|range)|pool "?[\w.-]{0,63}"? (?:is )?(?:exhausted|full)|InsufficientFreeAddresses|not (?:have )?enough (?:free |available )?(?:ip|address)|insufficient (?:free )?(?:ip|address)|\bno_pool\b|out_of_ips|pool_exhausted|IP_SPACE_EXHAUSTED|unknown (?:address |ip )?pool|No more IP addresses available/i,
  ],
  [
    'quota',
    /quota|LimitExceeded|limit (?:was |has been |is )?(?:exceeded|reached)|exceed(?:s|ed)? .{0,60}limit|LimitReached|TooManyLoadBalancers|OverQuota|maximum number|reached (?:the|its|your) .{0,40}limit|you have reached/i,
  ],
  [
    'api-missing',
    /could not find the requested resource|no matches for kind|(?:server )?doesn't have a resource type/i,
  ],
  [
    'busy',
    /not (?:yet )?(?:active|ready|available)\b.{0,60}(?:pending|status|provision)|still (?:creating|pending|provisioning|being)|AnotherOperation|another operation|OperationNotAllowed|OperationPreempted|PENDING_(?:CREATE|UPDATE)|is immutable and cannot be updated|in progress|RetryableError|TooManyRequests|Throttl|rate limit|RequestLimitExceeded|\b429\b|etag mismatch|PreconditionFailed|resourceNotReady/i,
  ],
  [
    'unanswered',
    /deadline exceeded|time(?:d)?[- ]?out|no such host|connection (?:refused|reset)|no route to host|\bEOF\b|(?:code|status)\W{1,12}50[0234]\b|\b50[0234] (?:Internal|Bad|Service|Gateway)|service unavailable|InternalServerError|internal (?:server )?error|x509|TLS handshake/i,
  ],
  [
    'nodes',
    /no (?:available |suitable |ready |healthy )?(?:nodes?|instances?|hosts?|backends?|targets?)\b.{0,40}(?:for|found|available)|no available nodes|(?:instance|node|server|vm|virtual machine)s?(?: "?[\w.-]{1,253}"?)? (?:was |were )?not found|failed to (?:get|find|list) (?:instance|node|vm)|provider ?id|not a vmss instance/i,
  ],
  [
    'subnet',
    /subnet|security ?group|availability ?zone|\bvpc\b|floating network|network[- ]id|network-zone|vnet|virtual network|location .{0,40}(?:not )?set/i,
  ],
  [
    'settings',
    /invalid|not supported|unsupported|mixed protocol|must (?:be|have|not)|already (?:in use|allocated|exists|assigned)|not allowed|annotation|loadBalancerIP|does not match|is (?:required|missing)|not in (?:the )?(?:pool|range)|conflict/i,
  ],
];

/** What the words of the cloud or controller come to. */
export function obstacleIn(reason: string, message: string): Obstacle {
  if (reason === 'UnAvailableLoadBalancer') return 'nodes';
  const text = message.slice(0, 8192);
  return OBSTACLES.find(([, words]) => words.test(text))?.[0] ?? 'unknown';
}

/** The API that was asked. */
export const hostIn = (message: string) =>
  /\bhttps?:\/\/([\w.-]{1,253})/.exec(message.slice(0, 8192))?.[1];

const PREFIX =
  /^(?:\(combined from similar events\): )?(?:(?:Error (?:syncing|creating|updating) load balancer(?: \(will retry\))?|failed to (?:ensure|create|update|reconcile) (?:the )?load balancer(?: for service [\w./-]{1,316})?|Failed (?:build|deploy) model due to|Failed to allocate IP for "[^"]{1,316}")(?:: | (?=\S)))*/i;

/** The words themselves, without what Kubernetes puts before them. */
export const wordsOf = (message: string) =>
  driverWords(message.slice(0, 8192).replace(PREFIX, ''));
