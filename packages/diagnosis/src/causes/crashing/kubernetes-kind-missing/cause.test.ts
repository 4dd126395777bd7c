import { crashingPod, findings } from '../../../testing';
import cause from './cause';

const end = { exitCode: 1, reason: 'Error' };
const said = (previous: string) =>
  findings(cause, [crashingPod(end)], { logs: { app: { previous } } });

describe('kubernetes-kind-missing', () => {
  it.each([
    [
      '{"level":"error","msg":"problem running manager","error":"no matches for kind \\"ServiceMonitor\\" in version \\"monitoring.coreos.com/v1\\""}',
      'monitoring.coreos.com/v1',
    ],
    [
      'E0115 12:00:00.000000 1 reflector.go:1] failed to list *v1beta1.PodDisruptionBudget: the server could not find the requested resource',
      'PodDisruptionBudget',
    ],
    [
      'error: resource mapping not found for name: "x" namespace: "" from "STDIN": no matches for kind "Certificate" in version "cert-manager.io/v1"\nensure CRDs are installed first',
      'Certificate',
    ],
    [
      'kubernetes.client.rest.ApiException: customresourcedefinitions.apiextensions.k8s.io "queues.example.com" not found',
      'queues.example.com',
    ],
  ])('knows the words %#', (log, named) => {
    const [found] = said(log);
    expect(found?.container).toBe('app');
    expect(`${found?.what.en} ${found?.why.en}`).toContain(named);
    expect(log.split('\n')).toContain(found?.quotes[0]?.value);
  });

  it.each([
    'WARN no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1", metrics are off\nINFO controller started in 2.1 s\nINFO server is running',
  ])('is not told by the words %#', log => {
    expect(said(log)).toEqual([]);
  });
});
