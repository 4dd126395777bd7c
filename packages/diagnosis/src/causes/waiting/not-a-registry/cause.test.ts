import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('not-a-registry', () => {
  it.each([
    [
      'unexpected media type text/html for sha256:1: not found',
      'with a web page',
    ],
    [
      'error parsing HTTP 404 response body: invalid character \'<\' looking for beginning of value: "<html>"',
      'with a web page',
    ],
    [
      'failed to authorize: failed to find supported auth scheme: not implemented',
      'no registry does',
    ],
    ['unexpected status: 405 Method Not Allowed', 'no registry does'],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.what.en).toContain(words);
  });

  it.each([
    "error parsing HTTP 403 response body: invalid character '<' looking for beginning of value",
    "error parsing HTTP 500 response body: invalid character '<' looking for beginning of value",
    'unexpected media type application/octet-stream for sha256:1: not found',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
