import { diagnose } from '../../../diagnose';
import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  event,
  findings,
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
});
