import {
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod([
  'spec.volumes',
  [{ name: 'secrets', csi: { driver: 'secrets-store.csi.k8s.io' } }],
]);

describe('secret-store-failed', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get objectType:secret, objectName:db, objectVersion:: keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=404 -- Code="SecretNotFound"',
      'does not have a secret',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to get secretproviderclass shop/kv, error: SecretProviderClass.secrets-store.csi.x-k8s.io "kv" not found',
      'not in the pod’s namespace',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = us-east-1: Failed fetching secret db: AccessDeniedException: User is not authorized to perform',
      'lacks the right',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: error connecting to provider "aws": provider not found: provider "aws"',
      'The provider “aws” of the driver',
    ],
    [
      "MountVolume.SetUp failed for volume 'secrets' : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get keyvault client: failed to get key vault token: nmi response failed with status code: 404, err: nil",
      'The login failed before the store was asked',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to acquire token: AADSTS70021: No matching federated identity record found for presented assertion',
      'The login failed before the store was asked',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = us-east-1: An IAM role must be associated with service account web (namespace: shop)',
      'The login failed before the store was asked',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = us-east-1: Failed fetching secret db: WebIdentityErr: failed to retrieve credentials caused by: InvalidIdentityToken: No OpenIDConnect provider found',
      'The login failed before the store was asked',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = error making mount request: couldn\'t read secret "db": Error making API request. URL: GET http://vault/v1/secret/data/db Code: 404. Errors: not found',
      'does not have a secret',
    ],
    [
      'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: something else',
      'exact words',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start: volume “secrets”');
  });

  const provider = (name: string, nodeName: string, ready = true) =>
    pod(
      ['metadata.name', name],
      ['metadata.namespace', 'kube-system'],
      ['metadata.uid', name],
      ['spec.nodeName', nodeName],
      ['status.containerStatuses.0.ready', ready],
    );
  const OLD =
    'stat /etc/kubernetes/secrets-store-csi-providers/azure/provider-azure: no such file or directory';
  const SOCKET =
    'failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /var/run/secrets-store-csi-providers/vault.sock: connect: connection refused"';

  it.each([
    [OLD, [], 'provider “azure”', 'most likely it is not installed'],
    [
      OLD,
      [provider('csi-secrets-store-provider-azure-x7k2p', 'other')],
      'provider “azure”',
      'no pod there, while 1 other node has one',
    ],
    [
      SOCKET,
      [provider('vault-csi-provider-x7k2p', 'worker', false)],
      'provider “vault”',
      'vault-csi-provider-x7k2p, is not ready',
    ],
    [
      'failed to mount secrets store objects for pod shop/web-1, err: error connecting to provider "gcp": provider not found: provider "gcp"',
      [provider('csi-secrets-store-provider-gcp-x7k2p', 'worker')],
      'provider “gcp”',
      'says that it is ready',
    ],
  ])('looks for the provider on the node: %s', (words, pods, name, state) => {
    const [found] = findings(
      cause,
      [
        waiting,
        failed(
          `MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = ${words}`,
        ),
        ...pods,
      ],
      {
        asked: [...ALL_STORAGE.asked, 'scheduledPods'],
        subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
      },
    );
    expect(found?.why.en).toContain(name);
    expect(found?.why.en).toContain(state);
    expect(found?.steps.map(({ text }) => text.en).join(' ')).not.toContain(
      'identity',
    );
  });

  it.each([
    'MountVolume.SetUp failed for volume "secrets" : secret "x" not found',
    'MountVolume.SetUp failed for volume "secrets" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers',
    'MountVolume.SetUp failed for volume "secrets" : driver name efs.csi.aws.com not found in the list of registered CSI drivers',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/web-1, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get objectType:secret, objectName:db, objectVersion:: keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=404 -- Code="SecretNotFound"',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
