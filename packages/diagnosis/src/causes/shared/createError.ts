/** What keeps a controller from creating an object, by what the API server answered; `other` when no row knows the words. */
export type CreateProblem =
  | 'admission-policy-denied'
  | 'controller-not-permitted'
  | 'creation-times-out'
  | 'default-limit-below-request'
  | 'image-policy-denied'
  | 'limit-range-violated'
  | 'name-taken'
  | 'namespace-terminating'
  | 'other'
  | 'placement-forbidden'
  | 'pod-security-violation'
  | 'pod-template-invalid'
  | 'priority-class-missing'
  | 'priority-class-not-allowed'
  | 'quota-exceeded'
  | 'quota-needs-values'
  | 'quota-not-reckoned'
  | 'runtime-class-missing'
  | 'secret-not-mountable'
  | 'security-policy-denied'
  | 'service-account-missing'
  | 'webhook-denied'
  | 'webhook-response-invalid'
  | 'webhook-unreachable';

/** Longer messages are cut: the API server's own are far shorter, a webhook's may be of any length. */
const LONGEST = 8192;

/** What controllers and the event recorder put before the API server's answer. */
const WRAPPERS: readonly RegExp[] = [
  /^\(combined from similar events\): /,
  /^Error (?:creating|deleting)(?: job)?: /,
  /^(?:create|delete) (?:Pod|Claim) .{1,800}? failed error: /i,
  /^Failed to create new replica set "[^"]{1,253}": /,
  /^unable to (?:create|delete) pods: /,
];

/** The answer of the API server in what a controller says, cut at 8 KB. */
export function apiAnswer(message: string): string {
  return WRAPPERS.reduce(
    (text, wrapper) => text.replace(wrapper, ''),
    message.slice(0, LONGEST),
  );
}

const CALLING = /fail(?:ed|ing) (?:calling|to call) (?:admission )?webhook/;

/**
 * The webhook answered, but not with what the API server can use.
 * Source: staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/request/admissionreview.go, mutating/dispatcher.go
 */
const NO_ANSWER =
  /received (?:invalid|undecodable)|expected (?:webhook )?response|webhook response|unsupported patch|AdmissionReview|couldn't get version\/kind|invalid character|could not find the requested resource|server rejected our request|method not allowed|Unauthorized|forbidden: |unknown \(post|an error on the server \("(?!no endpoints|upstream|Service Unavailable|error trying to reach)/i;
const BAD_PATCH =
  /jsonpatch .{0,40}does not apply|operation does not apply: |attempted to modify the object, which is not supported|match condition.{0,300}(?:evaluat|compil)/;

interface Row {
  readonly problem: CreateProblem;
  readonly says: RegExp;
  /** Must be there as well. */
  readonly also?: RegExp;
}

/**
 * Asked in this order. What others wrote (webhooks, policies) comes first: their words may hold anything. Wordings from
 * Kubernetes 1.15 on.
 */
const ROWS: readonly Row[] = [
  {
    problem: 'webhook-denied',
    says: /admission webhook "[^"]{1,253}" denied the request/,
  },
  { problem: 'webhook-response-invalid', says: CALLING, also: NO_ANSWER },
  { problem: 'webhook-unreachable', says: CALLING },
  { problem: 'webhook-response-invalid', says: BAD_PATCH },
  {
    problem: 'image-policy-denied',
    says: /image policy webhook backend denied|images? rejected by webhook backend/,
  },
  {
    problem: 'admission-policy-denied',
    says: /(?:Validating|Mutating)AdmissionPolicy '|\bpolicy '[^']{1,253}' with binding '[^']{1,253}' denied/,
  },
  { problem: 'pod-security-violation', says: /\bviolates PodSecurity "/ },
  {
    // PodSecurityPolicy until 1.24, SecurityContextConstraints of OpenShift, SecurityContextDeny until 1.29.
    problem: 'security-policy-denied',
    says: /unable to validate against any (?:pod security policy|security context constraint)|PodSecurityPolicy: unable to admit|no providers available to validate pod|no SecurityContextConstraints found|annotation openshift\.io\/sa\.scc|securityContext\.\w{1,40} is forbidden/i,
  },
  {
    problem: 'quota-needs-values',
    says: /failed quota: \S{1,253}: must specify /,
  },
  { problem: 'quota-exceeded', says: /[Ee]xceeded quota: / },
  {
    problem: 'priority-class-not-allowed',
    says: /insufficient quota to (?:consume|match these scopes)|pods with \S{1,253} priorityClass is not permitted/,
  },
  {
    problem: 'quota-not-reckoned',
    says: /status unknown for quota|resource ?quota evaluat(?:ion timed out|es timeout)|quota usage is negative|cannot be fulfilled on resourcequotas/,
  },
  {
    problem: 'default-limit-below-request',
    says: /resources\.requests: Invalid value: "[^"]{0,64}": must be less than or equal to \S{1,253} limit/,
  },
  {
    problem: 'limit-range-violated',
    says: /(?:maximum|minimum) \S{1,253} usage per \S{1,63} is |max limit to request ratio per /,
  },
  {
    problem: 'service-account-missing',
    says: /error looking up service account|service account \S{1,317} was not found, retry|no API token found for service account/,
  },
  {
    problem: 'secret-not-mountable',
    says: /is not allowed because service account \S{1,253} does not reference that/,
  },
  {
    problem: 'priority-class-missing',
    says: /no PriorityClass with name \S{1,253} was found/,
  },
  {
    problem: 'runtime-class-missing',
    says: /RuntimeClass "[^"]{1,253}" not found/,
  },
  {
    problem: 'placement-forbidden',
    says: /node label selector (?:labels )?conflicts? with its namespace|pod tolerations .{0,80}conflict with its|has TopologyKey \S{0,317} ?but only key|conflict: runtimeClass\.scheduling/,
  },
  {
    problem: 'namespace-terminating',
    says: /because it is being terminated|namespaces? "[^"]{1,63}" not found/,
  },
  {
    problem: 'controller-not-permitted',
    says: /cannot set blockOwnerDeletion|User "[^"]{0,300}" cannot |no RBAC policy matched|^Unauthorized\b/,
  },
  {
    problem: 'pod-template-invalid',
    says: /is invalid: |(?:integer value of priority|string value of PreemptionPolicy) \(|Overhead (?:set without|doesn't match)/,
  },
  {
    // The second is what a StatefulSet got for that until 1.26, because its pods also carried a generated name.
    problem: 'name-taken',
    says: /" already exists|operation against \w{1,63} could not be completed at this time/,
  },
  {
    problem: 'creation-times-out',
    says: /request did not complete within|etcdserver: |unable to return a response in the time|too many requests|connect: connection refused|i\/o timeout|context deadline exceeded|TLS handshake timeout|http2: |unexpected EOF|rate limiter|code = Unavailable|currently unable to handle the request/i,
  },
];

/** Faults of a moment: when something lasting was said as well, that is the fault. */
const PASSING: ReadonlySet<CreateProblem> = new Set<CreateProblem>([
  'creation-times-out',
  'name-taken',
  'quota-not-reckoned',
]);

/** What keeps the object from being created, by the API server's answer. */
export function problemOf(answer: string): CreateProblem {
  const row = ROWS.find(
    ({ says, also }) => says.test(answer) && (also?.test(answer) ?? true),
  );
  return row?.problem ?? 'other';
}

/** Whether a problem usually passes by itself. */
export function isPassing(problem: CreateProblem): boolean {
  return PASSING.has(problem);
}
