import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-speaks-http', () => {
  it.each([
    [
      'Head "https://registry.example/v2/": http: server gave HTTP response to HTTPS client',
      'answers in plain HTTP',
    ],
    [
      'tls: first record does not look like a TLS handshake',
      'answers in plain HTTP',
    ],
    [
      'unexpected status: 400 Bad Request: Client sent an HTTP request to an HTTPS server.',
      'answers in HTTPS only',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it.each([
    'x509: certificate signed by unknown authority',
    'net/http: TLS handshake timeout',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
