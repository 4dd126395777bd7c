import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

export default defineCause({
  id: 'node-setting-too-low',
  state: 'crashing',
  title: both('A setting of the node is too low for it', '节点的某项设置过低'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('node-setting-too-low', pod, logs, now).map(
      ({ container, data, facts, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          setting: facts.setting ?? '',
          have: facts.have,
          want: facts.want,
          node: pod.spec.nodeName ?? '',
        },
        quotes: [...quotes, ...quoteOf('pod', pod, 'spec.nodeName')],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { setting, have, want, node } = data;
    const numbers =
      have === undefined || want === undefined
        ? both('', '')
        : both(
            `: it is ${have}, and ${want} is needed`,
            `：当前为 ${have}，需要 ${want}`,
          );
    return {
      what: both(
        `The program in ${who.en} ended because “${setting}” is too low${numbers.en}${again.en}.`,
        `${who.zh}中的程序因“${setting}”过低而结束${numbers.zh}${again.zh}。`,
      ),
      why: both(
        `That is a setting of the node${
          node ? ` (${node})` : ''
        } or of its container runtime, which no field of an ordinary pod changes.`,
        `这是节点${
          node ? `（${node}）` : ''
        }或其容器运行时的设置，普通 Pod 的字段无法更改。`,
      ),
    };
  },
  steps(data) {
    const { setting, want } = data;
    const isMap = setting === 'vm.max_map_count';
    return [
      {
        text: both(
          `Ask the operators of the cluster to set “${setting}”${
            want === undefined ? '' : ` to ${want}`
          } on the nodes this program may run on (node pool, machine image, or a privileged DaemonSet).`,
          `请集群管理员在该程序可能运行的节点上将“${setting}”${
            want === undefined ? '调高' : `设为 ${want}`
          }（节点池、机器镜像或特权 DaemonSet）。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
      },
      {
        text: isMap
          ? both(
              'Set node.store.allow_mmap to false (Elasticsearch, OpenSearch) if the nodes may not be changed; it costs speed.',
              '如果不能更改节点，请将 node.store.allow_mmap 设为 false（Elasticsearch、OpenSearch），但会变慢。',
            )
          : both(
              'Use a setting of the program that does without, if it has one.',
              '如果程序有无需该设置的选项，请改用它。',
            ),
      },
      {
        text: both(
          'Read whether other checks failed too.',
          '查看是否还有其他检查失败。',
        ),
        action: data.action,
      },
    ];
  },
});
