import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  event,
  findings,
  node,
  pod,
  snapshot,
} from '../../../testing';
import cause from './cause';

const meshed = (name: string, ...tweaks: Tweak[]) =>
  pod(
    ['status.conditions.3.status', 'False'],
    [
      'spec.containers.1',
      {
        name,
        readinessProbe: { httpGet: { port: 15021, path: '/healthz/ready' } },
      },
    ],
    [
      'status.containerStatuses.1',
      containerStatus(['name', name], ['ready', false]),
    ],
    ...tweaks,
  );
const failed = (name: string) =>
  event(
    'Unhealthy',
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
    ['involvedObject.fieldPath', `spec.containers{${name}}`],
  );

describe('mesh-proxy-not-ready', () => {
  it.each([
    ['istio-proxy', 'Istio', 'istiod'],
    ['linkerd-proxy', 'Linkerd', 'linkerd-destination'],
    ['consul-dataplane', 'Consul', 'Consul'],
  ])('knows %s', (name, mesh, control) => {
    const [found] = findings(cause, [meshed(name), failed(name)]);
    expect(found?.container).toBe(name);
    expect(found?.what.en).toContain(
      `${mesh} proxy beside them (“${name}”) has not been for 50 min (HTTP 503)`,
    );
    expect(found?.why.en).toContain(control);
  });

  it('goes before what its probe says', () => {
    const { found } = diagnose(
      snapshot([meshed('istio-proxy'), failed('istio-proxy')]),
    );
    expect(found.map(one => one.cause)).toEqual(['mesh-proxy-not-ready']);
  });

  it.each([
    ['of another name', 'nginx', []],
    [
      'that is ready',
      'istio-proxy',
      [['status.containerStatuses.1.ready', true]],
    ],
    [
      'beside a program that is not ready either',
      'istio-proxy',
      [['status.containerStatuses.0.ready', false]],
    ],
    [
      'that has just started',
      'istio-proxy',
      [
        [
          'status.containerStatuses.1.state',
          { running: { startedAt: ago(10) } },
        ],
      ],
    ],
  ] as [string, string, Tweak[]][])(
    'leaves a container alone %s',
    (_, name, tweaks) => {
      expect(findings(cause, [meshed(name, ...tweaks), failed(name)])).toEqual(
        [],
      );
    },
  );

  const young = (name: string, ...tweaks: Tweak[]) =>
    meshed(
      name,
      ['spec.containers.1.readinessProbe.periodSeconds', 10],
      ['status.containerStatuses.1.state', { running: { startedAt: ago(20) } }],
      ...tweaks,
    );
  const LINKERD =
    'ERR! [ 10.0s] admin={bg=identity} linkerd2_proxy::app::identity Failed to certify identity: grpc-status: Unknown, grpc-message: "the request could not be dispatched in a timely fashion"';

  it.each([
    [
      'linkerd-proxy',
      LINKERD,
      'its certificate (its identity) from linkerd-identity',
    ],
    [
      'linkerd-proxy',
      '[ 3.2s] WARN ThreadId(02) identity:identity{server.addr=linkerd-identity-headless.linkerd.svc.cluster.local:8080}:controller{addr=linkerd-identity-headless.linkerd.svc.cluster.local:8080}: linkerd_app_core::control: Failed to resolve control-plane component error=failed SRV and A record lookups: no such host',
      'from linkerd-identity: its name was not found',
    ],
    [
      'linkerd-proxy',
      '[ 3.2s] WARN watch{port=4191}:controller{addr=linkerd-policy.linkerd.svc.cluster.local:8090}: linkerd_reconnect: Failed to connect error=connect timed out after 1s',
      'an answer from linkerd-policy',
    ],
    [
      'istio-proxy',
      'warn\tca\tca request failed, starting attempt 2: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp: lookup istiod.istio-system.svc on 10.96.0.10:53: no such host"',
      'from istiod: its name was not found',
    ],
    [
      'istio-proxy',
      'error\tsds\tfailed to warm certificate: failed to generate workload certificate: create certificate: rpc error: code = Unauthenticated desc = authentication failure',
      'its certificate (its identity) from istiod',
    ],
    [
      'istio-proxy',
      'warn\tEnvoy proxy is NOT ready: config not received from XDS server (is Istiod running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected',
      'its configuration from istiod',
    ],
    [
      'daprd',
      'time="2026-01-15T12:00:00Z" level=error msg="error from certificate signer: rpc error: code = Unavailable"',
      'its certificate (its identity) from dapr-sentry',
    ],
  ])('reads early why in the log of %s: %#', (name, line, words) => {
    const logs = { [name]: { current: `INFO start\n${line}\n${line}\n` } };
    const [found] = findings(cause, [young(name), failed(name)], { logs });
    expect(found?.why.en).toContain('says twice that it does not get');
    expect(found?.why.en).toContain(words);
    expect(found?.quotes[0]?.value).toBe(line);
  });

  it('counts the pods of the part that does not answer', () => {
    const logs = {
      'linkerd-proxy': { current: `${LINKERD}\n${LINKERD}\n` },
    };
    const identity = pod(
      [
        'metadata',
        { name: 'linkerd-identity-5d-x', namespace: 'linkerd', uid: 'u9' },
      ],
      ['status.conditions.3.status', 'False'],
    );
    const objects = [young('linkerd-proxy'), identity, node()];
    expect(findings(cause, objects, { logs })[0]?.why.en).toContain(
      'Of its pods 0 of 1 are ready',
    );
  });

  it('tells it even when the program is not ready either', () => {
    const logs = {
      'linkerd-proxy': { current: `${LINKERD}\n${LINKERD}\n` },
    };
    const both = young('linkerd-proxy', [
      'status.containerStatuses.0.ready',
      false,
    ]);
    expect(findings(cause, [both], { logs })[0]?.what.en).toContain(
      'The Linkerd proxy beside the program',
    );
  });

  it.each([
    ['said once', `INFO start\n${LINKERD}\n`],
    [
      'that is past',
      `${LINKERD}\n${LINKERD}\nINFO linkerd_app: Certified identity: web.shop\n`,
    ],
    [
      'that is news',
      'INFO using identity service at linkerd-identity.linkerd.svc\nINFO waiting for identity to be initialized\nINFO waiting for identity to be initialized\n',
    ],
  ])(
    'waits for a proxy that has just started, with a word %s',
    (_, current) => {
      const logs = { 'linkerd-proxy': { current } };
      expect(findings(cause, [young('linkerd-proxy')], { logs })).toEqual([]);
    },
  );
});
