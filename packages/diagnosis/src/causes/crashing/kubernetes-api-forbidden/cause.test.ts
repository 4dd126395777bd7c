import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('kubernetes-api-forbidden', () => {
  it.each([
    [
      'E0115 12:00:00.000000       1 reflector.go:138] pkg/mod/k8s.io/client-go: Failed to watch *v1.Pod: failed to list *v1.Pod: pods is forbidden: User "system:serviceaccount:shop:default" cannot list resource "pods" in API group "" in the namespace "shop"',
      'list',
    ],
    [
      '{"level":"error","msg":"unable to start manager","error":"leases.coordination.k8s.io \\"op\\" is forbidden: User \\"system:serviceaccount:shop:op\\" cannot get resource \\"leases\\" in API group \\"coordination.k8s.io\\" in the namespace \\"shop\\""}',
      'coordination.k8s.io',
    ],
    [
      'kubernetes.client.exceptions.ApiException: (403)\nReason: Forbidden\nHTTP response body: {"kind":"Status","message":"configmaps is forbidden: User \\"system:serviceaccount:shop:default\\" cannot list resource \\"configmaps\\" in API group \\"\\" at the cluster scope"}',
      'configmaps',
    ],
    [
      'io.fabric8.kubernetes.client.KubernetesClientException: Failure executing: GET at: https://10.96.0.1/api/v1/namespaces/shop/endpoints/x. Message: Forbidden! Configured service account doesn\'t have access. endpoints "x" is forbidden: User "system:serviceaccount:shop:default" cannot get resource "endpoints" in API group "" in the namespace "shop".',
      'endpoints',
    ],
    [
      'Error from server (Forbidden): secrets is forbidden: User "system:serviceaccount:shop:default" cannot list secrets in the namespace "shop"',
      'list',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'Error: pods "x" is forbidden: exceeded quota: compute, requested: cpu=2, used: cpu=1, limited: cpu=2',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it('gives commands that grant exactly the missing right', () => {
    const [found] = said(
      'error: leases.coordination.k8s.io "op" is forbidden: User "system:serviceaccount:shop:op" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "shop"',
    );
    expect(found?.steps.map(({ command }) => command)).toEqual([
      'kubectl -n shop auth can-i get leases.coordination.k8s.io --as=system:serviceaccount:shop:op',
      expect.stringContaining('jsonpath'),
      'kubectl -n shop create role op-get-leases-coordination-k8s-io --verb=get --resource=leases.coordination.k8s.io',
      'kubectl -n shop create rolebinding op-get-leases-coordination-k8s-io --role=op-get-leases-coordination-k8s-io --serviceaccount=shop:op',
    ]);
  });
});
