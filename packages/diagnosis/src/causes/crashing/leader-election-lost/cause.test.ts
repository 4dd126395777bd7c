import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('leader-election-lost', () => {
  it.each([
    [
      'I0115 12:00:00.000000 1 leaderelection.go:285] failed to renew lease kube-system/ingress-leader: timed out waiting for the condition\nF0115 12:00:00.000001 1 main.go:120] leader election lost',
      '',
    ],
    [
      '{"level":"error","ts":"2026-01-15T12:00:00Z","logger":"setup","msg":"problem running manager","error":"leader election lost"}',
      '',
    ],
    [
      'E0115 12:00:00.0 1 leaderelection.go:330] error retrieving resource lock shop/op: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/shop/leases/op": context deadline exceeded\nE0115 12:00:01.0 1 leaderelection.go:1] failed to renew lease shop/op: timed out waiting for the condition\nerror: leader election lost',
      'shop/op',
    ],
    ['level=fatal msg="leaderelection lost"', ''],
    [
      'E0108 19:15:09.6 1 leaderelection.go:325] error retrieving resource lock shop/op: Get "https://10.96.0.1:443/api/v1/namespaces/shop/configmaps/op": context deadline exceeded\nI0108 19:15:09.6 1 leaderelection.go:278] failed to renew lease shop/op: timed out waiting for the condition',
      'at “10.96.0.1:443” did not answer in time',
    ],
    [
      'error retrieving resource lock kube-system/cm: Get https://[fd00::1]:443/api/v1/namespaces/kube-system/endpoints/cm?timeout=10s: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      'at “[fd00::1]:443” did not answer',
    ],
    [
      'E0115 12:00:00.0 1 leaderelection.go:330] error retrieving resource lock shop/op: Get "https://api.internal/apis/coordination.k8s.io/v1/namespaces/shop/leases/op": dial tcp 10.0.0.1:443: i/o timeout\nI0115 12:00:01.0 1 leaderelection.go:1] failed to renew lease shop/op: timed out waiting for the condition',
      'at “api.internal” did not answer',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'E0115 12:00:00.0 1 leaderelection.go:330] error retrieving resource lock shop/op: leases.coordination.k8s.io "op" is forbidden: User "system:serviceaccount:shop:op" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "shop"',
    'I0115 12:00:00.000000 1 leaderelection.go:248] attempting to acquire leader lease shop/op...\nI0115 12:00:01.0 1 main.go:1] bye',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
