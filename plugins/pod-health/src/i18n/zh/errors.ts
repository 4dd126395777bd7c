import type { errors as en } from '../en/errors';

/** 每个错误代码一句话，以及由谁来解决。 */
export const errors: Record<keyof typeof en, string> = {
  'error.user-required': '请先以本人身份登录；访客和服务账号不能执行此操作。',
  'error.not-allowed': '您没有权限对{{entity}}执行此操作。',
  'error.permissions-off': '此门户没有启用权限检查，因此调试功能是关闭的。',
  'error.debug-disabled': '此门户没有开启调试功能。',
  'error.target-not-allowed': '您可以打开调试终端，但不能查看应用自身的进程。',
  'error.not-consented':
    '{{namespace}}尚未同意此操作：其注解 pod-health.io/debug-consent 既没有写明该服务，也没有写明其所有者。',
  'error.namespace-denied': '门户的配置禁止在{{namespace}}中执行此操作。',
  'error.locked': '管理员暂时锁定了这里的调试会话。',
  'error.invalid-request':
    '门户无法理解这个请求。请刷新页面；如果再次出现，请反馈给平台团队。',
  'error.body-too-large': '请求内容过大。请缩短输入后重试。',
  'error.reason-required':
    '请填写 {{min}} 到 {{max}} 个字符的原因，它会保存在审计日志中。',
  'error.entity-not-found': '目录中没有该服务，或者您无权查看。',
  'error.entity-has-no-selector':
    '目录条目没有说明哪些 Pod 属于该服务。请添加注解 backstage.io/kubernetes-id 或 backstage.io/kubernetes-label-selector。',
  'error.selector-too-wide':
    '目录条目中的标签选择器可能匹配到其他团队的 Pod。它必须至少要求一个标签的值。',
  'error.cluster-not-found': '门户不认识{{cluster}}。',
  'error.pod-not-found': '该 Pod 已不存在，或者不属于该服务。',
  'error.pod-replaced': '该 Pod 已被同名的新 Pod 取代。请选择新的 Pod。',
  'error.container-not-found': '该 Pod 中没有这个名称的容器。',
  'error.previous-log-not-found':
    '没有上一次运行的日志：容器没有重启过，或者节点已经清除了那份日志。',
  'error.log-lost': '所请求的那部分日志已被节点清除。',
  'error.session-not-found': '该调试会话不存在，或者不属于您。',
  'error.pod-static': '该 Pod 由节点直接运行（静态 Pod），不能添加调试容器。',
  'error.pod-not-scheduled':
    '该 Pod 还没有分配到节点（未调度），无法在其中运行任何程序。',
  'error.pod-terminating':
    '该 Pod 正在被删除（Terminating），调试容器不会启动。',
  'error.pod-finished': '该 Pod 已经结束，调试容器不会启动。',
  'error.pod-windows':
    '该 Pod 运行在 Windows 节点上；调试终端需要 Linux 节点。',
  'error.target-not-running': '您想查看的容器目前没有在运行。',
  'error.admission-denied':
    '集群自身的规则（准入控制）拒绝了调试容器：{{message}}',
  'error.image-not-allowed': '调试镜像不在门户允许的镜像列表中。',
  'error.too-many-sessions': '您打开的调试会话已达上限。请先结束其中一个。',
  'error.too-many-debug-containers':
    '该 Pod 中的调试容器已达上限，而且它们无法移除。请重建该 Pod，或换用另一个 Pod。',
  'error.too-many-streams': '您打开的日志过多。请关闭一个后重试。',
  'error.rate-limited': '请求过于频繁。请稍候再试。',
  'error.session-ended': '该调试会话已结束。请重新开始一个。',
  'error.session-not-ready': '终端尚未就绪。',
  'error.session-taken': '该终端已在另一个窗口中打开。',
  'error.start-failed': '调试容器没有启动成功。',
  'error.ticket-invalid': '进入终端的凭证已过期。请重新连接以获取新的凭证。',
  'error.origin-not-allowed':
    '门户拒绝来自该地址的连接。需要在其配置（app.baseUrl 或 backend.cors.origin）中写明该地址。',
  'error.protocol-error': '浏览器与门户之间的通信出现错误。请刷新页面后重试。',
  'error.cluster-unreachable': '无法连接到{{cluster}}。',
  'error.cluster-timeout': '{{cluster}}没有及时响应。',
  'error.cluster-unauthorized': '{{cluster}}不接受门户自身的凭据。',
  'error.cluster-forbidden':
    '门户的账号在{{cluster}}中缺少权限：{{verb}} {{resource}}。',
  'error.cluster-rate-limited': '发往{{cluster}}的请求过多。门户会自动重试。',
  'error.cluster-error': '{{cluster}}返回了错误。',
  'error.cluster-conflict': '该 Pod 同时被其他人修改。请重试。',
  'error.too-many-namespaces':
    '门户在{{cluster}}中同时关注的命名空间已达上限，暂时无法查看这里的 Pod。其他人不再查看某个命名空间后，门户会自动重试。',
  'error.watch-expired': '门户错过了部分变更，正在重新读取全部数据。',
  'error.redirected': '{{cluster}}试图把门户重定向到别处，该请求已被拒绝。',
  'error.node-unreachable': '该 Pod 所在的节点没有响应，无法从中读取任何内容。',
  'error.audit-unavailable': '审计日志无法写入，因此不能开始调试会话。',
  'error.store-unavailable': '门户的数据库没有响应，因此不能开始调试会话。',
  'error.shutting-down': '门户正在重启。请一分钟后再试。',
  'error.portal-unreachable':
    '门户没有响应。请检查网络连接；本页面会自动重试。',
  'error.internal': '门户内部出现错误。详情见门户的日志。',

  'fixedBy.you': '您自己可以解决。',
  'fixedBy.owner': '该服务的所有者可以解决。',
  'fixedBy.platform': '您的平台团队可以解决。',
  'fixedBy.nobody': '无需处理。',

  'detail.cluster': '集群',
  'detail.entity': '该服务',
  'detail.namespace': '该 Pod 的命名空间',
  'detail.message': '未给出原因',
  'detail.verb': '使用',
  'detail.resource': '所需的资源',
};
