import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';

/** A gate is set by a controller in its own time; it is late after this, in seconds. */
const PATIENCE_SECONDS = 120;

/** Who sets a condition, by the beginning of its name. */
const SETTERS: readonly (readonly [RegExp, Text])[] = [
  [
    /^target-health\.(?:elbv2\.k8s\.aws|alb\.ingress\.k8s\.aws)\//,
    both(
      'the AWS load balancer controller, once the pod is healthy in the load balancer’s target group',
      'AWS 负载均衡控制器（在 Pod 于目标组中变为健康后）',
    ),
  ],
  [
    /^cloud\.google\.com\/load-balancer-neg-ready$/,
    both(
      'Google’s load balancer controller, once the pod is healthy in its network endpoint group (NEG)',
      'Google 负载均衡控制器（在 Pod 于网络端点组 NEG 中变为健康后）',
    ),
  ],
  [
    /(?:^|\.)(?:openkruise\.io|kruise\.io)\/|^(?:KruisePodReady|InPlaceUpdateReady)$|^apps\.kruise\.io\//,
    both(
      'OpenKruise, once its update of the pod in place is done',
      'OpenKruise（在完成对 Pod 的原地更新后）',
    ),
  ],
];

function setterOf(gate: string): Text {
  const known = SETTERS.find(([name]) => name.test(gate))?.[1];
  const domain = gate.includes('/') ? gate.split('/')[0] : '';
  if (known) return known;
  return domain
    ? both(`the controller of “${domain}”`, `“${domain}”的控制器`)
    : both(
        'a controller outside Kubernetes itself',
        'Kubernetes 之外的某个控制器',
      );
}

export default defineCause({
  id: 'readiness-gate-waits',
  state: 'not-ready',
  title: both(
    'Its containers are ready, but a readiness gate is not',
    '容器已就绪，但就绪门控未通过',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  beats: ['not-ready-unexplained'],
  covers: ['condition/Ready-ReadinessGatesNotReady'],
  detect({ pod, subject, now }) {
    const { conditions, phase } = pod.status;
    const gates = pod.spec.readinessGates ?? [];
    if (pod.metadata.deletionTimestamp || phase !== 'Running') return [];
    const index = (type: string) =>
      conditions.findIndex(one => one.type === type);
    const ready = conditions[index('ContainersReady')];
    const since = secondsSince(ready?.lastTransitionTime, now);
    if (ready?.status !== 'True' || (since ?? Infinity) < PATIENCE_SECONDS)
      return [];
    const open = gates.flatMap(({ conditionType = '' }, i) => {
      const at = index(conditionType);
      return conditions[at]?.status === 'True'
        ? []
        : { gate: conditionType, i, at, condition: conditions[at] };
    });
    if (open.length === 0) return [];
    return [
      {
        data: {
          ...placeOf(subject),
          gates: open.map(({ gate }) => gate),
          isSet: open.every(({ condition }) => condition !== undefined),
          reasons: open.flatMap(
            ({ condition }) => condition?.message || (condition?.reason ?? []),
          ),
          ...(since !== undefined && { since }),
        },
        quotes: open.flatMap(({ i, at }) => [
          ...quoteOf('pod', pod, `spec.readinessGates.${i}.conditionType`),
          ...quoteOf('pod', pod, `status.conditions.${at}.status`),
          ...quoteOf('pod', pod, `status.conditions.${at}.reason`),
          ...quoteOf('pod', pod, `status.conditions.${at}.message`),
          ...quoteOf('pod', pod, `status.conditions.${index('Ready')}.message`),
        ]),
      },
    ];
  },
  explain({ pod, gates, isSet, reasons, since }) {
    const time = since === undefined ? undefined : duration(since);
    const setter = setterOf(gates[0] ?? '');
    const many = gates.length > 1;
    const said = reasons[0]?.replace(/[.。\s]+$/, '');
    return {
      what: both(
        `All containers of pod “${pod}” ${
          time ? `have been ready for ${time.en}` : 'are ready'
        }, but it waits for the condition${many ? 's' : ''} ${listEn(
          gates,
        )}, which ${
          isSet ? 'is not True' : 'nobody has set'
        } (readiness gate).`,
        `Pod“${pod}”的所有容器${
          time ? `在 ${time.zh}前就` : ''
        }已就绪，但它在等待条件 ${listZh(gates)}，${
          isSet ? '该条件还不是 True' : '还没有人设置它'
        }（就绪门控，readiness gate）。`,
      ),
      why: both(
        `It is set by ${setter.en}.${
          said ? ` It says: “${said}”.` : ''
        } Until then the pod does not count as ready.`,
        `它由 ${setter.zh}设置。${
          said ? `目前的说明：“${said}”。` : ''
        }在此之前该 Pod 不算就绪。`,
      ),
    };
  },
  steps({ namespace, pod, gates }) {
    const isCloud = SETTERS.slice(0, 2).some(([name]) =>
      name.test(gates[0] ?? ''),
    );
    return [
      {
        text: both(
          `See what the conditions of pod “${pod}” say.`,
          `查看 Pod“${pod}”的各项条件。`,
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
      },
      {
        text: isCloud
          ? both(
              'Look at the health of the pod in the load balancer’s target group: the path and port of its health check and the firewall between are what fails most.',
              '在负载均衡器的目标组中查看该 Pod 的健康状况：最常见的问题是健康检查的路径、端口以及中间的防火墙。',
            )
          : both(
              'Check that the controller that sets the condition runs, and read its log.',
              '确认设置该条件的控制器正在运行，并查看它的日志。',
            ),
      },
      {
        text: both(
          'Ask your platform team if the controller or the load balancer was removed: then the gate has to go from the pod template, too.',
          '如果该控制器或负载均衡器已被移除，请与平台团队确认：此时也需要从 Pod 模板中去掉该门控。',
        ),
      },
    ];
  },
});
