import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { Workload } from '../../../facts/objects';
import type { Lacking } from '../../shared/lacking';
import type { FieldFault } from './faults';

/** A field of an init container that only a native sidecar may have. */
export const LOST_RESTART =
  /may not be set for init containers without restartPolicy=Always/;

const ELEMENT = /^spec\.(initContainers|containers|volumes)\[(\d{1,4})\]/;

/** What is refused although the template holds no such element: something put it into the pod later. */
export function foreignIn(
  faults: readonly FieldFault[],
  { spec }: Workload,
): string | undefined {
  const template = spec.template?.spec;
  if (!template) return undefined;
  return faults.flatMap(({ field }) => {
    const [all, list, place] = ELEMENT.exec(field) ?? [];
    if (!all || !list) return [];
    const held = template[list as 'initContainers' | 'containers' | 'volumes']; // one of the pattern's three
    return Number(place) >= (held?.length ?? 0) ? all : [];
  })[0];
}

interface Origin {
  readonly who: Lacking;
  readonly isSetByHand: boolean;
  readonly foreign?: string | undefined;
  readonly lostRestart: boolean;
}

/** A native sidecar without what makes it one. */
const SIDECAR = both(
  ' An init container with such fields is meant as a native sidecar (restartPolicy: Always), and has lost that field on its way: a webhook built for a Kubernetes before 1.28 drops what it does not know, or the API server is as old.',
  '带有这些字段的初始化容器本应是原生边车（restartPolicy: Always），但该字段在途中丢失：为 1.28 之前的 Kubernetes 构建的 webhook 会丢弃它不认识的字段，或 API 服务器本身过旧。',
);

/** Where what is refused came from. */
export function whyOf({
  who,
  isSetByHand,
  foreign,
  lostRestart,
}: Origin): Text {
  const sidecar = lostRestart ? SIDECAR : both('', '');
  if (isSetByHand)
    return both(
      'This field may not be set by hand: Kubernetes fills it in from the class that the manifest names (priorityClassName, runtimeClassName).',
      '该字段不能手动设置：Kubernetes 会根据清单指定的类（priorityClassName、runtimeClassName）填入。',
    );
  if (foreign !== undefined)
    return both(
      `The template holds no ${foreign}: a webhook of the cluster put it into the pod, or changed it there.${sidecar.en}`,
      `模板中没有 ${foreign}：它是集群的 webhook 加入或修改的。${sidecar.zh}`,
    );
  if (who.thing === 'claim')
    return both(
      'It is the volumeClaimTemplates of the manifest: they are checked only when a claim is made from them, so the workload itself was accepted. It does not go away by itself.',
      '问题在清单的 volumeClaimTemplates：只有在据此创建存储卷声明时才会检查，因此工作负载本身被接受了。它不会自行消失。',
    );
  return both(
    `The template itself was accepted, so what is wrong is checked only on pods, or came in later: a default of the namespace, a sidecar or change by a webhook, or a name that Kubernetes generates. It does not go away by itself.${sidecar.en}`,
    `模板本身已被接受，因此问题要么只在 Pod 上检查，要么是之后加入的：命名空间的默认值、webhook 注入的边车或修改，或 Kubernetes 生成的名称。它不会自行消失。${sidecar.zh}`,
  );
}

/** For what a webhook did: the manifest needs no change. */
export function injectedSteps(see: Step): Step[] {
  return [
    {
      text: both(
        'Find the webhooks that change pods, and which of them adds or rewrites what is refused.',
        '查找会修改 Pod 的 webhook，以及其中哪一个添加或改写了被拒绝的内容。',
      ),
      command: 'kubectl get mutatingwebhookconfigurations',
      link: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    },
    {
      text: both(
        'Update that webhook, or ask its owners to switch native sidecars off in the one that injects them until all are new enough.',
        '升级该 webhook，或请其负责人在全部升级之前关闭注入方的原生边车功能。',
      ),
    },
    see,
  ];
}
