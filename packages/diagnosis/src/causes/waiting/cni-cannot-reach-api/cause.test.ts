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

describe('cni-cannot-reach-api', () => {
  it.each([
    [
      'plugin type="calico" failed (add): error getting ClusterInformation: Get "https://10.96.0.1:443/apis/x": dial tcp 10.96.0.1:443: i/o timeout',
      '10.96.0.1:443',
      'There is no answer',
    ],
    [
      'plugin type="multus" failed (add): error getting pod: Get "https://[172.30.0.1]:443/api/v1/namespaces/shop/pods/web-1": dial tcp 172.30.0.1:443: connect: connection refused',
      '[172.30.0.1]:443',
      'refused',
    ],
    [
      'networkPlugin cni failed to set up pod "web-1_shop" network: Get https://[10.233.0.1]:443/api/v1/namespaces/shop: net/http: TLS handshake timeout',
      '[10.233.0.1]:443',
      'There is no answer',
    ],
    [
      'plugin type="calico" failed (add): Get "https://api.internal:6443/apis": dial tcp: lookup api.internal: no such host',
      'api.internal:6443',
      'resolve that name',
    ],
    [
      'plugin type="calico" failed (add): client: etcd cluster is unavailable or misconfigured; error #0: dial tcp 10.0.0.5:2379: i/o timeout',
      'data store (etcd) at 10.0.0.5:2379',
      'There is no answer',
    ],
  ])('names the address: %s', (message, address, words) => {
    const one = found(network(message));
    expect(one?.what.en).toContain(address);
    expect(one?.why.en).toContain(words);
  });

  it.each([
    [
      'the agent of the node',
      'plugin type="azure-vnet" failed (add): Post "http://localhost:10090/network/requestipconfigs": dial tcp 127.0.0.1:10090: connect: connection refused',
    ],
    [
      'a refusal',
      'plugin type="calico" failed (add): Get "https://10.96.0.1:443/apis": x509: certificate signed by unknown authority',
    ],
  ])('leaves %s alone', (_, message) => {
    expect(found(network(message))).toBeUndefined();
  });

  it('leaves a registry that cannot be reached alone', () => {
    expect(
      found(
        'failed to get sandbox image "r.io/pause:3.9": Head "https://r.io/v2/": dial tcp 1.2.3.4:443: i/o timeout',
      ),
    ).toBeUndefined();
  });
});
