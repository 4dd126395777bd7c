import type { Tweak } from '../../../testing';
import { crashingPod, findings, pod } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('address-in-use', () => {
  it('reads the port of gunicorn', () => {
    const [found] = said("[ERROR] Connection in use: ('0.0.0.0', 8000)");
    expect(found?.what.en).toContain('8000');
  });

  it.each([
    [['hostPort', 9100], true],
    [['protocol', 'TCP'], true],
    [['protocol', 'TCP'], false],
  ] as const)(
    'names the pod that has the port of the node: %j',
    (more, net) => {
      const wants = crashingPod(end, ['spec.hostNetwork', true]);
      const holder = pod(
        ['metadata.name', 'exporter-x'],
        ['metadata.namespace', 'monitoring'],
        ['metadata.uid', 'other'],
        ['spec.hostNetwork', net],
        [
          'spec.containers.0.ports',
          [{ containerPort: 9100, [more[0]]: more[1] }],
        ],
      );
      // Among all pods of the cluster, or among those that happen to be known.
      for (const asked of [['scheduledPods'] as const, []]) {
        const [found] = findings(cause, [wants, holder], {
          asked,
          logs: {
            app: { previous: 'listen tcp :9100: bind: address already in use' },
          },
        });
        const isNamed = found?.why.en.includes('pod “monitoring/exporter-x”');
        expect(isNamed).toBe(net);
      }
    },
  );

  it('leaves a socket that is a file to what was left behind', () => {
    expect(
      said('listen unix /csi/csi.sock: bind: address already in use'),
    ).toEqual([]);
  });

  it.each([
    ['listen tcp :8080: bind: address already in use', '8080'],
    [
      "Error: listen EADDRINUSE: address already in use :::3000\n    at Server.setupListenHandle [as _listen2] (node:net:1817:16) {\n  code: 'EADDRINUSE',\n  port: 3000\n}",
      '3000',
    ],
    ['OSError: [Errno 98] Address already in use', ''],
    [
      "ERROR:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use",
      '8000',
    ],
    [
      '***************************\nAPPLICATION FAILED TO START\n***************************\n\nDescription:\n\nWeb server failed to start. Port 8080 was already in use.',
      '8080',
    ],
    ['Caused by: java.net.BindException: Address already in use', ''],
    [
      'System.IO.IOException: Failed to bind to address http://[::]:8080: address already in use.',
      '8080',
    ],
    [
      '2026/01/15 12:00:00 [emerg] 1#1: bind() to 0.0.0.0:8080 failed (98: Address already in use)',
      '8080',
    ],
    [
      '# Could not create server TCP listening socket *:6379: bind: Address already in use',
      '6379',
    ],
    [
      '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:8080',
      '8080',
    ],
    ['listen tcp 10.0.0.3:8080: bind: cannot assign requested address', '8080'],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    [
      'nginx: [emerg] bind() to [::1]:8444 failed (99: Cannot assign requested address)',
      '[::1] is an address of IPv6',
    ],
    [
      'nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)',
      'an address of IPv6',
    ],
    [
      "[Errno 99] error while attempting to bind on address ('::1', 8080, 0, 0): cannot assign requested address",
      '::1 is an address of IPv6',
    ],
    [
      '(99)Cannot assign requested address: AH00072: make_sock: could not bind to address [::]:80',
      '[::] is an address of IPv6',
    ],
    [
      'Error: listen EADDRNOTAVAIL: address not available 10.96.0.12:3000',
      '10.96.0.12 is not an address of this pod',
    ],
    [
      'listen tcp [2001:db8::5]:80: bind: cannot assign requested address',
      '[2001:db8::5] is not an address of this pod',
    ],
    [
      'nginx: [emerg] bind() to 10.0.0.3:80 failed (99: Cannot assign requested address)',
      '10.0.0.3 is not an address of this pod',
    ],
  ])('knows an address that is not there: %s', (log, words) => {
    const [found] = said(log);
    expect(found?.why.en).toContain(words);
    const steps = (found?.steps ?? []).map(({ text }) => text.en).join(' ');
    expect(steps).toContain('0.0.0.0');
    expect(steps).not.toMatch(/twice|sidecar/);
  });

  it.each([
    'WARN listen tcp :8080: bind: address already in use, trying 8081\nINFO listening on :8081\nINFO bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    ['hostNetwork', true, 'the network of the node'],
    [
      'containers.1',
      { name: 'proxy', ports: [{ containerPort: 8080 }] },
      'container “proxy” declares the same port',
    ],
  ])('says who has the port: %s', (path, value, words) => {
    const [found] = findings(
      cause,
      [crashingPod(end, [`spec.${path}`, value])],
      {
        logs: {
          app: { previous: 'listen tcp :8080: bind: address already in use' },
        },
      },
    );
    expect(found?.why.en).toContain(words);
  });

  it.each<[string, Tweak[], string, string]>([
    ['alone', [], 'a process of its own', 'Delete the pod'],
    [
      'beside another',
      [['spec.containers.1', { name: 'proxy' }]],
      'so another one',
      'a sidecar',
    ],
    [
      'beside a sidecar',
      [['spec.initContainers', [{ name: 'proxy', restartPolicy: 'Always' }]]],
      'so another one',
      'a sidecar',
    ],
  ])(
    'speaks of other containers only where there are: %s',
    (_, tweaks, why, step) => {
      const log = 'listen tcp :8080: bind: address already in use';
      const [found] = findings(cause, [crashingPod(end, ...tweaks)], {
        logs: { app: { previous: log } },
      });
      expect(found?.why.en).toContain(why);
      expect(found?.steps[1]?.text.en).toContain(step);
    },
  );
});
