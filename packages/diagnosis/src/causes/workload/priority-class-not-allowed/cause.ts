import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { thingsOf, whoOf } from '../../shared/lacking';

export default defineCause({
  id: 'priority-class-not-allowed',
  state: 'workload',
  title: both(
    'The namespace may not use this priority class',
    '该命名空间不允许使用此优先级类',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: [],
  detect(reading) {
    return createFailures(reading, 'priority-class-not-allowed').map(
      ({ answer, maker, who, quotes }) => {
        const own = maker.spec.template?.spec?.priorityClassName;
        const named =
          /pods with (\S{1,253}) priorityClass is not permitted/.exec(
            answer,
          )?.[1];
        const scopes = /match these scopes: \[(.{1,600})\]/.exec(answer)?.[1];
        const priorityClass = own ?? named;
        return {
          data: {
            who,
            ...(priorityClass && { priorityClass }),
            ...(scopes && { scopes }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, priorityClass, scopes }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const which = priorityClass
      ? both(
          `the priority class “${priorityClass}”`,
          `优先级类“${priorityClass}”`,
        )
      : both('what they ask for', '其申请的内容');
    const match = scopes
      ? both(
          ` It matches the reserved scope ${scopes}.`,
          `它属于受限范围 ${scopes}。`,
        )
      : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${things.en}: ${which.en} may only be used in a namespace that has a quota for it, and “${who.namespace}” has none.`,
        `${name.zh}无法创建${things.zh}：${which.zh}只能在为其设有配额的命名空间中使用，而“${who.namespace}”没有。`,
      ),
      why: both(
        `The cluster reserves some priority classes, mostly system-node-critical and system-cluster-critical, because pods that have them push others off their nodes.${match.en}`,
        `集群保留了部分优先级类（通常是 system-node-critical 和 system-cluster-critical），因为使用它们的 Pod 会把其他 Pod 挤出节点。${match.zh}`,
      ),
    };
  },
  steps({ who }) {
    return [
      {
        text: both(
          'Use another priority class, or none, unless the cluster cannot work without these pods.',
          '除非集群离不开这些 Pod，否则改用其他优先级类，或不设置。',
        ),
        command: 'kubectl get priorityclasses',
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      },
      {
        text: both(
          `Ask your platform team for a quota in namespace “${who.namespace}” whose scope selector (scopeSelector) names this priority class.`,
          `请平台团队在命名空间“${who.namespace}”中增加配额，并在其 scopeSelector 中写明该优先级类。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default',
      },
      {
        text: both(
          'Move the workload to kube-system only if it is part of the cluster itself.',
          '只有当该工作负载属于集群本身时，才将其移到 kube-system。',
        ),
      },
    ];
  },
});
