import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const failed = (why: string) =>
  `Internal error occurred: failed calling webhook "a.example.io": ${why}`;

describe('webhook-response-invalid', () => {
  it.each([
    failed(
      'received invalid webhook response: expected response.uid="1", got ""',
    ),
    failed(
      'expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got /, Kind=',
    ),
    failed('received undecodable patch in webhook response: invalid character'),
    failed(
      'failed to call webhook: the server could not find the requested resource',
    ),
    failed(
      'failed to call webhook: the server rejected our request for an unknown reason',
    ),
    failed(
      'failed to call webhook: an error on the server ("unknown") has prevented the request from succeeding',
    ),
    failed(
      "failed to call webhook: couldn't get version/kind; json parse error: invalid character '<' looking for beginning of value",
    ),
    failed('webhook does not accept known AdmissionReview versions (v1beta1)'),
  ])('knows the words: %s', answer => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain('the admission webhook “a.example.io”');
    expect(found?.what.en).not.toContain('failed calling webhook');
  });

  it('knows a change that does not fit, of which no webhook is named', () => {
    const [found] = findings(
      cause,
      refusedDeployment(
        'Internal error occurred: add operation does not apply: doc is missing path: "/metadata/annotations/x": missing value',
      ),
    );
    expect(found?.what.en).toContain('a mutating admission webhook answers');
  });

  it.each([
    failed(
      'Post "https://a.b.svc:443/x?timeout=10s": context deadline exceeded',
    ),
    failed(
      'Post "https://a.b.svc:443/x?timeout=10s": no endpoints available for service "a"',
    ),
    'admission webhook "a.b" denied the request: invalid character in name',
  ])('leaves alone: %s', answer => {
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
