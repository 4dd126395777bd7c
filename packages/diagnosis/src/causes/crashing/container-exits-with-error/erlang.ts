import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** Erlang's word for that its node could not join its network of nodes. Source: OTP, lib/kernel/src/net_kernel.erl */
const NO_DISTRIBUTION = /\bnodistribution\b/;

/** Whether the last words are Erlang's, which could not set up its node. */
export const isNoNode = (line: string | undefined): boolean =>
  line !== undefined && NO_DISTRIBUTION.test(line.slice(0, 4096));

/** What that word means. */
export const NO_NODE: Text = both(
  ' “nodistribution” is Erlang’s word for that it could not set up its node (net_kernel): its helper epmd (port 4369) could not be started or reached, the host in the node’s name cannot be resolved in the pod, or another node of that name is still registered.',
  '“nodistribution”是 Erlang 的用语，表示无法建立自己的节点（net_kernel）：其助手 epmd（端口 4369）无法启动或连接、节点名中的主机名在 Pod 内无法解析，或同名节点仍处于注册状态。',
);

/** How to find out which. */
export const NODE_STEPS: readonly Step[] = [
  {
    text: both(
      'Look for the line above the report that begins with “Protocol ‘inet_tcp’”: it says whether registering with epmd, listening or the name failed.',
      '在报告上方查找以“Protocol ‘inet_tcp’”开头的一行：其中写明失败的是向 epmd 注册、监听还是名称。',
    ),
  },
  {
    text: both(
      'Check from a debug shell that the host of the node name (also localhost) resolves (/etc/hosts, the headless service and its publishNotReadyAddresses), and that port 4369 is free for epmd or answers.',
      '在调试终端中检查节点名中的主机（包括 localhost）能否解析（/etc/hosts、无头服务及其 publishNotReadyAddresses），以及端口 4369 是否可供 epmd 使用或能应答。',
    ),
    link: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
    action: 'debug',
  },
];
