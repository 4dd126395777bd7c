import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

type Kind = 'git' | 'huge-pages' | 'medium' | 'options' | 'plugin';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['git', /git-repo/i],
  ['huge-pages', /hugePages/i],
  ['medium', /storage medium/],
  ['options', /mount ?options?/i],
];

const WHY: Readonly<Record<Kind, Text>> = {
  git: both(
    'Volumes that clone a repository (gitRepo) are switched off in Kubernetes 1.33 and later, for safety.',
    '出于安全原因，克隆仓库的卷（gitRepo）自 Kubernetes 1.33 起默认禁用。',
  ),
  'huge-pages': both(
    'The volume wants huge pages (emptyDir medium HugePages), and no container requests any, or several sizes are requested.',
    '卷要求使用大页（emptyDir medium HugePages），但没有容器申请大页，或申请了多种大小。',
  ),
  medium: both(
    'The medium of the emptyDir volume is misspelt: it is empty, Memory or HugePages.',
    'emptyDir 卷的 medium 有误：只能为空、Memory 或 HugePages。',
  ),
  options: both(
    'The volume or its storage class sets mount options, which this kind of volume does not take.',
    '卷或其存储类设置了挂载选项，而这种卷不支持。',
  ),
  plugin: both(
    'Nothing on the node handles this kind of volume: it was removed from Kubernetes in favour of CSI drivers, or an extra plugin (flexVolume) is not installed.',
    '节点上没有组件处理这种卷：它已从 Kubernetes 中移除并由 CSI 驱动取代，或没有安装额外插件（flexVolume）。',
  ),
};

export default defineCause({
  id: 'volume-type-unsupported',
  state: 'waiting',
  title: both(
    'The node does not offer this kind of volume',
    '节点不支持这种卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: [
    'volume/FailedMount-setup/gitrepo',
    'volume/FailedMount-setup/emptydir-hugepages',
    'volume/FailedMount-setup/emptydir-medium',
    'volume/FailedMount/FindPluginBySpec',
    'volume/FailedMount/MountOptions',
  ],
  detect({ subject, ...reading }) {
    const { pod } = reading;
    return volumeFailures(reading, 'type-unsupported').map(one => {
      const v = pod.spec.volumes.findIndex(({ name }) => name === one.volume);
      return {
        data: {
          ...placeOfVolume(subject, one),
          kind:
            KINDS.find(([, pattern]) => pattern.test(one.why))?.[0] ??
            ('plugin' as const), // literal type of Kind
        },
        quotes: [
          ...one.quotes,
          ...quoteOf('pod', pod, `spec.volumes.${v}.emptyDir.medium`),
          ...quoteOf('pod', pod, `spec.volumes.${v}.other`),
        ],
      };
    });
  },
  explain(data) {
    const name = nameOfVolume(data);
    return {
      what: both(
        `The pod cannot start: node “${data.node}” cannot provide ${name.en} as it is written.`,
        `Pod 无法启动：节点“${data.node}”无法按清单所写提供${name.zh}。`,
      ),
      why: WHY[data.kind],
    };
  },
  steps({ kind }) {
    const how: Readonly<Record<Kind, Text>> = {
      git: both(
        'Use an init container that clones the repository into an emptyDir volume.',
        '改用初始化容器将仓库克隆到 emptyDir 卷中。',
      ),
      'huge-pages': both(
        'Request huge pages of one size in a container (resources.limits hugepages-2Mi, say), or use another medium.',
        '在容器中申请一种大小的大页（例如 resources.limits 中的 hugepages-2Mi），或使用其他 medium。',
      ),
      medium: both(
        'Correct emptyDir.medium in the manifest.',
        '改正清单中的 emptyDir.medium。',
      ),
      options: both(
        'Remove the mount options from the persistent volume or its storage class.',
        '从持久卷或其存储类中删除挂载选项。',
      ),
      plugin: both(
        'Use a storage class with a CSI driver, or ask your platform team for the plugin.',
        '改用带 CSI 驱动的存储类，或请平台团队安装该插件。',
      ),
    };
    return [
      {
        text: how[kind],
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#volume-types',
      },
      {
        text: both(
          'Read the exact words in the events.',
          '在事件中阅读具体原文。',
        ),
        action: 'events',
      },
    ];
  },
});
