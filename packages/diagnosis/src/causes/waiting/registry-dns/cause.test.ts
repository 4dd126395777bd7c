import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-dns', () => {
  it.each([
    [
      'dial tcp: lookup registry.example on 10.0.0.10:53: no such host',
      '(10.0.0.10) answered that there is no such name',
    ],
    ['dial tcp: lookup registry.example: no such host', 'no such name'],
    [
      'Get https://registry.example/v2/: dial tcp: lookup registry.example on 127.0.0.53:53: read udp 127.0.0.1:4->127.0.0.53:53: i/o timeout',
      'did not answer',
    ],
    [
      'dial tcp: lookup registry.example on [::1]:53: server misbehaving',
      'did not answer',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('names the host to which the registry sends', () => {
    const [found] = findings(cause, [
      waitingPod(
        'ErrImagePull',
        'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://cdn.example/x": dial tcp: lookup cdn.example on 10.0.0.10:53: no such host',
      ),
    ]);
    expect(found?.what.en).toContain('the host cdn.example');
    expect(found?.what.en).toContain('registry.example sends its readers');
  });

  it.each([
    'proxyconnect tcp: dial tcp: lookup proxy.example: no such host',
    'dial tcp 10.0.0.1:443: i/o timeout',
    'manifest unknown',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
