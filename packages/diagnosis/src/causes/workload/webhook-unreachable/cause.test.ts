import type { Tweak } from '../../../testing';
import { findings, service, refusedDeployment } from '../../../testing';
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

  const inShop = (name: string, why: string) =>
    `Internal error occurred: failed calling webhook "mpod.kb.io": Post "https://${name}.shop.svc:443/mutate-v1-pod?timeout=10s": ${why.replace(
      'SVC',
      name,
    )}`;
  const NONE = 'no endpoints available for service "SVC"';
  const labelled: Tweak = [
    'spec.template.metadata.labels',
    { app: 'web', tier: 'front' },
  ];
  const chosen = (selector: Record<string, string>) =>
    service(['metadata.name', 'hook'], ['spec.selector', selector]);

  it.each([
    [
      'its own pods, by the selector',
      [
        ...refusedDeployment(inShop('hook', NONE), labelled),
        chosen({ app: 'web' }),
      ],
      'Here it waits for itself',
    ],
    [
      'its own pods that answer nothing, as none is there',
      [
        ...refusedDeployment(
          inShop('hook', 'context deadline exceeded'),
          labelled,
        ),
        chosen({ app: 'web' }),
      ],
      'Here it waits for itself',
    ],
    [
      'its own pods, by the name',
      refusedDeployment(inShop('web-webhook-service', NONE)),
      'most likely waits for itself',
    ],
    [
      'others of the namespace, by the selector',
      [
        ...refusedDeployment(inShop('hook', NONE), labelled),
        chosen({ app: 'hook' }),
      ],
      'live in this namespace too',
    ],
    [
      'others of the namespace, by the name',
      refusedDeployment(inShop('gate-svc', NONE)),
      'live in this namespace too',
    ],
  ])('sees a webhook that is asked about %s', (_, objects, words) => {
    const [found] = findings(cause, objects);
    expect(found?.why.en).toContain(words);
    const steps = found?.steps.map(({ text }) => text.en).join(' ');
    expect(steps).toContain('failurePolicy of webhook “mpod.kb.io” to Ignore');
    expect(steps).toContain('kubernetes.io/metadata.name NotIn “shop”');
  });

  it.each([
    failed('no endpoints available for service "istiod"'),
    inShop('web-webhook', 'x509: certificate signed by unknown authority'),
    inShop('web-webhook', 'service "SVC" not found'),
  ])('sees no deadlock in %s', answer => {
    const [found] = findings(cause, refusedDeployment(answer));
    const steps = found?.steps.map(({ text }) => text.en).join(' ');
    expect(steps).not.toContain('Ignore');
  });

  it.each([
    ['service "istiod" not found', 'its service does not exist'],
    [
      'namespaces "istio-system" not found',
      'namespace of its service does not',
    ],
  ])('says what to do where the program is gone: %s', (why, words) => {
    const [found] = findings(cause, refusedDeployment(failed(why)));
    expect(found?.what.en).toContain(words);
    expect(found?.why.en).toContain('left behind');
    expect(found?.steps.map(({ text }) => text.en).join(' ')).toContain(
      'else delete the webhook’s configuration',
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
