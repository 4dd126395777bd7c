import { diagnose } from '../../../diagnose';
import { crashingPod, findings, snapshot } from '../../../testing';
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
    [
      'a panic of Rust',
      `thread 'main' panicked at 'cannot be created: Error(Status(403), "https://10.0.0.1/apis/core.hydra.io/v1alpha1/namespaces/default/components?")', src/libcore/result.rs:999:5`,
      'list components.core.hydra.io in namespace default',
    ],
    [
      'the address first',
      'ERROR GET https://10.96.0.1:443/api/v1/namespaces/shop/configmaps/x returned 403 Forbidden',
      'get configmaps in namespace shop',
    ],
    [
      'no token',
      'ERROR 401 Unauthorized for https://10.96.0.1/apis/apps/v1/deployments',
      'did not accept its token',
    ],
  ])('knows the address that was asked: %s', (_, log, named) => {
    const { found } = diagnose(
      snapshot([crashingPod(end)], { logs: { app: { previous: log } } }),
    );
    expect(found.map(one => one.cause)).toEqual(['kubernetes-api-forbidden']);
    expect(`${found[0]?.what.en} ${found[0]?.why.en}`).toContain(named);
  });

  it.each([
    'ERROR 403 Forbidden: https://example.com/api/v1/orders/7',
    'Error: pods "x" is forbidden: exceeded quota: compute, requested: cpu=2, used: cpu=1, limited: cpu=2',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });

  it.each([
    [
      'an old server, without “is forbidden”',
      `Message: Forbidden!Configured service account doesn't have access. User "system:serviceaccount:shop:default" cannot get pods in the namespace "shop"..`,
      'get pods in namespace shop',
      '--verb=get --resource=pods',
    ],
    [
      'OpenShift',
      'error: User "system:serviceaccount:shop:builder" cannot create deploymentconfigs in project "shop"',
      'create deploymentconfigs in namespace shop',
      '--verb=create --resource=deploymentconfigs',
    ],
    [
      'a subresource',
      'error: deployments.apps "web" is forbidden: User "system:serviceaccount:shop:op" cannot patch resource "deployments/scale" in API group "apps" in the namespace "shop"',
      'patch deployments.apps/scale in namespace shop',
      '--verb=patch --resource=deployments.apps/scale',
    ],
    [
      'Helm',
      'Error: query: failed to query with labels: secrets is forbidden: User "system:serviceaccount:shop:op" cannot list resource "secrets" in API group "" in the namespace "shop"',
      'list secrets in namespace shop',
      '--verb=list --resource=secrets',
    ],
    [
      'a path',
      'error: forbidden: User "system:serviceaccount:shop:op" cannot get path "/metrics"',
      'get the path /metrics',
      '--verb=get --non-resource-url=/metrics',
    ],
    [
      'a watch by its address',
      'ERROR GET https://10.96.0.1:443/apis/batch/v1/namespaces/shop/jobs?watch=true returned 403 Forbidden',
      'watch jobs.batch in namespace shop',
      '--verb=watch --resource=jobs.batch',
    ],
    [
      'a role that does not exist',
      'error: pods is forbidden: User "system:serviceaccount:shop:op" cannot list resource "pods" in API group "" in the namespace "shop": RBAC: role.rbac.authorization.k8s.io "reader" not found',
      'role “reader” is bound, which does not exist',
      undefined,
    ],
    [
      'rights that are passed on',
      'error: roles.rbac.authorization.k8s.io "x" is forbidden: user "system:serviceaccount:shop:op" (groups=["system:serviceaccounts"]) is attempting to grant RBAC permissions not currently held:',
      'nobody may pass on rights',
      undefined,
    ],
    [
      'nobody',
      'error: pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "shop"',
      'without a token',
      undefined,
    ],
  ])('takes word for word what is refused: %s', (_, log, named, role) => {
    const [found] = said(log);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    const made = found?.steps.map(({ command }) => command);
    const [granted = ''] =
      made?.filter(command => command?.includes('--verb=')) ?? [];
    expect(/--verb=.*/.exec(granted)?.[0]).toBe(role);
  });

  it('finds what kubectl asked when the answer does not name it', () => {
    const answer = 'Error from server (Forbidden): unknown';
    const [bare] = said(answer);
    expect(bare?.steps[0]?.command).toContain('can-i --list');
    expect(bare?.steps[2]?.text.en).toContain('get, list and watch');
    const asked =
      'I0919 15:01:28.465758       1 round_trippers.go:463] GET https://10.43.0.1:443/apis/batch/v1/namespaces/shop/jobs?fieldSelector=metadata.name%3Dx&watch=true';
    const status =
      'I0919 15:01:28.467377       1 round_trippers.go:574] Response Status: 403 Forbidden in 1 milliseconds';
    const [found] = said(`${asked}\n${status}\n${answer}`);
    expect(found?.what.en).toContain('watch jobs.batch in namespace shop');
    expect(found?.quotes.map(({ value }) => value)).toEqual(
      expect.arrayContaining([answer, asked]),
    );
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
