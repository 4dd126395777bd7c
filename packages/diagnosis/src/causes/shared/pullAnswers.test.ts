import { pullAnswer } from './pullAnswers';
import { maybeAbsent } from './pullEither';

const IMAGE = 'registry.example/team/web:1.0';
const URL = 'https://registry.example/v2/team/web/manifests/1.0';
const CONTAINERD = `failed to pull and unpack image "${IMAGE}": `;
const RESOLVE = `${CONTAINERD}failed to resolve reference "${IMAGE}": `;
const DOCKER = 'rpc error: code = Unknown desc = Error response from daemon: ';
const COPY = `${CONTAINERD}failed to copy: httpReadSeeker: failed open: `;

/** What is said in the field, by who says it, and what it means. */
const WORDINGS: Readonly<Record<string, readonly string[]>> = {
  'rate-limited': [
    `${RESOLVE}unexpected status from HEAD request to ${URL}: 429 Too Many Requests`,
    `${COPY}unexpected status code ${URL}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit`,
    `${DOCKER}toomanyrequests: You have reached your pull rate limit.`,
    `${DOCKER}error parsing HTTP 429 response body: invalid character 'T' looking for beginning of value: "Too Many Requests (HAP429)."`,
    'reading manifest 1.0 in docker.io/team/web: toomanyrequests: Rate exceeded',
    'initializing source docker://docker.io/team/web: too many requests to registry',
    'denied: You have reached your pull rate limit',
  ],
  throttled: ['pull QPS exceeded'],
  'secret-malformed': [
    'illegal base64 data at input byte 4',
    `Failed to pull image "${IMAGE}": invalid character 'a' looking for beginning of value`,
    'unexpected end of JSON input',
    'json: cannot unmarshal string into Go struct field DockerConfigJSON.auths of type credentialprovider.DockerConfigEntry',
  ],
  'name-invalid': [
    'Failed to apply default image tag "Web": couldn\'t parse image name "Web": invalid reference format: repository name (library/Web) must be lowercase',
    'couldn\'t parse image reference "a b": invalid reference format',
    'failed to parse image reference "x": invalid checksum digest length',
  ],
  'name-ambiguous': [
    'short-name "web:1" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    'short name mode is enforcing, but image name web:1 returns ambiguous list',
    'short-name resolution enforced but cannot prompt without a TTY',
  ],
  policy: [
    'image pull failed for web because the signature validation failed: Source image rejected: A signature was required, but no signature exists',
    'copying system image from manifest list: Source image rejected: None of the signatures were accepted',
    'registry registry.example is blocked in /etc/containers/registries.conf or /etc/containers/registries.conf.d',
    'image verifier bindir blocked pull of x with digest y for reason: unsigned',
    `${RESOLVE}pulling from host registry.example failed with status code [manifests 1.0]: 412 Precondition Failed`,
  ],
  'disk-full': [
    `${CONTAINERD}failed to extract layer sha256:1: mount callback failed on /var/lib/containerd/tmpmounts/x: write /usr/lib/y: no space left on device: unknown`,
    `${DOCKER}failed to register layer: Error processing tar file(exit status 1): write /usr/x: no space left on device`,
    'writing blob: adding layer with blob "sha256:1": ApplyLayer exit status 1: write /x: no space left on device',
    'failed commit on ref "layer-sha256:1": write: no space left on device',
    'There is not enough space on the disk.',
  ],
  'service-failed': [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'rpc error: code = Unavailable desc = error reading from server: EOF',
    'rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.ImageService',
    `${CONTAINERD}failed to prepare extraction snapshot "extract-1 sha256:2": parent snapshot sha256:3 does not exist: not found`,
    `${CONTAINERD}failed to extract layer sha256:1: failed to Lchown "/x" for UID 1000: lchown /x: invalid argument`,
    'mkdir /var/lib/containerd/x: permission denied',
    'open /var/lib/docker/tmp/x: read-only file system',
    'imageRef of image "x" is not set',
  ],
  'wrong-platform': [
    `rpc error: code = NotFound desc = ${CONTAINERD}no match for platform in manifest: not found`,
    `${DOCKER}no matching manifest for linux/arm64/v8 in the manifest list entries`,
    'choosing an image from manifest list docker://x: no image found in manifest list for architecture arm64, variant "v8", OS linux',
    'no image found in image index for architecture "arm64", variant "v8", OS "linux"',
    `${DOCKER}image operating system "windows" cannot be used on this platform`,
  ],
  proxy: [
    `${RESOLVE}failed to do request: Head "${URL}": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`,
    `${RESOLVE}failed to do request: Head "${URL}": Proxy Authentication Required`,
    `${DOCKER}Get https://registry.example/v2/: Service Unavailable`,
    `${RESOLVE}failed to do request: Head "${URL}": Forbidden`,
  ],
  'server-error': [
    `${RESOLVE}unexpected status from HEAD request to ${URL}: 503 Service Unavailable`,
    `${DOCKER}received unexpected HTTP status: 500 Internal Server Error`,
    `${DOCKER}error parsing HTTP 502 response body: invalid character '<' looking for beginning of value: "<html>"`,
    'rpc error: code = Unavailable desc = failed to resolve reference "x": unexpected status: 503 Service Unavailable',
    'Requesting bearer token: invalid status code from registry 504 (Gateway Timeout)',
    `${RESOLVE}failed to authorize: failed to fetch oauth token: unexpected status: 502 Bad Gateway`,
    `${RESOLVE}unexpected status: 522 `,
  ],
  'not-a-registry': [
    `${RESOLVE}unexpected media type text/html for sha256:1: not found`,
    `${DOCKER}error parsing HTTP 404 response body: invalid character '<' looking for beginning of value: "<html>"`,
    `${RESOLVE}failed to authorize: failed to find supported auth scheme: not implemented`,
  ],
  format: [
    `${RESOLVE}unexpected media type application/vnd.docker.distribution.manifest.v1+prettyjws for sha256:1: not found`,
    'media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.0, please rebuild the image',
    `${CONTAINERD}failed to unpack image on snapshotter overlayfs: mismatched image rootfs and manifest layers`,
    'unsupported MIME type for compression: application/vnd.cncf.helm.chart.content.v1.tar+gzip',
    `${RESOLVE}no signatures`,
    'rejecting 9000000 byte manifest for x: not found',
  ],
  corrupt: [
    `${CONTAINERD}failed commit on ref "layer-sha256:1": unexpected commit size 429, expected 404: failed precondition`,
    `${COPY}could not fetch content descriptor sha256:1 (application/vnd.docker.container.image.v1+json) from remote: not found`,
    `${DOCKER}filesystem layer verification failed for digest sha256:1`,
    `${CONTAINERD}failed to extract layer sha256:1: archive/tar: invalid tar header: unknown`,
    'reading blob sha256:1: Digest did not match, expected sha256:1, got sha256:2',
    'fetching blob: blob unknown to registry',
    `${CONTAINERD}failed to extract layer sha256:1: failed to get reader from content store: content digest sha256:1: not found`,
    `${CONTAINERD}failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/a/b/blobs/sha256:1 not found: not found`,
  ],
  'speaks-http': [
    `${RESOLVE}failed to do request: Head "${URL}": http: server gave HTTP response to HTTPS client`,
    'tls: first record does not look like a TLS handshake',
    `${DOCKER}Client sent an HTTP request to an HTTPS server.`,
  ],
  dns: [
    `${RESOLVE}failed to do request: Head "${URL}": dial tcp: lookup registry.example on 10.0.0.10:53: no such host`,
    `${DOCKER}Get https://registry.example/v2/: dial tcp: lookup registry.example on 127.0.0.53:53: read udp 127.0.0.1:4->127.0.0.53:53: i/o timeout`,
    'dial tcp: lookup ghcr.io: Temporary failure in name resolution',
    'pinging container registry x: Get "https://x/v2/": dial tcp: lookup x on [::1]:53: read udp [::1]:4->[::1]:53: read: connection refused',
    'dial tcp: lookup ghcr.io on 10.0.0.2:53: server misbehaving',
  ],
  tls: [
    `${RESOLVE}failed to do request: Head "${URL}": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
    `${DOCKER}Get https://registry.example/v2/: x509: certificate has expired or is not yet valid`,
    'pinging container registry x: Get "https://x/v2/": remote error: tls: handshake failure',
  ],
  interrupted: [
    `${CONTAINERD}failed to copy: read tcp 10.0.0.4:51234->1.2.3.4:443: read: connection reset by peer`,
    `rpc error: code = Canceled desc = ${CONTAINERD}failed to copy: context canceled`,
    'writing blob: storing blob to file "/var/tmp/x": happened during read: unexpected EOF',
    `${CONTAINERD}failed to copy: local error: tls: bad record MAC`,
    `${RESOLVE}failed to do request: Head "${URL}": EOF`,
  ],
  timeout: [
    `${RESOLVE}failed to do request: Head "${URL}": dial tcp 10.0.0.1:443: i/o timeout`,
    `${RESOLVE}failed to do request: Head "${URL}": net/http: TLS handshake timeout`,
    `${DOCKER}Get https://registry.example/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'pinging container registry registry.example: Get "https://registry.example/v2/": dial tcp 10.0.0.1:443: connect: no route to host',
  ],
  unreachable: [
    `${RESOLVE}failed to do request: Head "${URL}": dial tcp 10.0.0.1:5000: connect: connection refused`,
    'image pull failed for web because the registry is unavailable.',
  ],
  forbidden: [
    `${RESOLVE}unexpected status from HEAD request to ${URL}: 403 Forbidden - Server message: denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/shop" (or it may not exist)`,
    'User: arn:aws:sts::1:assumed-role/node is not authorized to perform: ecr:BatchGetImage on resource: x',
    "denied: Token exchange failed for project 'shop'. Caller does not have permission 'storage.buckets.get'.",
    "denied: client with IP '203.0.113.9' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    `${COPY}unexpected status code https://bucket.s3.amazonaws.com/sha256:1?X-Amz-Signature=404: 403 Forbidden`,
  ],
  private: [
    `${RESOLVE}pulling from host registry.example failed with status code [manifests 1.0]: 401 Unauthorized`,
    `${RESOLVE}failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example/token: 403 Forbidden`,
    `${RESOLVE}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    `${DOCKER}pull access denied for web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
    `${DOCKER}Get https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/web/manifests/1: no basic auth credentials`,
    'reading manifest 1.0 in quay.io/team/web: unauthorized: access to the requested resource is not authorized',
    'denied: Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "x" (or it may not exist)',
    `${DOCKER}error parsing HTTP 403 response body: unexpected end of JSON input: ""`,
    'unable to retrieve auth token: invalid username/password: unauthorized: incorrect username or password',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
    'The client does not have permission for manifest',
  ],
  'not-found': [
    `${CONTAINERD}failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/a/b/manifests/sha256:1 not found: not found`,
    `rpc error: code = NotFound desc = ${RESOLVE}${IMAGE}: not found`,
    'reading manifest 1.0 in registry.example/team/web: manifest unknown: manifest unknown',
    `${DOCKER}manifest for ${IMAGE} not found: manifest unknown: manifest unknown`,
    'reading manifest 1.0 in registry.example/team/web: name unknown: repository not found',
    `unexpected status from HEAD request to ${URL}: 404 Not Found`,
    "name unknown: The repository with name 'web' does not exist in the registry with id '1'",
    '(Mirrors also failed: [mirror.example/team/web:1.0: pinging container registry mirror.example: dial tcp 10.0.0.1:443: i/o timeout]): registry.example/team/web:1.0: reading manifest 1.0 in registry.example/team/web: manifest unknown',
    'unable to pull image or OCI artifact: pull image err: initializing source docker://x: reading manifest 1.0 in x: manifest unknown; artifact err: get manifest: build image source: dial tcp: i/o timeout',
  ],
};

describe('pullAnswer', () => {
  const all = Object.entries(WORDINGS).flatMap(([answer, texts]) =>
    texts.map(text => [answer, text] as const),
  );

  it.each(all)('reads %s in: %s', (answer, text) => {
    expect(pullAnswer(text, IMAGE)).toBe(answer);
    const repeated = `Back-off pulling image "${IMAGE}": ErrImagePull: ${text}`;
    expect(pullAnswer(repeated, IMAGE)).toBe(answer);
  });

  it.each([
    'docker.io/denied/429-toomanyrequests:no-such-host',
    'registry.example/forbidden/404:503',
    'registry.example/x509/eof:short-name',
  ])('is not misled by the name %s', image => {
    const url = `https://registry.example/v2/x/manifests/${image}`;
    const text = `failed to pull and unpack image "${image}": unexpected status from HEAD request to ${url}: 418 I'm a teapot`;
    expect(pullAnswer(text, image)).toBeUndefined();
  });

  it('reads both ends of a message that holds a web page', () => {
    const page = '<p>denied</p>'.repeat(5000);
    expect(pullAnswer(`error: ${page}: 503 Service Unavailable`, IMAGE)).toBe(
      'server-error',
    );
  });

  it('says nothing of what says nothing', () => {
    expect(pullAnswer(`Back-off pulling image "${IMAGE}"`, IMAGE)).toBe(
      undefined,
    );
    expect(pullAnswer('', '')).toBeUndefined();
  });
});

describe('maybeAbsent', () => {
  it('knows the registries that answer alike', () => {
    expect(maybeAbsent('403 Forbidden', 'ghcr.io/team/web:1')).toBe(true);
    expect(maybeAbsent('403 Forbidden', IMAGE)).toBe(false);
    expect(
      maybeAbsent('unauthorized: incorrect username or password', 'team/web'),
    ).toBe(false);
  });
});
