import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('registry-permission-denied', () => {
  it.each([
    [
      'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/shop" (or it may not exist)',
      'lacks the permission',
    ],
    [
      'User: arn:aws:sts::1:assumed-role/node is not authorized to perform: ecr:BatchGetImage',
      'lacks the permission',
    ],
    [
      "unexpected status: 403 Forbidden - Server message: denied: client with IP '203.0.113.9' is not allowed access",
      'The address is 203.0.113.9',
    ],
    [
      'failed to copy: httpReadSeeker: failed open: unexpected status code https://b.s3.amazonaws.com/x: 403 Forbidden',
      'but not its layers',
    ],
    ['unexpected status: 451 Unavailable For Legal Reasons', 'this country'],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it('names the role of the cloud', () => {
    const pod = waitingPod(
      'ErrImagePull',
      'Permission "artifactregistry.repositories.downloadArtifacts" denied',
      ['spec.containers.0.image', 'europe-docker.pkg.dev/shop/web/web:1'],
    );
    expect(findings(cause, [pod])[0]?.steps[1]?.text.en).toContain(
      'roles/artifactregistry.reader',
    );
  });

  it.each([
    'unexpected status: 401 Unauthorized',
    'unexpected status: 403 Forbidden',
    'Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
