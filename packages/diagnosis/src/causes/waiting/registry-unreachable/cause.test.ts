import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-unreachable', () => {
  it.each([
    [
      'no such name',
      'failed to do request: Head "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.10:53: no such host',
      'cannot find an address',
    ],
    [
      'refused',
      'failed to do request: Head "https://registry.example/v2/": dial tcp 10.0.0.1:443: connect: connection refused',
      'nothing accepts the connection',
    ],
    [
      'no answer',
      'dial tcp 10.0.0.1:443: i/o timeout',
      'No answer came in time',
    ],
    [
      'dockershim',
      'Error response from daemon: Get https://registry.example/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'No answer came in time',
    ],
    [
      'CRI-O',
      'pinging container registry registry.example: Get "https://registry.example/v2/": dial tcp 10.0.0.1:443: connect: no route to host',
      'No answer came in time',
    ],
    [
      'certificate',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'does not trust',
    ],
    [
      'plain HTTP',
      'http: server gave HTTP response to HTTPS client',
      'without encryption',
    ],
  ])('tells what is in the way: %s', (_, message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
    expect(found?.what.en).toContain('registry.example');
  });

  it.each([
    '500 Internal Server Error',
    'toomanyrequests: You have reached your pull rate limit',
    'manifest unknown',
    '403 Forbidden',
  ])('leaves an answer of the registry alone: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });

  it('leaves a container alone that waits for something else', () => {
    expect(
      findings(cause, [waitingPod('CrashLoopBackOff', 'dial tcp')]),
    ).toEqual([]);
  });
});
