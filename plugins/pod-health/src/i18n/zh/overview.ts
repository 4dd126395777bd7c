import type { overview as en } from '../en/overview';

/** 总览页面，以及实体概览上的卡片。 */
export const overview: Record<keyof typeof en, string> = {
  'overview.title': 'Pod 健康',
  'overview.loading': '正在读取目录并查询集群……',
  'overview.table': '服务，最严重的在前',
  'overview.attention_one': '{{total}} 个服务中有 {{count}} 个需要关注',
  'overview.attention_other': '{{total}} 个服务中有 {{count}} 个需要关注',
  'overview.asking_one': '{{total}} 个服务中有 {{count}} 个仍在查询',
  'overview.asking_other': '{{total}} 个服务中有 {{count}} 个仍在查询',
  'overview.none': '没有可显示的服务',
  'overview.calm_one': '{{count}} 个服务，均无需关注',
  'overview.calm_other': '{{count}} 个服务，均无需关注',
  'overview.calmOfFollowed_one': '所跟踪的 {{count}} 个服务无需关注',
  'overview.calmOfFollowed_other': '所跟踪的 {{count}} 个服务均无需关注',

  'overview.states': '按状态筛选',
  'overview.stateCount': '{{state}}：{{number}}',
  'overview.state.failing': '故障',
  'overview.state.degraded': '异常',
  'overview.state.unknown': '无法判断',
  'overview.state.unplaced': '配置有误',
  'overview.state.asking': '查询中……',
  'overview.state.no-pods': '没有 Pod',
  'overview.state.healthy': '健康',

  'overview.column.state': '状态',
  'overview.column.service': '服务',
  'overview.column.pods': 'Pod 数量',
  'overview.column.cause': '首要原因',
  'overview.owner': '负责人',
  'overview.system': '所属系统',
  'overview.sick': '{{total}} 个中 {{sick}} 个异常',
  'overview.noCause': '没有识别出已知原因',
  'overview.unseen': '无法看到：{{clusters}}',
  'overview.reorder_one': '{{number}} 处变化：重新排序',
  'overview.reorder_other': '{{number}} 处变化：重新排序',

  'overview.filters': '筛选',
  'overview.anyOwner': '所有人',
  'overview.mine': '我和我的团队',
  'overview.kind': '类型',
  'overview.anyKind': '所有类型',
  'overview.text': '名称包含',
  'overview.only.namespace': '目录命名空间：{{name}}',
  'overview.only.system': '系统：{{name}}',
  'overview.clear': '清除筛选',
  'overview.showAll': '显示所有人的服务',
  'overview.empty':
    '您可见的目录实体都没有说明哪些 Pod 属于自己。需要注解 backstage.io/kubernetes-id 或 backstage.io/kubernetes-label-selector。',
  'overview.emptyMine': '您和您的团队名下没有带 Pod 的服务。',
  'overview.emptyFiltered': '没有符合筛选条件的服务。',
  'overview.more_one':
    '另有 {{number}} 个服务未在此跟踪。请缩小筛选范围后查看。',
  'overview.more_other':
    '另有 {{number}} 个服务未在此跟踪。请缩小筛选范围后查看。',
  'overview.moreAtLeast_one':
    '至少还有 {{number}} 个服务未在此跟踪。请缩小筛选范围后查看。',
  'overview.moreAtLeast_other':
    '至少还有 {{number}} 个服务未在此跟踪。请缩小筛选范围后查看。',
  'overview.moreNames_one': '它的名称',
  'overview.moreNames_other': '其中 {{count}} 个的名称',

  'card.open': '打开 Pod 健康',
  'card.well': '{{total}} 个 Pod 中有 {{well}} 个正常',
  'card.atLeastSick': '{{total}} 个 Pod 中至少有 {{sick}} 个不正常',
  'card.moreCauses_one': '另有 {{count}} 个原因',
  'card.moreCauses_other': '另有 {{count}} 个原因',
};
