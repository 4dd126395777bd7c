import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-server-error', () => {
  it.each([
    [
      'unexpected status from HEAD request to https://registry.example/v2/: 503 Service Unavailable',
      '(503)',
    ],
    ['received unexpected HTTP status: 500 Internal Server Error', '(500)'],
    [
      "error parsing HTTP 502 response body: invalid character '<' looking for beginning of value",
      '(502)',
    ],
    ['invalid status code from registry 504 (Gateway Timeout)', '(504)'],
    ['received: Bad Gateway', '(502)'],
  ])('names the status: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.what.en).toContain(words);
  });

  it.each([
    'Get https://registry.example/v2/: Service Unavailable',
    'unexpected status: 404 Not Found',
    'dial tcp 10.0.0.1:500: i/o timeout',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
