import { both, defineCause } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';

/** Which part of the pod is refused, by which plugin. */
interface Row {
  readonly says: RegExp;
  readonly rule: 'selector' | 'toleration' | 'topology' | 'runtime';
}

/** PodNodeSelector, PodTolerationRestriction, LimitPodHardAntiAffinityTopology, RuntimeClass. */
const ROWS: readonly Row[] = [
  { says: /node label selector/, rule: 'selector' },
  { says: /pod tolerations/, rule: 'toleration' },
  { says: /has TopologyKey/, rule: 'topology' },
  { says: /runtimeClass\.scheduling/, rule: 'runtime' },
];

const WORDS = {
  selector: {
    what: both(
      'their node selector contradicts the one that the namespace prescribes',
      '其节点选择器与命名空间规定的冲突',
    ),
    why: both(
      'The namespace is tied to certain nodes (annotation scheduler.alpha.kubernetes.io/node-selector, or a list of the cluster), and a pod may not ask for others.',
      '该命名空间被限定到特定节点（注解 scheduler.alpha.kubernetes.io/node-selector 或集群的清单），Pod 不能要求其他节点。',
    ),
    step: both(
      'Remove the contradicting labels from nodeSelector in the manifest.',
      '从清单的 nodeSelector 中移除冲突的标签。',
    ),
  },
  toleration: {
    what: both(
      'their tolerations are not on the list that the namespace allows',
      '其容忍（tolerations）不在命名空间允许的清单内',
    ),
    why: both(
      'The namespace allows only certain tolerations (annotation scheduler.alpha.kubernetes.io/tolerationsWhitelist), so that its pods keep off reserved nodes. Its default tolerations are added to the pod’s and count too.',
      '该命名空间只允许特定的容忍（注解 scheduler.alpha.kubernetes.io/tolerationsWhitelist），以免其 Pod 进入预留节点。命名空间的默认容忍会与 Pod 的合并并一起检查。',
    ),
    step: both(
      'Remove the tolerations that are not allowed from the manifest.',
      '从清单中移除不被允许的容忍。',
    ),
  },
  topology: {
    what: both(
      'they demand to be apart from each other by something else than the node',
      '它们要求以节点以外的范围互相分开',
    ),
    why: both(
      'The cluster allows required anti-affinity only with the topology key kubernetes.io/hostname, because one over zones can keep all other pods off a zone.',
      '集群只允许必需的反亲和性使用拓扑键 kubernetes.io/hostname，因为按可用区的反亲和性可能使整个可用区无法放置其他 Pod。',
    ),
    step: both(
      'Use topology spread constraints, or preferred anti-affinity, for zones in the manifest.',
      '对于可用区，请在清单中改用拓扑分布约束或首选的反亲和性。',
    ),
  },
  runtime: {
    what: both(
      'their node selector contradicts the one of their runtime class',
      '其节点选择器与其运行时类规定的冲突',
    ),
    why: both(
      'The runtime class says which nodes can run it, and these labels are added to each pod’s own; here both give the same label another value.',
      '运行时类规定了哪些节点可以运行它，这些标签会与 Pod 自身的合并；此处两者对同一标签给出了不同的值。',
    ),
    step: both(
      'Remove the contradicting label from nodeSelector in the manifest, or use another runtime class.',
      '从清单的 nodeSelector 中移除冲突的标签，或改用其他运行时类。',
    ),
  },
} as const;

export default defineCause({
  id: 'placement-forbidden',
  state: 'workload',
  title: both(
    'The pod asks for nodes it may not ask for',
    'Pod 要求了不允许使用的节点',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: [
    'admission/podnodeselector',
    'admission/podtoleration',
    'admission/antiaffinity',
  ],
  detect(reading) {
    return createFailures(reading, 'placement-forbidden').map(
      ({ answer, maker, who, quotes }) => {
        const rule =
          ROWS.find(({ says }) => says.test(answer))?.rule ?? 'selector';
        const label = /nodeSelector\[([^\]]{1,317})\]/.exec(answer)?.[1];
        const runtimeClass = maker.spec.template?.spec?.runtimeClassName;
        return {
          data: {
            who,
            rule,
            ...(label !== undefined && { label }),
            ...(rule === 'runtime' && runtimeClass && { runtimeClass }),
          },
          quotes,
        };
      },
    );
  },
  explain({ who, rule, label }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const { what, why } = WORDS[rule];
    const which = label
      ? both(` (label “${label}”)`, `（标签“${label}”）`)
      : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${things.en}, because ${what.en}${which.en}.`,
        `${name.zh}无法创建${things.zh}，因为${what.zh}${which.zh}。`,
      ),
      why,
    };
  },
  steps({ who, rule, runtimeClass }) {
    const { namespace } = who;
    return [
      runtimeClass
        ? {
            text: both(
              'See what the runtime class prescribes.',
              '查看运行时类的规定。',
            ),
            command: kubectl(
              namespace,
              'describe',
              'runtimeclass',
              runtimeClass,
            ),
            link: 'https://kubernetes.io/docs/concepts/containers/runtime-class/#scheduling',
          }
        : {
            text: both(
              'See what the namespace prescribes.',
              '查看命名空间的规定。',
            ),
            command: kubectl(namespace, 'describe', 'namespace', namespace),
            link: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
          },
      { text: WORDS[rule].step },
      {
        text: both(
          'Ask your platform team for another namespace or rule if the service must run on those nodes.',
          '如果服务必须在这些节点上运行，请平台团队提供其他命名空间或规则。',
        ),
      },
    ];
  },
});
