import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { cpuMs, explodes } from 'pod-health-testing';
import { connectionError, refusalError } from './errors';
import type { RequestScope } from './requestScope';

const scope = (more: Partial<RequestScope> = {}): RequestScope => ({
  cluster: 'prod',
  verb: 'get',
  resource: 'pods',
  namespace: 'shop',
  name: 'ledger',
  ...more,
});
const log = { resource: 'pods/log' };
const patch = { verb: 'patch', resource: 'pods/ephemeralcontainers' };
const attach = { verb: 'create', resource: 'pods/attach' };

function status(code: number, message: string, reason = ''): string {
  return JSON.stringify({ kind: 'Status', code, message, reason });
}

/** Texts as Kubernetes 1.35 wrote them. */
const REFUSALS: [string, Partial<RequestScope>, number, string][] = [
  [
    'cluster-forbidden',
    {},
    403,
    'pods "ledger" is forbidden: User "system:serviceaccount:a:b" cannot get resource "pods" in API group "" in the namespace "shop"',
  ],
  [
    'cluster-forbidden',
    patch,
    403,
    'pods "ledger" is forbidden: User "u" cannot patch resource "pods/ephemeralcontainers" in API group "" in the namespace "shop"',
  ],
  [
    'admission-denied',
    patch,
    403,
    'pods "ledger" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "x" must set securityContext.allowPrivilegeEscalation=false)',
  ],
  [
    'admission-denied',
    patch,
    400,
    'admission webhook "guard.example.com" denied the request: not on Fridays',
  ],
  [
    'pod-replaced',
    patch,
    422,
    'Pod "ledger" is invalid: metadata.uid: Invalid value: "0000": field is immutable',
  ],
  [
    'pod-static',
    patch,
    422,
    'Pod "ledger" is invalid: spec: Forbidden: static pods do not support ephemeral containers',
  ],
  [
    'container-not-found',
    patch,
    422,
    'Pod "ledger" is invalid: spec.ephemeralContainers[0].targetContainerName: Not found: "none"',
  ],
  [
    'cluster-conflict',
    patch,
    422,
    'Pod "ledger" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "x" may not be changed',
  ],
  [
    'cluster-error',
    patch,
    422,
    'Pod "ledger" is invalid: spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
  ],
  [
    'cluster-conflict',
    patch,
    409,
    'Operation cannot be fulfilled on pods "ledger": the object has been modified',
  ],
  [
    'previous-log-not-found',
    log,
    400,
    'previous terminated container "app" in pod "ledger" not found',
  ],
  [
    'container-not-found',
    log,
    400,
    'container none is not valid for pod ledger',
  ],
  [
    'target-not-running',
    log,
    400,
    'container "app" in pod "ledger" is waiting to start: ContainerCreating',
  ],
  [
    'target-not-running',
    log,
    400,
    'container "app" in pod "ledger" is waiting to start: trying and failing to pull image',
  ],
  [
    'target-not-running',
    attach,
    500,
    'Internal error occurred: unable to upgrade connection: container app not found in pod ledger_shop',
  ],
  ['pod-not-scheduled', log, 400, 'pod ledger does not have a host assigned'],
  [
    'node-unreachable',
    log,
    500,
    'no preferred addresses found; known addresses: []',
  ],
  [
    'node-unreachable',
    log,
    500,
    'Get "https://10.0.0.7:10250/containerLogs/shop/ledger/app": dial tcp 10.0.0.7:10250: connect: connection refused',
  ],
  [
    'node-unreachable',
    attach,
    502,
    'error dialing backend: dial tcp 10.0.0.7:10250: i/o timeout',
  ],
  ['node-unreachable', log, 404, 'pods "worker-7" not found'],
  ['pod-not-found', log, 404, 'pods "ledger" not found'],
  ['pod-not-found', {}, 404, 'pods "ledger" not found'],
  [
    'cluster-error',
    { resource: 'namespaces' },
    404,
    'namespaces "shop" not found',
  ],
  ['watch-expired', { verb: 'watch' }, 410, 'too old resource version: 1 (99)'],
  [
    'cluster-rate-limited',
    {},
    429,
    'the server has received too many requests and has asked us to try again later',
  ],
  ['cluster-unauthorized', {}, 401, 'Unauthorized'],
  ['cluster-unreachable', {}, 503, 'apiserver not ready'],
  [
    'cluster-timeout',
    {},
    504,
    'Timeout: request did not complete within requested timeout',
  ],
  ['cluster-error', {}, 500, 'etcdserver: request timed out'],
];

describe('refusalError', () => {
  it.each(REFUSALS)('says %s (%j %i)', (code, where, http, message) => {
    const error = refusalError(scope(where), http, status(http, message));
    expect(error).toBeInstanceOf(PodHealthError);
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject({
      cluster: 'prod',
      status: http,
      message,
    });
  });

  it('reads the code of a Status inside a stream, not that of the answer', () => {
    expect(refusalError(scope(), 200, status(410, 'old', 'Expired')).code).toBe(
      'watch-expired',
    );
  });

  it('passes no text on that is not a Status', () => {
    const error = refusalError(scope(), 500, '<h1>internal secret</h1>');
    expect(JSON.stringify([error.details, error.message])).not.toContain(
      'secret',
    );
    expect(error.code).toBe('cluster-error');
  });

  it('still judges the kubelet by its plain text', () => {
    expect(
      refusalError(
        scope(attach),
        500,
        'unable to upgrade connection: container app not found in pod x',
      ).code,
    ).toBe('target-not-running');
  });

  it('cuts a hostile message, and costs as much as it is long', () => {
    const errorOf = (size: number) =>
      refusalError(
        scope(patch),
        403,
        status(403, 'User "'.repeat(size / 'User "'.length)),
      );
    expect(explodes(size => cpuMs(() => errorOf(size)))).toBe(false);
    expect(String(errorOf(1e6).details.message).length).toBeLessThan(1_100);
  });
});

describe('connectionError', () => {
  it.each([
    ['cluster-unreachable', { code: 'ECONNREFUSED' }],
    ['cluster-unreachable', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    ['cluster-unreachable', { cause: { code: 'ECONNRESET' } }],
    ['cluster-unreachable', { errors: [{ code: 'ENETUNREACH' }] }],
    ['cluster-timeout', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
    ['cluster-timeout', { code: 'ETIMEDOUT' }],
  ])('says %s for %j', (code, fields) => {
    const error = connectionError(scope(), Object.assign(new Error(), fields));
    expect(error.code).toBe(code);
  });

  it('keeps neither the message nor the cause, which can hold a header', () => {
    const token = 'Bearer canary';
    const error = connectionError(
      scope(),
      new Error(token, { cause: new Error(token) }),
    );
    expect(error.message).not.toContain('canary');
    expect(error.cause).toBeUndefined();
    expect(JSON.stringify(error.details)).not.toContain('canary');
  });

  it('leaves a typed error as it is', () => {
    const typed = new PodHealthError('redirected', 'x');
    expect(connectionError(scope(), typed)).toBe(typed);
  });

  it('survives a cause that is its own cause', () => {
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    expect(connectionError(scope(), loop).code).toBe('cluster-unreachable');
  });
});
