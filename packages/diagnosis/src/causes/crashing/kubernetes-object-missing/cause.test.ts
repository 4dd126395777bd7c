import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string, ...more: Parameters<typeof findings>[1]) =>
  findings(cause, [crashingPod(end), ...more], { logs: { app: { previous } } });

describe('kubernetes-object-missing', () => {
  it.each([
    [
      'F0115 12:00:02.497511       1 main.go:276] Error when getting web/nginx-config: configmaps "nginx-config" not found',
      'the config map “nginx-config” does not exist in namespace “web”',
    ],
    [
      'Error from server (NotFound): jobs.batch "create-tables" not found',
      'the job “create-tables” does not exist;',
    ],
    [
      'Error from server (NotFound): certificates.cert-manager.io "shop" not found',
      'the object “shop” (certificates.cert-manager.io) does not exist',
    ],
    [
      '{"level":"error","ts":"2026-01-15T12:00:00Z","msg":"cannot start","error":"secrets \\"webhook-tls\\" not found"}',
      'the secret “webhook-tls” does not exist',
    ],
    [
      'kubernetes.client.exceptions.ApiException: (404)\nReason: Not Found\nHTTP response body: {"kind":"Status","status":"Failure","message":"configmaps \\"shop\\" not found","reason":"NotFound","code":404}',
      'the config map “shop” does not exist',
    ],
    [
      'panic: deployments.apps "worker" not found\n\ngoroutine 1 [running]:\nmain.main()',
      'the deployment “worker” does not exist',
    ],
    [
      'Error: queues.example.com "main" not found',
      'the object “main” (queues.example.com) does not exist',
    ],
    [
      'level=fatal msg="failed to get secret \'shop/token\' : not found"',
      'the secret “token” does not exist in namespace “shop”',
    ],
    [
      'time="2026-01-15T12:00:00Z" level=fatal msg="namespaces \\"argo\\" not found"',
      'the namespace “argo” does not exist',
    ],
    [
      'E0115 12:00:00.000000       1 main.go:1] nodes "worker" not found',
      'the node “worker” does not exist',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  const LOG = 'Error: configmaps "shop-config" not found';
  const configMap = (name: string) => ({
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name, namespace: 'shop' },
    data: {},
  });

  it('looks the object up in the namespace', () => {
    expect(said(LOG, configMap('shop-confg'))[0]?.why.en).toContain(
      'There is one called “shop-confg”',
    );
    expect(said(LOG, configMap('shop-config'))[0]?.why.en).toContain(
      'of that name is there now',
    );
    expect(said(LOG)[0]?.why.en).not.toContain('There is one');
  });

  it('knows that jobs are removed', () => {
    const [found] = said(
      'Error from server (NotFound): jobs.batch "create-tables" not found',
    );
    expect(found?.why.en).toContain('ttlSecondsAfterFinished');
    expect(found?.steps[0]?.command).toContain('get jobs.batch');
  });

  it.each([
    'WARN configmaps "shop" not found, using defaults\nINFO server is running',
    'E0115 12:00:00.0 1 leaderelection.go:1] error retrieving resource lock shop/a: leases.coordination.k8s.io "a" not found',
    'Error: customresourcedefinitions.apiextensions.k8s.io "queues.example.com" not found',
    'Error: user "shop" not found',
    'Error from server (NotFound): secrets "shop" not found\nsecret/shop created\nodd row',
    'Error from server (NotFound): secrets "shop" not found\n[ERROR] odd row in table',
    'E0115 12:00:00.0 1 controller.go:1] "Reconciler error" err="pods \\"web\\" not found"',
    'Error: pool "shop" not found',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
