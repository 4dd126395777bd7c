import {
  both,
  count,
  defineCause,
  needed,
  podState,
  quoteOf,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl } from '../../shared/kubectl';
import { lookFirst } from '../../shared/lookFirst';
import { chooserIn, chooses, isAlive } from '../../shared/serviceTargets';

const isReady = ({ status }: Pod) =>
  status.conditions.some(one => one.type === 'Ready' && one.status === 'True');

export default defineCause({
  id: 'service-pods-not-ready',
  state: 'running-but-wrong',
  title: both(
    'None of the service’s pods is ready',
    'Service 选中的 Pod 都未就绪',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A service that is there counts as running.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['services', 'namespacePods'],
  lastResort: true,
  covers: [],
  detect({ subject, services, namespacePods, now }) {
    const chooser = chooserIn(subject, services);
    if (!chooser || chooser.service.spec.publishNotReadyAddresses) return [];
    const { i, selector } = chooser;
    const all = needed('namespacePods', namespacePods);
    const isChosen = (pod: Pod) =>
      isAlive(pod) && chooses(selector, pod.metadata.labels);
    const chosen = all.filter(isChosen);
    const isWaiting = (pod: Pod) => podState(pod, now) === 'starting';
    if (chosen.some(isReady) || chosen.some(isWaiting)) return [];
    const found = troublesIn('namespacePods', all, now, isChosen);
    if (!found) return [];
    const { quotes, ...troubles } = found;
    return [
      {
        podAtFault: troubles.pod,
        data: {
          namespace: subject.namespace,
          name: subject.name,
          pods: chosen.length,
          troubles,
        },
        quotes: [
          ...quotes,
          ...Object.keys(selector)
            .sort()
            .flatMap(key =>
              quoteOf(
                'services',
                chooser.services,
                `${i}.spec.selector.${key}`,
              ),
            ),
        ],
      },
    ];
  },
  explain({ name, pods, troubles }) {
    const trouble = troubleInWords(troubles);
    return {
      what: both(
        `Service “${name}” selects ${count(
          pods,
          'pod',
        )}, and none is ready: nobody answers.`,
        `Service“${name}”选中了 ${pods} 个 Pod，但没有一个就绪：无法提供服务。`,
      ),
      why: both(
        `A service sends nothing to a pod that is not ready. ${trouble.en} The service itself is right.`,
        `Service 不会把流量发给未就绪的 Pod。${trouble.zh}Service 本身没有问题。`,
      ),
    };
  },
  steps({ namespace, name, troubles }) {
    return [
      lookFirst(namespace, troubles.pod),
      {
        text: both(
          'Check that addresses appear again once a pod is ready.',
          'Pod 就绪后，确认地址重新出现。',
        ),
        command: kubectl(
          namespace,
          'get',
          'endpointslices',
          '-l',
          `kubernetes.io/service-name=${name}`,
        ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
      },
    ];
  },
});
