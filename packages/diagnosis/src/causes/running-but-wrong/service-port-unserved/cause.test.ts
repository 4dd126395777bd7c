import type { Json, JsonObject, Tweak } from '../../../testing';
import { findings, pod, service, tweak } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Service', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const ports = (...list: Json[]): Tweak => ['spec.containers.0.ports', list];
const http = { name: 'http', containerPort: 8080 };
const leadsTo = (targetPort: Json, ...tweaks: Tweak[]) =>
  service(['spec.ports.0.targetPort', targetPort], ...tweaks);

const tweaked = (object: JsonObject, port: Json) =>
  tweak(object, 'spec.containers.0.readinessProbe', { tcpSocket: { port } });

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

  const told = (args: string[], ...list: Json[]) =>
    pod(['spec.containers.0.args', args], ports(...list));
  const https = { name: 'https', containerPort: 4180 };

  it.each<[string, Json, JsonObject, number]>([
    ['by role', 'https', told(['--https-address=0.0.0.0:4443'], https), 4443],
    [
      'by role among others',
      'https',
      told(['--secure-port=10250', '--metrics-addr=:8080'], https),
      10250,
    ],
    ['in two words', 'http', told(['--port', '3000'], http), 3000],
    ['of Go', 8080, told(['-listen=:5678'], http), 5678],
    ['undeclared', 80, told(['--bind-address=[::]:8000']), 8000],
    ['gunicorn', 'http', told(['app', '-b', '0.0.0.0:8000'], http), 8000],
    [
      'Python',
      'http',
      pod(
        ['spec.containers.0.command', ['python', '-m', 'http.server', '8000']],
        ports(http),
      ),
      8000,
    ],
    [
      'a shell',
      'http',
      told(['-c', 'sleep 1; exec serve --listen=0.0.0.0:9000'], http),
      9000,
    ],
    [
      'Traefik',
      'web',
      told(
        ['--entrypoints.web.address=:8000', '--entrypoints.traefik.address=:9'],
        { name: 'web', containerPort: 80 },
      ),
      8000,
    ],
    ['Spring', 'http', told(['--server.port=8081'], http), 8081],
    ['.NET', 'http', told(['--urls', 'http://+:5000'], http), 5000],
  ])('tells where the program listens by its arguments: %s', (...row) => {
    const [, target, object, listens] = row;
    const [found, ...rest] = find(leadsTo(target), object);
    expect(rest).toEqual([]);
    expect(found?.what.en).toContain(`make it listen on ${listens} (`);
  });

  it('tells a program that listens within the pod only', () => {
    const local = told(['--listen=127.0.0.1:8080'], http);
    const [found] = find(leadsTo('http'), local);
    expect(found?.what.en).toContain('callers within the pod only (--listen)');
  });

  it.each<[string, Json, JsonObject]>([
    ['the port it was told', 'http', told(['--port=8080'], http)],
    ['a port of another role', 'http', told(['--metrics-addr=:9100'], http)],
    [
      'metrics beside its own port',
      'metrics',
      told(['--port=8080'], http, { name: 'metrics', containerPort: 8081 }),
    ],
    [
      'metrics alone',
      'metrics',
      told(['--port=9443'], { name: 'metrics', containerPort: 8080 }),
    ],
    [
      'gRPC beside HTTP',
      'grpc',
      told(['--http-port=8000'], { name: 'grpc', containerPort: 8001 }),
    ],
    [
      'metrics by HTTP',
      'http-metrics',
      told(['--http-port=3000'], { name: 'http-metrics', containerPort: 9090 }),
    ],
    ['HTTP beside HTTPS', 'http', told(['--secure-port=8443'], http)],
    ['a client', 'http', told(['--host=db', '--port=5432'], http)],
    ['another far end', 'http', told(['--address=db:5432'], http)],
    ['a variable', 'http', told(['--port=$(PORT)'], http)],
    [
      'a probe that passes',
      'http',
      tweaked(told(['--port=9000'], http), 'http'),
    ],
  ])('believes the manifest of %s', (_, target, object) => {
    expect(find(leadsTo(target), object)).toEqual([]);
  });
});
