import { findings, node, waitingPod } from '../../../testing';
import cause from './cause';

const image = (name: string) =>
  ['spec.containers.0.image', name] as [string, string];

describe('image-private', () => {
  it.each([
    [
      'containerd',
      'failed to resolve reference "registry.example/web:1.0": pulling from host registry.example failed with status code [manifests 1.0]: 401 Unauthorized',
    ],
    [
      'containerd, token',
      'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example/token: 403 Forbidden',
    ],
    [
      'CRI-O',
      'initializing source docker://registry.example/web:1.0: reading manifest 1.0 in registry.example/web: unauthorized: authentication required',
    ],
    [
      'dockershim',
      "Error response from daemon: pull access denied for web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    ['ECR', 'no basic auth credentials'],
  ])('knows the words of %s', (_, message) => {
    const [found] = findings(cause, [waitingPod('ImagePullBackOff', message)]);
    expect(found?.why.en).toContain('brings no pull secret');
  });

  it('leaves it to another when the pod brings a secret', () => {
    const pod = waitingPod('ErrImagePull', '401 Unauthorized', [
      'spec.imagePullSecrets',
      [{ name: 'regcred' }],
    ]);
    expect(findings(cause, [pod])).toEqual([]);
  });

  it('says that the name may be wrong only when the answer leaves it open', () => {
    const images = node([
      'status.images',
      [{ names: ['registry.example/web:1.1'] }],
    ]);
    const open =
      'pull access denied, repository does not exist or may require authorization';
    const [unsure] = findings(cause, [
      waitingPod('ErrImagePull', open),
      images,
    ]);
    expect(unsure?.why.en).toContain(
      'There is no such image (it was removed or renamed',
    );
    expect(unsure?.why.en).not.toContain('is private');
    expect(unsure?.steps[0]?.text.en).toContain('is still there');
    expect(unsure?.why.en).toContain('registry.example/web:1.1');
    const [sure] = findings(cause, [
      waitingPod('ErrImagePull', 'unexpected status: 401 Unauthorized'),
      images,
    ]);
    expect(sure?.why.en).not.toContain('no such image');
  });

  it.each([
    '1.dkr.ecr.eu-west-1.amazonaws.com/web:1',
    'team.azurecr.io/web:1',
    'europe-docker.pkg.dev/shop/web/web:1',
  ])('speaks of the node’s own login for the cloud registry of %s', name => {
    const message = 'unexpected status: 403 Forbidden';
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', message, image(name)),
    ]);
    expect(found?.why.en).toContain('nodes of this cloud');
    expect(found?.steps[0]?.text.en).toContain('to let node “worker” pull');
  });

  it.each([
    // Node, registry, what is said of the two, whether a role can help.
    [
      'ip-10-0-0-4.us-gov-west-1.compute.internal',
      'us-west-2',
      'separate partitions',
      false,
    ],
    [
      'ip-10-0-0-4.eu-west-1.compute.internal',
      'cn-north-1',
      'separate partitions',
      false,
    ],
    [
      'ip-10-0-0-4.eu-west-1.compute.internal',
      'us-west-2',
      'another region',
      true,
    ],
    ['ip-10-0-0-4.ec2.internal', 'us-east-1', '', true],
    ['worker', 'us-east-1', '', true],
  ])('compares the region of node %s with %s', (name, region, said, helps) => {
    const host = `602401143452.dkr.ecr.${region}.amazonaws.com${
      region.startsWith('cn-') ? '.cn' : ''
    }`;
    const [found] = findings(cause, [
      waitingPod(
        'ErrImagePull',
        'no basic auth credentials',
        image(`${host}/web:1`),
        ['spec.nodeName', name],
      ),
    ]);
    expect(found?.why.en).toContain(said);
    expect(found?.why.en.includes('The node lies in')).toBe(said !== '');
    const steps = (found?.steps ?? []).map(({ text }) => text.en).join(' ');
    expect(steps.includes('IAM role')).toBe(helps);
  });

  it('takes the region from the node’s label', () => {
    const [found] = findings(cause, [
      waitingPod(
        'ErrImagePull',
        'no basic auth credentials',
        image('1.dkr.ecr.us-west-2.amazonaws.com/web:1'),
      ),
      node([
        'metadata.labels',
        { 'topology.kubernetes.io/region': 'us-gov-east-1' },
      ]),
    ]);
    expect(found?.steps[0]?.text.en).toContain('a registry of “us-gov-east-1”');
  });

  it.each([
    'manifest unknown',
    'unexpected status: 429 Too Many Requests',
    'dial tcp 10.0.0.1:443: i/o timeout',
  ])('is not found by: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
