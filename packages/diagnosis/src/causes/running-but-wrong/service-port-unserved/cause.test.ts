import type { Json, JsonObject, Tweak } from '../../../testing';
import { findings, pod, service } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Service', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const ports = (...list: Json[]): Tweak => ['spec.containers.0.ports', list];
const http = { name: 'http', containerPort: 8080 };
const leadsTo = (targetPort: Json, ...tweaks: Tweak[]) =>
  service(['spec.ports.0.targetPort', targetPort], ...tweaks);

describe('service-port-unserved', () => {
  it('tells a name that no container declares, and the nearest', () => {
    const [found] = find(leadsTo('htp'), pod(ports(http)));
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toBe(
      'Port 80 of Service “web” leads to a port named “htp” (TCP), and no container of its 1 pod has a port of that name. Declared is http (8080). Did you mean “http”?',
    );
  });

  it('tells the protocols apart', () => {
    const udp = leadsTo('dns', ['spec.ports.0.protocol', 'UDP']);
    const declares = (protocol: string) =>
      pod(ports({ name: 'dns', containerPort: 53, protocol }));
    expect(find(udp, declares('TCP'))).toHaveLength(1);
    expect(find(udp, declares('UDP'))).toEqual([]);
  });

  it('warns of a number that no container declares while others are', () => {
    const [found] = find(leadsTo(9090), pod(ports(http)));
    expect(found?.severity).toBe('warning');
    expect(found?.why.en).toContain('Declaring a port is optional');
    expect(
      find(service(['spec.ports.0.targetPort', undefined]), pod(ports(http))),
    ).toHaveLength(1);
  });

  it('is certain of a name when nothing is declared', () => {
    const [found] = find(leadsTo('http'), pod());
    expect(found?.what.en).toContain('They declare no ports at all.');
  });

  it.each<[string, JsonObject]>([
    ['nothing is declared', pod()],
    ['it is declared', pod(ports({ containerPort: 9090 }))],
    [
      'a probe knocks there',
      pod(ports(http), [
        'spec.containers.0.readinessProbe',
        { httpGet: { port: 9090 } },
      ]),
    ],
    [
      'the mesh alone declares ports',
      pod([
        'spec.containers.1',
        { name: 'istio-proxy', ports: [{ containerPort: 15090 }] },
      ]),
    ],
    [
      'one of its programs declares none',
      pod(ports(http), ['spec.containers.1', { name: 'worker' }]),
    ],
  ])('does not warn of a number when %s', (_, object) => {
    expect(find(leadsTo(9090), object)).toEqual([]);
  });

  it('counts ports of sidecars, not of init containers', () => {
    const init = (restartPolicy?: string): Tweak => [
      'spec.initContainers',
      [
        {
          name: 'proxy',
          ports: [http],
          ...(restartPolicy && { restartPolicy }),
        },
      ],
    ];
    expect(find(leadsTo('http'), pod(init('Always')))).toEqual([]);
    expect(find(leadsTo('http'), pod(init()))).toHaveLength(1);
  });

  it('tells a running pod of a name only', () => {
    const about = (target: Json) =>
      findings(cause, [pod(ports(http)), leadsTo(target)]);
    expect(about('htp')[0]?.severity).toBe('warning');
    expect(about(9090)).toEqual([]);
    expect(findings(cause, [pod(ports(http))])).toEqual([]);
    expect(
      findings(cause, [
        pod(ports(http), ['status.phase', 'Pending']),
        leadsTo('htp'),
      ]),
    ).toEqual([]);
  });

  it('says nothing of a service without live pods', () => {
    expect(find(leadsTo('htp'), pod(['status.phase', 'Succeeded']))).toEqual(
      [],
    );
  });
});
