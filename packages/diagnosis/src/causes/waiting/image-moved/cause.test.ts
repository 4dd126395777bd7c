import { findings, waitingPod } from '../../../testing';
import cause from './cause';
import { moveOf } from './places';

const TODAY = Date.parse('2026-03-01T00:00:00Z');

const notFound = (image: string) =>
  `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;

function found(image: string, message: string, now = '2026-03-01T00:00:00Z') {
  const pod = waitingPod('ErrImagePull', message, [
    'spec.containers.0.image',
    image,
  ]);
  return findings(cause, [pod], { now });
}

describe('image-moved', () => {
  it.each([
    [
      'docker.io/bitnami/redis:7.4.2-debian-12-r0',
      'docker.io/bitnamilegacy/redis:7.4.2-debian-12-r0',
    ],
    ['bitnami/kubectl:1.25', 'docker.io/bitnamilegacy/kubectl:1.25'],
    [
      'gcr.io/kubebuilder/kube-rbac-proxy:v0.13.1',
      'quay.io/brancz/kube-rbac-proxy:v0.13.1',
    ],
    [
      'k8s.gcr.io/ingress-nginx/controller:v1.8.0',
      'registry.k8s.io/ingress-nginx/controller:v1.8.0',
    ],
    ['gcr.io/google_containers/pause:3.2', 'registry.k8s.io/pause:3.2'],
    ['gcr.io/kubernetes-helm/tiller:v2.16.1', 'ghcr.io/helm/tiller:v2.16.1'],
  ])('knows where %s went', (image, now) => {
    const [one] = found(image, notFound(image));
    expect(one?.what.en).toContain(`“${now}”`);
    expect(one?.steps[0]?.text.en).toContain(`“${now}”`);
  });

  it('keeps a digest a digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(moveOf(`docker.io/bitnami/redis@${digest}`, TODAY)?.now).toBe(
      `docker.io/bitnamilegacy/redis@${digest}`,
    );
  });

  it.each([
    [
      'gcr.io/kuar-demo/kuard-amd64:blue',
      'unexpected status from HEAD request to https://gcr.io/v2/kuar-demo/kuard-amd64/manifests/blue: 412 Precondition Failed',
      'Google shut down',
    ],
    [
      'gcr.io/veloxpack/rcloneplugin:latest',
      `Error response from daemon: Head "https://gcr.io/v2/veloxpack/rcloneplugin/manifests/latest": unknown: Container Registry is deprecated and shutting down, please use the auto migration tool to migrate to Artifact Registry`,
      'Google shut down',
    ],
    [
      'registry.example/team/app:1',
      'unknown: this registry is deprecated and shutting down',
      'itself says',
    ],
  ])('hears that a registry is closed: %s', (image, message, story) => {
    const [one] = found(image, message);
    expect(one?.why.en).toContain(story);
    expect(one?.steps[0]?.text.en).toContain('publishes its images today');
  });

  it('takes a refusal for a loss where the registry tells neither', () => {
    const message =
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
    expect(found('docker.io/bitnami/bitnami-shell:11', message)).toHaveLength(
      1,
    );
  });

  it.each([
    ['bitnami/redis', notFound('docker.io/bitnami/redis:latest')],
    [
      'bitnami/sealed-secrets-controller:9.9',
      notFound('docker.io/bitnami/sealed-secrets-controller:9.9'),
    ],
    ['quay.io/shop/search:1.0', notFound('quay.io/shop/search:1.0')],
    [
      'bitnami/redis:7.4',
      'toomanyrequests: You have reached your pull rate limit',
    ],
    [
      'registry.example/team/app:1',
      'unexpected status from HEAD request to https://registry.example/v2/team/app/manifests/1: 412 Precondition Failed',
    ],
  ])('leaves to others: %s', (image, message) => {
    expect(found(image, message)).toEqual([]);
  });

  it('does not explain a loss by what came later', () => {
    const image = 'docker.io/bitnami/redis:99';
    expect(found(image, notFound(image), '2024-05-01T00:00:00Z')).toEqual([]);
  });
});
