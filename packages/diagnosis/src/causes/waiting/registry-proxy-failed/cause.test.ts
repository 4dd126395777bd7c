import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-proxy-failed', () => {
  it.each([
    [
      'failed to do request: Head "https://registry.example/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused',
      'itself cannot be reached',
    ],
    [
      'failed to do request: Head "https://registry.example/v2/": Proxy Authentication Required',
      'user name and a password',
    ],
    [
      'failed to do request: Head "https://registry.example/v2/": Forbidden',
      'not on its list',
    ],
    [
      'Error response from daemon: Get https://registry.example/v2/: Service Unavailable',
      'NO_PROXY',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('names the proxy', () => {
    const message =
      'proxyconnect tcp: dial tcp: lookup proxy.example: no such host';
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.what.en).toContain('through a proxy');
    const other = 'proxyconnect tcp: dial tcp 10.0.0.9:3128: i/o timeout';
    const [named] = findings(cause, [waitingPod('ErrImagePull', other)]);
    expect(named?.what.en).toContain('(10.0.0.9:3128)');
  });

  it.each([
    'unexpected status: 403 Forbidden',
    'unexpected status: 503 Service Unavailable',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
