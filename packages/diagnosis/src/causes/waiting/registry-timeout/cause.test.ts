import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-timeout', () => {
  it.each([
    ['dial tcp 10.0.0.1:443: i/o timeout', 'Nothing answers at the address'],
    ['net/http: TLS handshake timeout', 'nothing more gets through'],
    [
      'dial tcp 10.0.0.1:443: connect: no route to host',
      'no way into the network',
    ],
    [
      'Get https://registry.example/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'Nothing answers',
    ],
    [
      'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'took too long',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('names the address', () => {
    const message = 'dial tcp [2001:db8::1]:443: i/o timeout';
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.what.en).toContain('[2001:db8::1]:443');
  });

  it.each([
    'dial tcp: lookup registry.example on 10.0.0.10:53: read udp: i/o timeout',
    'dial tcp 10.0.0.1:443: connect: connection refused',
    'unexpected status: 504 Gateway Timeout',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
