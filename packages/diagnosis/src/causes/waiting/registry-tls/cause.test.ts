import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-tls', () => {
  it.each([
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'does not know',
    ],
    [
      'x509: certificate has expired or is not yet valid: current time 2026-01-15T11:00:00Z is after 2026-01-10T00:00:00Z',
      'It ended on 2026-01-10',
    ],
    [
      'x509: certificate has expired or is not yet valid: current time 2026-01-15T11:00:00Z is before 2026-02-10T00:00:00Z',
      'not valid yet',
    ],
    [
      'x509: certificate is valid for registry.acme.example, not registry.example',
      'It is valid for registry.acme.example',
    ],
    [
      "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
      'does not list the name',
    ],
    [
      'x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0',
      'Common Name alone',
    ],
    [
      'x509: certificate is not valid for any names, but wanted to match registry.example',
      'lists no name of a server at all',
    ],
    ['remote error: tls: handshake failure', 'do not agree'],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it.each([
    'net/http: TLS handshake timeout',
    'http: server gave HTTP response to HTTPS client',
    'local error: tls: bad record MAC',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
