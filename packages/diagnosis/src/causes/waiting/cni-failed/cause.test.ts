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

describe('cni-failed', () => {
  it.each([
    [
      'get cni namespace options: reading pod bandwidth annotations: resource is unreasonably small (< 1kbit)',
      'bits per second',
    ],
    [
      'plugin type="bridge" failed (add): container veth name provided (eth0) already exists',
      'earlier pod',
    ],
    [
      'plugin type="bridge" failed (add): failed to set bridge addr: "cni0" already has an IP address different from 10.244.2.1/24',
      'another pod range',
    ],
    [
      'plugin type="aws-cni" failed (add): add cmd: failed to setup network: failed to add host route: file exists',
      'earlier pod',
    ],
    [
      'plugin type="bridge" failed (add): incompatible CNI versions; config is "1.0.0", plugin supports ["0.4.0"]',
      'different versions',
    ],
    [
      'plugin type="macvlan" failed (add): failed to lookup master "eth1": Link not found',
      'network card',
    ],
    [
      'plugin type="sriov" failed (add): SRIOV-CNI failed to load netconf: LoadConf(): VF pci addr is required',
      'network card',
    ],
    [
      'plugin type="bridge" failed (add): running [/usr/sbin/iptables -t nat -N CNI-1 --wait]: exit status 3: can’t initialize iptables table',
      'packet rules',
    ],
    [
      'plugin type="multus" failed (add): Multus: [shop/web-1/1f]: error waiting for pod: pods "web-2" not found',
      'did not find it',
    ],
    [
      'networkPlugin cni failed to set up pod "web-1_shop" network: netplugin failed with no error message: signal: killed',
      'killed',
    ],
    [
      'networkPlugin cni failed to set up pod "web-1_shop" network: invalid character \'{\' after top-level value',
      'not valid JSON',
    ],
    [
      'plugin type="aws-cni" failed (add): json: cannot unmarshal string into Go struct field NetConf.mtu of type int',
      'not valid JSON',
    ],
    [
      'networkPlugin cni failed to set up pod "web-1_shop" network: unexpected end of JSON input',
      'killed',
    ],
    [
      'plugin type="galaxy-sdn" failed (add): Post "http://10.1.2.3:8080/ipam": dial tcp 10.1.2.3:8080: i/o timeout',
      'It called a program at 10.1.2.3:8080 (there is no answer)',
    ],
    [
      'plugin type="galaxy-sdn" failed (add): the moon is full',
      'rather than with the service',
    ],
  ])('says what the plugin means: %s', (message, words) => {
    expect(found(network(message))?.why.en).toContain(words);
  });

  it('names the plugin, and lets the manifest be corrected only where it is at fault', () => {
    const plugin = found(
      network('plugin type="galaxy-sdn" failed (add): boom'),
    );
    expect(plugin?.what.en).toContain(
      '(galaxy-sdn) on node “worker” failed 3 times',
    );
    expect(plugin?.what.en).toContain('The exact words: “boom”.');
    expect(plugin?.steps.at(-1)?.text.en).toContain('platform team');
    const own = found(
      network(
        'get cni namespace options: reading pod bandwidth annotations: resource is unreasonably large (> 1Pbit)',
      ),
    );
    expect(own?.steps[0]?.text.en).toContain('correct the bandwidth');
  });

  it.each([
    'failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24',
    'plugin type="flannel" failed (add): failed to delegate add: failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24',
  ])('names the bridge and how it goes: %s', words => {
    const bridge = found(network(words));
    expect(bridge?.what.en).toContain(
      'The bridge “cni0” of the node has another address than 10.244.1.1/24',
    );
    const commands = bridge?.steps.map(({ command }) => command);
    expect(commands?.slice(-3)).toEqual([
      'kubectl drain worker --ignore-daemonsets',
      'ip link delete cni0',
      'kubectl uncordon worker',
    ]);
  });

  it.each([
    'plugin type="bridge" failed (add): no IP addresses available in range set: 10.0.0.1-10.0.0.6',
    'plugin type="portmap" failed (add): failed to find plugin "portmap" in path [/opt/cni/bin]',
    'cni plugin not initialized',
  ])('leaves what has a cause of its own alone: %s', message => {
    expect(found(network(message))).toBeUndefined();
  });
});
