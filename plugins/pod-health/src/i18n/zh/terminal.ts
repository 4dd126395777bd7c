import type { terminal as en } from '../en/terminal';

/** 终端，以及会话如何结束。 */
export const terminal: Record<keyof typeof en, string> = {
  'terminal.label': '{{pod}} 的调试终端',
  'terminal.connecting': '正在连接……',
  'terminal.loading': '正在加载终端……',
  'terminal.left': '剩余 {{time}}',
  'terminal.leftLabel': '终端自动结束前的剩余时间',
  'terminal.idle':
    '已有一段时间没有输入：终端将在 {{time}} 后结束。输入任意内容即可保留。',
  'terminal.endingSoon': '终端将在 {{time}} 后自动结束。',
  'terminal.end': '结束终端',
  'terminal.ending': '正在结束……',
  'terminal.leave': '如需用键盘离开终端，请按 Ctrl+Shift+X。',
  'terminal.closeAsk': '要结束终端并关闭吗？',
  'terminal.closeText': '其中仍在运行的程序会被停止。',
  'terminal.closeYes': '结束并关闭',
  'terminal.closeNo': '保持打开',
  'terminal.again': '启动新的终端',
  'terminal.reconnect': '重新连接',
  'terminal.lost': '与终端的连接中断',
  'terminal.lostText': '终端会等待您半分钟，之后自动结束。',
  'terminal.kept': '屏幕上的内容会保留到您关闭为止。',
  'terminal.takeOver': '在此接管',
  'terminal.takeOverText':
    '该终端已在另一个窗口中打开。只有一处可以输入，另一处会断开。',

  'paste.title': '要把 {{count}} 行内容粘贴到终端吗？',
  'paste.text': '每一行都会立即执行。请确认这是您想要的：',
  'paste.yes': '粘贴',
  'paste.no': '不粘贴',

  'notice.target-restarted': '您正在查看的容器已重启，之前看到的内容已不存在。',
  'notice.reconnecting': '门户正在重新连接集群……',

  'ended.title': '终端已结束',
  'ended.exitCode': '退出码 {{code}}。',
  'ended.user-exit': '您退出了终端。',
  'ended.user-closed': '您结束了它，或关闭了页面。',
  'ended.idle': '太长时间没有输入。',
  'ended.max-duration': '已达到允许的最长时间。',
  'ended.credential-expired': '您的登录已过期，请重新登录。',
  'ended.identity-changed': '该页面上换了其他人登录。',
  'ended.permission-revoked': '您不再有调试该服务的权限。',
  'ended.locked': '管理员锁定了这里的调试会话。',
  'ended.taken-over': '它已转到另一个窗口中继续。',
  'ended.pod-gone': '该 Pod 已被删除或驱逐。',
  'ended.pod-replaced': '该 Pod 已被同名的新 Pod 取代。',
  'ended.start-failed': '调试容器没有启动成功。',
  'ended.cluster-disconnected':
    '门户与集群之间的连接中断。终端无法恢复，请启动新的终端。',
  'ended.server-restart': '门户已重启。请启动新的终端。',
  'ended.protocol-error': '浏览器、门户与集群之间的通信出现错误。',
  'ended.audit-failed': '审计日志无法写入，因此终端必须结束。',
  'ended.lost': '承载该终端的门户实例已不可用。',
};
