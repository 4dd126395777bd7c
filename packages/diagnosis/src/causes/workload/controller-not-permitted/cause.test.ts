import { findings, refusedDeployment } from '../../../testing';
import cause from './cause';

const USER = 'system:serviceaccount:kube-system:replicaset-controller';

describe('controller-not-permitted', () => {
  it.each([
    `pods is forbidden: User "${USER}" cannot create resource "pods" in API group "" in the namespace "shop"`,
    `pods is forbidden: User "${USER}" cannot create resource "pods" in API group "" in the namespace "shop": RBAC: clusterrole.rbac.authorization.k8s.io "system:controller:replicaset-controller" not found`,
    `pods is forbidden: User "${USER}" cannot create pods in the namespace "shop"`,
  ])('names the right: %s', answer => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.what.en).toContain(
      `“${USER}” may not create pods in namespace “shop”`,
    );
    expect(found?.steps[0]?.command).toBe(
      `kubectl -n shop auth can-i create pods --as ${USER}`,
    );
    expect(found?.steps[1]?.command).toContain(
      'system:controller:replicaset-controller',
    );
  });

  it.each([
    [
      'pods "web-5d-" is forbidden: cannot set blockOwnerDeletion if an ownerReference refers to a resource you can\'t set finalizers on: , <nil>',
      'blockOwnerDeletion',
    ],
    ['Unauthorized', 'does not accept the credentials'],
    ['pods is forbidden: no RBAC policy matched', 'built-in roles'],
  ])('knows the words: %s', (answer, why) => {
    const [found] = findings(cause, refusedDeployment(answer));
    expect(found?.why.en).toContain(why);
  });

  it('leaves a webhook that was refused itself alone', () => {
    const answer =
      'Internal error occurred: failed calling webhook "a.b": failed to call webhook: Unauthorized';
    expect(findings(cause, refusedDeployment(answer))).toEqual([]);
  });
});
