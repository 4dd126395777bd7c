import { parseImage } from '../../engine';

/** What kept an image from being pulled, by the words of the registry, the network or the container runtime. */
export type PullAnswer =
  | 'rate-limited'
  | 'throttled'
  | 'secret-malformed'
  | 'name-invalid'
  | 'name-ambiguous'
  | 'never-pulled'
  | 'policy'
  | 'closed'
  | 'disk-full'
  | 'service-failed'
  | 'wrong-platform'
  | 'not-a-registry'
  | 'format'
  | 'corrupt'
  | 'proxy'
  | 'speaks-http'
  | 'dns'
  | 'interrupted'
  | 'tls'
  | 'timeout'
  | 'unreachable'
  | 'server-error'
  | 'forbidden'
  | 'private'
  | 'not-found';

/** An HTTP status where runtimes write one: never a size, a port or a digest. */
function status(codes: string): string {
  return `(?:: |status(?: code)?[:=]? ?|HTTP |registry |code[:=] ?)(?:${codes})\\b(?!\\.\\d)`;
}

function any(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'i');
}

/**
 * Asked in this order: a network error quotes addresses, a refusal quotes "does not exist" and a broken layer ends in "not
 * found", so the more certain come first. Wordings of Docker (dockershim), containerd 1 and 2, CRI-O (containers/image), the
 * kubelet's own, and the codes of the registries.
 * Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
const ANSWERS: readonly (readonly [PullAnswer, RegExp])[] = [
  [
    'rate-limited',
    any(
      status('429'),
      'toomanyrequests|too many requests|\\bHAP429\\b|(?<!client )rate limit|rate exceeded|data limit exceeded|reached your pull',
    ),
  ],
  ['throttled', /pull QPS exceeded/i],
  [
    'secret-malformed',
    // The kubelet reads the pull secrets before it asks anyone: nothing but the JSON or base64 error stands there.
    /illegal base64 data|cannot unmarshal .{1,80}(?:DockerConfig|credentialprovider)|(?:^|ErrImagePull: |Failed to pull image "[^"]{0,512}": )(?:invalid character|unexpected end of JSON input)/i,
  ],
  [
    'name-invalid',
    /invalid reference format|couldn't parse image (?:name|reference)|failed to parse (?:image )?reference|repository name (?:\S{1,300} )?must |invalid checksum digest|invalid image name|invalid tag format/i,
  ],
  ['name-ambiguous', /\bshort[- ]name\b|returns ambiguous list/i],
  ['closed', /registry is deprecated and shutting down/i],
  [
    'policy',
    any(
      status('412'),
      'signature validation failed|signature was required|signatures were accepted|source image rejected|rejected by policy|is blocked in |blocked pull of|policy ?violation|cannot be pulled due to|blocked by .{0,60}(?:policy|xray)|quarantined',
    ),
  ],
  [
    'disk-full',
    /no space left on device|disk quota exceeded|\bENOSPC\b|not enough (?:free )?space|insufficient (?:disk )?space/i,
  ],
  [
    'service-failed',
    /dial unix|docker daemon|error reading from server|transport is closing|unknown service runtime|read-only file system|input\/output error|structure needs cleaning|failed to prepare extraction snapshot|parent snapshot|(?:open|mkdir|mkdirat|write|lchown|chmod|mount|rename|remove|unlinkat|stat) [^:]{1,300}: (?:permission denied|operation not permitted)/i,
  ],
  [
    'wrong-platform',
    /no match(?:ing manifest)? for |no image found in |cannot be used on this platform|does not match the (?:specified|host) |incompatible with .{0,60}host|no child with platform/i,
  ],
  ['private', /error parsing HTTP 40[13] response/i],
  [
    'proxy',
    any(
      status('407'),
      'proxyconnect|proxy authentication required',
      // An HTTP client says no more than the status text when a proxy refuses to connect.
      '\\bURL"?:? (?:Forbidden|Service Unavailable|Bad Gateway|Gateway Time-?out)\\s*$',
    ),
  ],
  [
    'server-error',
    any(
      status('5(?:0\\d|1[01]|2[0-7]|30)'),
      'internal server error|bad gateway|service unavailable|gateway time-?out',
    ),
  ],
  [
    'not-a-registry',
    any(
      status('405|30[1278]'),
      "text/html|invalid character '<'|find supported auth scheme",
    ),
  ],
  [
    'format',
    /media ?type|MIME type|schema ?(?:version )?[12]\b|schemaVersion|prettyjws|mismatched image rootfs|unsupported docker|no unpack platforms|children may not be fetched|rejecting \d{1,12} byte manifest|: no signatures\b|missing signature key|manifest[ _]invalid/i,
  ],
  [
    'corrupt',
    /unexpected commit|failed commit on ref|digest (?:did not match|mismatch)|size validation failed|verification failed for digest|archive\/tar|invalid tar|gzip: invalid|\bcorrupt|\bcrc32\b|magic number mismatch|wrong diff ?id|could not fetch content descriptor|content (?:digest|at) .{1,200}not found|blob[ _]unknown|unknown blob/i,
  ],
  [
    'speaks-http',
    /HTTP response to HTTPS client|does not look like a TLS handshake|HTTP request to an HTTPS|malformed HTTP response/i,
  ],
  [
    'dns',
    /no such host|server misbehaving|dial tcp: lookup |name resolution|name or service not known|could not resolve/i,
  ],
  [
    'interrupted',
    /\bEOF\b|connection reset|bad record MAC|context canceled|code = Canceled|pull canceled|short read|broken pipe|stream error|RST_STREAM|GOAWAY|client connection (?:lost|force closed)|closed network connection|read: connection timed out/i,
  ],
  ['tls', /x509:|\btls: |handshake failure/i],
  [
    'timeout',
    /i\/o timeout|handshake timeout|deadline ?exceeded|Client\.Timeout|request canceled|timed out|timeout (?:awaiting|exceeded)|no route to host|network is unreachable|host is (?:down|unreachable)|operation timeout/i,
  ],
  [
    'unreachable',
    /connection refused|RegistryUnavailable|registry is unavailable|dial tcp/i,
  ],
  [
    'forbidden',
    any(
      status('402|451'),
      '(?<!unauthenticated requests do not have )permission "[^"]{1,300}" denied|is not authorized to perform|client with ip|ip address .{0,60}not allowed|caller does not have permission|AccessDenied',
      // The manifest was given, its layers are not.
      `failed open: unexpected status code URL${status('403')}`,
    ),
  ],
  [
    'private',
    any(
      status('40[13]'),
      'unauthori[sz]ed|denied|forbidden|unauthenticated|authentication required|no basic auth|basic auth because|insufficient_scope|authorization failed|incorrect username|invalid username|have permission|failed to authorize',
    ),
  ],
  [
    'not-found',
    any(
      status('404|410'),
      'manifest[ _]unknown|name[ _]unknown|not ?found|does not exist|no such manifest|deleted or has expired',
    ),
  ],
  [
    'service-failed',
    /code = (?:Unavailable|Unimplemented|Internal)|failed to extract layer|failed to unpack|failed to register layer|ApplyLayer|adding layer|committing the finished image|storing blob|image not known|layer not known|no such image|imageRef of image|image_pull_progress_timeout|image pull intent/i,
  ],
];

/** A tag that is there leads to a manifest that is not. */
const GONE = /content at \S{1,600}\/manifests\/\S{1,200} not found/gi;
const PRECONDITION = new RegExp(status('412'), 'i');

/** Only so much of each end of a message is read: what matters stands there, a web page that was answered does not. */
const READ = 6144;

/** Without what only wraps it: answers of mirrors, and of CRI-O's second try as an artifact. The last answer is the registry's own. */
function unwrapped(message: string): string {
  const mirrors = message.indexOf('(Mirrors also failed: [');
  const end = mirrors === -1 ? -1 : message.indexOf(']): ', mirrors);
  const own = end === -1 ? message : message.slice(end + 4);
  const artifact = own.indexOf('; artifact err: ');
  return artifact === -1 ? own : own.slice(0, artifact);
}

/** An image's name in full, without its version, as runtimes write it. */
export function fullName(image: string): string {
  const { registry, repository } = parseImage(image);
  const isOfficial = registry === 'docker.io' && !repository.includes('/');
  return `${registry}/${isOfficial ? 'library/' : ''}${repository}`;
}

/** The names under which a runtime writes an image: they may hold any word. Longest first. */
function namesOf(image: string): string[] {
  if (image === '') return [];
  const { repository, version } = parseImage(image);
  return [
    image,
    fullName(image),
    ...(repository.includes('/') ? [repository] : []),
    `manifests ${version}`,
    `manifest ${version} in`,
  ].sort((a, b) => b.length - a.length);
}

/** What a message says, apart from the image's own name and from addresses. */
export function pullAnswer(
  message: string,
  image: string,
): PullAnswer | undefined {
  const both =
    message.length > 2 * READ
      ? `${message.slice(0, READ)} ${message.slice(-READ)}`
      : message;
  const told = unwrapped(both).replace(GONE, 'manifest unknown');
  const plain = told.replace(
    /\b(?:https?|docker):\/\/[^\s"]{0,4096}[^\s":,]/g,
    'URL',
  );
  const bare = namesOf(image).reduce(
    (text, name) => text.split(name).join(' '),
    plain,
  );
  const answer = ANSWERS.find(([, pattern]) => pattern.test(bare))?.[0];
  return answer === 'policy' && isClosed(bare, image) ? 'closed' : answer;
}

/** Google's old registry answers 412 to everything it does not serve any more; others mean a rule of theirs by it. */
function isClosed(bare: string, image: string): boolean {
  const { registry } = parseImage(image);
  return /(?:^|\.)gcr\.io$/.test(registry) && PRECONDITION.test(bare);
}
