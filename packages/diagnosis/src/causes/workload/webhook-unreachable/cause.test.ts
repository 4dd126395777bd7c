import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const ISTIO = 'Post "https://istiod.istio-system.svc:443/inject?timeout=10s": ';
const failed = (why: string) =>
  `Internal error occurred: failed calling webhook "sidecar.example.io": failed to call webhook: ${ISTIO}${why}`;

describe('webhook-unreachable', () => {
  it.each([
    [
      'no endpoints available for service "istiod"',
      'has no ready pod behind it',
    ],
    ['service "istiod" not found', 'does not exist'],
    [
      'dial tcp 10.96.0.10:443: connect: connection refused',
      'refuses the connection',
    ],
    ['context deadline exceeded', 'does not answer in time (within 10s)'],
    [
      'net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      'does not answer in time',
    ],
    ['dial tcp 10.0.0.7:443: i/o timeout', 'does not answer in time'],
    [
      'x509: certificate signed by unknown authority',
      'does not trust its certificate',
    ],
    [
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026',
      'has expired',
    ],
    [
      'x509: certificate has expired or is not yet valid: current time 2026-01-15T12:39:46+02:00 is before 2026-01-15T11:53:00Z',
      'not valid yet by the API server’s clock (it begins 73 min later)',
    ],
    [
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-01-15T12:00:00Z is after 2026-01-12T12:00:00Z',
      'has expired (3 d ago)',
    ],
    [
      'x509: certificate is valid for a.b, not istiod.istio-system.svc',
      'does not trust its certificate',
    ],
    [
      'dial tcp: lookup istiod.istio-system.svc: no such host',
      'cannot be resolved',
    ],
    [
      'dial tcp 10.0.0.7:443: connect: no route to host',
      'network does not reach it',
    ],
    ['Address is not allowed', 'network does not reach it'],
    ['EOF', 'breaks the connection off'],
    [
      'the server is currently unable to handle the request',
      'it is unavailable',
    ],
    [
      'an error on the server ("error trying to reach service: dial tcp 10.0.0.7:443: connect: connection refused") has prevented the request from succeeding',
      'refuses the connection',
    ],
  ])('tells why: %s', (why, words) => {
    const [found] = findings(cause, refusedDeployment(failed(why)));
    expect(found?.what.en).toContain(
      '(service “istiod” in namespace “istio-system”)',
    );
    expect(found?.what.en).toContain(words);
    expect(found?.steps.map(({ command }) => command).join()).toContain(
      '-n istio-system get pods,services',
    );
  });

  it.each([
    [
      'before Go 1.14, unquoted',
      'Internal error occurred: failed calling webhook "a.example.io": Post https://a.tools.svc:443/x?timeout=30s: dial tcp 10.0.0.1:443: connect: connection refused',
    ],
    [
      'of 1.12',
      'Internal error occurred: failed calling admission webhook "a.example.io": Post https://a.tools.svc:443/x: EOF',
    ],
    [
      'with an outer address',
      'Internal error occurred: failed calling webhook "a.example.io": failed to call webhook: Post "https://hooks.example.io/x?timeout=5s": context deadline exceeded',
    ],
  ])('knows the words %s', (_, answer) => {
    expect(findings(cause, refusedDeployment(answer))[0]?.what.en).toContain(
      '“a.example.io”',
    );
  });

  it.each([
    'admission webhook "a.b" denied the request: failed calling webhook "c"',
    failed('the server could not find the requested resource'),
    'Internal error occurred: failed calling webhook "a.b": received invalid webhook response: expected response.uid="1", got ""',
    'Timeout: request did not complete within requested timeout - context deadline exceeded',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
