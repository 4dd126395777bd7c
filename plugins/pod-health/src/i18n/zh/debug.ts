import type { debug as en } from '../en/debug';

/** 启动调试会话的对话框。 */
export const debug: Record<keyof typeof en, string> = {
  'debug.title': '{{pod}} 的调试终端',
  'debug.close': '关闭',
  'debug.cancel': '取消',
  'debug.checklist': '能否成功？',
  'debug.checking': '正在检查，不会做任何更改……',
  'debug.checkAgain': '重新检查',
  'debug.possible': '可以开始调试会话。',
  'debug.impossible': '目前不能开始调试会话。',

  'debug.about.title': '会发生什么',
  'debug.about.added':
    '一个自带工具的调试容器会被添加到正在运行的 Pod 中。应用不会重启。',
  'debug.about.forever':
    '它之后不能再被移除或更改，只有重建 Pod 才能去掉它。它永远不会重启。',
  'debug.about.limits':
    '终端会在 {{max}} 分钟后，或 {{idle}} 分钟没有输入后自动结束。',
  'debug.about.audit': '您的姓名、这里填写的原因以及结束方式会写入审计日志。',
  'debug.about.image': '镜像：{{image}}',

  'debug.reason': '您为什么需要它？',
  'debug.reasonHint':
    '{{min}} 到 {{max}} 个字符，保存在审计日志中。例如：“支付超时，从 Pod 内检查 DNS”。',
  'debug.reasonShort_one': '还需要 {{count}} 个字符',
  'debug.reasonShort_other': '还需要 {{count}} 个字符',
  'debug.reasonLong_one': '超出 {{count}} 个字符',
  'debug.reasonLong_other': '超出 {{count}} 个字符',

  'debug.target': '查看其进程的容器',
  'debug.target.none': '不选择容器：只能使用 Pod 的网络',
  'debug.target.hint':
    '共享容器的进程也会显示它的环境变量和文件，其中包括密钥。',
  'debug.target.notAllowed': '只能使用 Pod 的网络：{{reason}}',

  'debug.start': '启动终端',
  'debug.startNotYet': '请先填写原因。',
  'debug.startImpossible': '检查清单中有被拒绝的项目。',
  'debug.startChecking': '检查清单尚未完成。',

  'check.permission': '您的权限',
  'check.consent': '命名空间的同意',
  'check.membership': '该 Pod 属于此服务',
  'check.pod-state': '该 Pod 可以添加调试容器',
  'check.cluster-rights': '门户在集群中的权限',
  'check.admission': '集群自身的规则',
  'check.image': '调试镜像',
  'check.target': '要查看的容器',
  'check.debuggers': '之前的调试容器',
  'check.blast-radius': '可能受到的影响',
  'check.other': '其他检查',
  'checkStatus.good': '通过',
  'checkStatus.warning': '注意',
  'checkStatus.refused': '拒绝',
  'checkStatus.unknown': '无法确定',

  'note.last-ready-replica':
    '这是该服务最后一个就绪的 Pod。如果它受到影响，用户会察觉。',
  'note.memory-near-limit':
    '该 Pod 已使用其内存上限的 {{percent}} %；终端的内存也计算在内。',
  'note.image-not-pulled-yet': '节点需要先拉取镜像，可能需要一些时间。',
  'note.debug-containers-present_one': '该 Pod 中已有 {{count}} 个调试容器。',
  'note.debug-containers-present_other': '该 Pod 中已有 {{count}} 个调试容器。',
  'note.shares-processes': '终端可以看到该容器的进程、环境变量和文件。',
  'note.no-target': '终端可以使用 Pod 的网络，但看不到它的进程。',
  'note.could-not-check': '这一项无法查明，但仍可能成功。',
  'note.consent-by': '已同意 {{by}}。',
  'note.restarts-recently': '该 Pod 不久前重启过。',
  'note.other': '详情：{{details}}',

  'step.requested': '已记入审计日志',
  'step.creating': '正在把调试容器添加到 Pod',
  'step.starting': '节点正在启动容器',
  'step.ready': '正在连接终端',
  'debug.starting': '正在启动调试容器',
  'debug.waiting': '集群的说明：{{reason}}',
  'debug.failed': '无法启动调试终端',
  'debug.tryAgain': '返回检查清单',

  'sessions.mine_one': '您在这里有 {{count}} 个未结束的调试会话。',
  'sessions.mine_other': '您在这里有 {{count}} 个未结束的调试会话。',
  'sessions.one': '{{pod}}，开始于 {{ago}}',
  'sessions.oneOf': '{{pod}}，由 {{user}} 开始于 {{ago}}',
  'sessions.resume': '进入终端',
  'sessions.end': '结束',
};
