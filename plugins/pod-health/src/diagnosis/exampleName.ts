import type { Example } from 'backstage-plugin-pod-health-common';
import type { Say } from '../i18n/message';
import { visibleText } from '../text/visibleText';

/** What an example is about, by kind and name: "Pod ledger-1", "Deployment ledger", "Service ledger". */
export function exampleName(
  { pod, workload, service }: Example,
  say: Say,
): string {
  if (pod) return say('evidence.ofPod', { pod: visibleText(pod.pod) });
  if (service) {
    return say('evidence.ofService', { name: visibleText(service.name) });
  }
  return say('evidence.ofWorkload', {
    kind: visibleText(workload?.kind ?? ''),
    name: visibleText(workload?.name ?? ''),
  });
}
