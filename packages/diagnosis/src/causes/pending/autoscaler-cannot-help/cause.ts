import type { Step } from '../../../engine';
import {
  both,
  defineCause,
  listEn,
  listZh,
  needed,
  quoteOf,
} from '../../../engine';
import type { Hindrance } from '../../shared/autoscaler';
import {
  autoscalerWord,
  readVerdict,
  tellingPool,
} from '../../shared/autoscaler';
import { growthSteps, verdictInWords } from '../../shared/growth';
import { kubectl, placeOf } from '../../shared/kubectl';
import { autoscalerLeads } from '../../shared/obstacle';
import { isUnplaced } from '../../shared/unschedulable';

const SHOWN_AT_MOST = 8;

/** The pool that the pod was meant for, and what it has no machine for. */
function poolInWords({ pool = '', devices }: Hindrance) {
  const names = devices.slice(0, 3);
  return names.length > 0
    ? {
        what: both(
          `The autoscaler makes no node for it: in pool “${pool}”, whose labels and taints fit, no kind of machine is known to offer all it asks for, ${listEn(
            names,
          )} among it.`,
          `自动扩缩容组件没有为它创建节点：节点池“${pool}”的标签与污点相符，但已知的机型都不能提供它请求的全部资源，其中包括 ${listZh(
            names,
          )}。`,
        ),
        why: both(
          'An autoscaler knows beforehand only the devices that its cloud declares for a kind of machine. One that a device plugin announces later, on the node, it never counts on, so such a pod does not make it add a node.',
          '自动扩缩容组件事先只知道云平台为机型声明的设备。由设备插件在节点上才上报的资源不在其列，因此这样的 Pod 不会促使它增加节点。',
        ),
      }
    : {
        what: both(
          `The autoscaler makes no node for it: in pool “${pool}”, whose labels and taints fit, no kind of machine allowed has room for all it asks for.`,
          `自动扩缩容组件没有为它创建节点：节点池“${pool}”的标签与污点相符，但允许的机型都容纳不下它的请求。`,
        ),
        why: both(
          'What counts is the whole request of the pod, together with what the DaemonSets of each node take.',
          '计算的是 Pod 的全部请求，加上每个节点上 DaemonSet 占用的资源。',
        ),
      };
}

const ASK: Step = {
  text: both(
    'Ask your platform team for a group of nodes that fits the pod.',
    '请平台团队新建适合该 Pod 的节点组。',
  ),
  link: 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
};

export default defineCause({
  id: 'autoscaler-cannot-help',
  state: 'pending',
  title: both(
    'The autoscaler adds no node for it',
    '自动扩缩容组件不会为它增加节点',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['ecosystem/ca-NotTriggerScaleUp', 'ecosystem/karpenter'],
  detect({ pod, events, nodes, subject, now }) {
    if (!isUnplaced(pod)) return [];
    const all = needed('events', events);
    const word = autoscalerWord(all);
    if (!word?.event.message || word.adds) return [];
    const hindrances = readVerdict(word.event.message);
    const telling = tellingPool(hindrances);
    const leads = autoscalerLeads({ pod, events, nodes, now });
    return [
      {
        data: {
          ...placeOf(subject),
          hindrances: hindrances.slice(0, SHOWN_AT_MOST),
          ...(telling && { telling }),
        },
        severity: leads ? ('critical' as const) : ('warning' as const),
        givesWay: !leads,
        quotes: quoteOf('events', all, `${word.i}.message`),
      },
    ];
  },
  explain({ hindrances, telling }) {
    if (telling) return poolInWords(telling);
    const { en, zh } = verdictInWords(hindrances);
    return {
      what:
        en === ''
          ? both(
              'The cluster can grow by itself, but no new node would take the pod, or the groups of nodes that would are at their largest size.',
              '集群可以自动扩容，但新增节点也无法接纳该 Pod，或合适的节点组已达到规模上限。',
            )
          : both(
              `The cluster can grow by itself, but not for this pod: ${en}.`,
              `集群可以自动扩容，但帮不了该 Pod：${zh}。`,
            ),
      why: both(
        'The autoscaler reckons for each group of nodes whether one more of them would help, and adds none where it would not or may not.',
        '自动扩缩容组件会为每个节点组计算增加节点是否有用；没有用或不允许时不会增加。',
      ),
    };
  },
  steps({ namespace, pod, telling, hindrances }) {
    const growth = telling ? [] : growthSteps(hindrances);
    const devices = telling?.devices.slice(0, 3) ?? [];
    return [
      ...(devices.length > 0
        ? [
            {
              text: both(
                `Drop the request for ${listEn(
                  devices,
                )} from the manifest if the program can do without, or ask your platform team for nodes that do not depend on the autoscaler.`,
                `如果程序不需要，请从清单中去掉对 ${listZh(
                  devices,
                )} 的请求；否则请平台团队提供不依赖自动扩缩容的节点。`,
              ),
            },
          ]
        : []),
      {
        text: both(
          'Look at what the autoscaler says in full.',
          '查看自动扩缩容组件的完整说明。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      ...(growth.length > 0 ? growth : [ASK]),
    ];
  },
});
