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

describe('cni-unauthorized', () => {
  it.each([
    [
      'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
      'access token',
    ],
    [
      'plugin type="multus" failed (add): Multus: [shop/web-1/1f]: error waiting for pod: Unauthorized',
      'access token',
    ],
    [
      'plugin type="calico" failed (add): error getting ClusterInformation: Get "https://10.96.0.1:443/apis": x509: certificate has expired or is not yet valid',
      'certificate',
    ],
    [
      'plugin type="multus" failed (add): Multus: error getting pod: pods "web-1" is forbidden: User "system:serviceaccount:kube-system:multus" cannot get resource "pods"',
      'RBAC',
    ],
  ])('says why it is refused: %s', (message, words) => {
    expect(found(network(message))?.why.en).toContain(words);
  });

  it('names the plugin and its account', () => {
    const one = found(
      network(
        'plugin type="istio-cni" failed (add): pods is forbidden: User "system:serviceaccount:istio-system:istio-cni" cannot list',
      ),
    );
    expect(one?.what.en).toContain('(Istio CNI)');
    expect(one?.what.en).toContain(
      'as “system:serviceaccount:istio-system:istio-cni”',
    );
    expect(one?.steps.some(({ link }) => link?.includes('rbac'))).toBe(true);
  });

  it.each([
    [
      'a registry',
      'rpc error: code = Unknown desc = failed to get sandbox image "r/pause:3.9": 401 Unauthorized',
    ],
    [
      'a name',
      network(
        'plugin type="bridge" failed (add): no such interface unauthorized-net',
      ),
    ],
  ])('leaves %s alone', (_, message) => {
    expect(found(message)).toBeUndefined();
  });
});
