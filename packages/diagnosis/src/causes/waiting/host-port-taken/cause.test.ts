import { event, findings, waitingPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const said = (message: string, ...tweaks: Tweak[]) => [
  waitingPod('ContainerCreating', undefined, ...tweaks),
  event('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`, [
    'count',
    3,
  ]),
];
const network = (message: string) =>
  `rpc error: code = Unknown desc = failed to setup network for sandbox "a": ${message}`;
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, said(message, ...tweaks))[0];

const PORTS: Tweak = [
  'spec.containers.0.ports',
  [{ containerPort: 80 }, { containerPort: 9100, hostPort: 9100 }],
];

describe('host-port-taken', () => {
  it.each([
    'failed to add hostport mapping for sandbox k8s_web(7993): cannot open hostport 9100 for pod k8s_web: listen tcp :9100: bind: address already in use',
    'failed to start sandbox container for pod "web-1": Error response from daemon: driver failed programming external connectivity on endpoint k8s_POD: Bind for 0.0.0.0:9100 failed: port is already allocated',
  ])('names the port and where the pod asks for it: %s', message => {
    const one = found(message, PORTS);
    expect(one?.what.en).toContain('port 9100 of node “worker”');
    expect(one?.why.en).toContain('already use it');
    expect(one?.quotes).toContainEqual({
      from: 'pod',
      at: 'spec.containers.0.ports.1.hostPort',
      value: 9100,
    });
  });

  it('tells rules that cannot be written from a port that is taken', () => {
    const one = found(
      network(
        'plugin type="portmap" failed (add): unable to create chain CNI-HOSTPORT-SETMARK: failed to list chains: running [/usr/sbin/iptables -t nat -S --wait]: exit status 1',
      ),
      PORTS,
    );
    expect(one?.what.en).toContain('a port of node');
    expect(one?.why.en).toContain('packet rules');
  });

  it('leaves a plugin that is not installed alone', () => {
    expect(
      found(
        network(
          'plugin type="portmap" failed (add): failed to find plugin "portmap" in path [/opt/cni/bin]',
        ),
        PORTS,
      ),
    ).toBeUndefined();
  });
});
