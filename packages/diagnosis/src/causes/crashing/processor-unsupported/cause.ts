import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

export default defineCause({
  id: 'processor-unsupported',
  state: 'crashing',
  title: both(
    "The node's processor lacks what it needs",
    '节点处理器缺少所需指令',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('processor-unsupported', pod, logs, now).map(
      ({ container, data, facts, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          feature: facts.name,
          node: pod.spec.nodeName ?? '',
          image: container.spec?.image ?? '',
        },
        quotes: [...quotes, ...quoteOf('pod', pod, 'spec.nodeName')],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { feature, node } = data;
    const needs =
      feature === undefined
        ? both(
            'instructions that the processor does not have',
            '处理器没有的指令',
          )
        : both(
            `${feature}, which the processor does not have`,
            `处理器没有的 ${feature} `,
          );
    return {
      what: both(
        `The program in ${who.en} ended because it needs ${needs.en}${again.en}.`,
        `${who.zh}中的程序因需要${needs.zh}而结束${again.zh}。`,
      ),
      why: both(
        `It was built for newer processors than the one of node ${node}; a virtual machine may also hide what its processor can do.`,
        `它是为比节点 ${node} 更新的处理器构建的；虚拟机也可能隐藏处理器的能力。`,
      ),
    };
  },
  steps(data) {
    const { image, node, namespace } = data;
    return [
      {
        text: both('See which machine the node is.', '查看该节点的机型。'),
        command: kubectl(namespace, 'describe', 'node', node),
      },
      {
        text: both(
          'Let the pod run on nodes with a newer processor (nodeSelector by machine type).',
          '让 Pod 运行在处理器较新的节点上（按机型设置 nodeSelector）。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-pods-nodes/',
      },
      {
        text: both(
          `Use an older version or another build of the image ${image}.`,
          `使用镜像 ${image} 的旧版本或其他构建。`,
        ),
      },
      {
        text: both(
          'Ask for the full processor type in the virtual machines of the nodes (host passthrough), if they hide it.',
          '如果节点是隐藏了处理器能力的虚拟机，请要求透传完整的处理器型号。',
        ),
      },
    ];
  },
});
