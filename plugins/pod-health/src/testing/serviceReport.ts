import type { HealthReport } from 'backstage-plugin-pod-health-common';
import { card, report } from './reports';

/** The pods run, and nobody makes the load balancer of the service in front of them. */
export function loadBalancerReport(): HealthReport {
  return report({
    verdict: 'degraded',
    causes: [
      card({
        cause: 'load-balancer-not-set-up',
        severity: 'warning',
        title: 'The service’s load balancer is not set up',
        what: 'Service “ledger-public” is of type LoadBalancer and has had no external address for 4 min; from outside it is not reached.',
        why: 'Kubernetes makes no load balancers itself: a load balancer controller does, and none has said anything of this service.',
        steps: [
          {
            text: 'Change the type to ClusterIP or NodePort if no load balancer is meant.',
            command: 'kubectl -n shop edit service ledger-public',
          },
        ],
        podCount: 0,
        examples: ['ledger-public', 'ledger-admin'].map(name => ({
          service: { cluster: 'prod-eu', namespace: 'shop', name },
          quotes: [
            {
              from: 'services',
              at: '0.spec.type',
              of: name,
              value: 'LoadBalancer',
            },
          ],
          contradictions: [],
        })),
      }),
    ],
  });
}
