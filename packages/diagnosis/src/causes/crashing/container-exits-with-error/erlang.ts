import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** What Erlang says when it cannot set up its node, and what that means. Source: OTP, lib/kernel/src/net_kernel.erl */
const NO_NODE: readonly (readonly [RegExp, Text])[] = [
  [
    /\bthe name \S{1,260} seems to be in use by another Erlang node/,
    both(
      ' Another node of that name is registered with epmd (port 4369): most likely two members have one name, share the network of one machine (hostNetwork), or the instance before has not ended.',
      '同名节点已在 epmd（端口 4369）中注册：很可能两个成员同名、共用一台机器的网络（hostNetwork），或上一个实例尚未结束。',
    ),
  ],
  [
    /\bCan't set (?:long|short) node name\b|\bHostname \S{1,260} is illegal\b/,
    both(
      ' The name of its node does not fit: a long name (-name) needs a host with its domain, a short one (-sname) a host without a dot, and the host name of the pod must resolve.',
      '节点名不合要求：长名称（-name）需要带域名的主机名，短名称（-sname）的主机名不能含点，且 Pod 的主机名必须能够解析。',
    ),
  ],
  [
    /\bnodistribution\b/,
    both(
      ' “nodistribution” is Erlang’s word for that it could not set up its node (net_kernel): its helper epmd (port 4369) could not be started or reached, the host in the node’s name cannot be resolved in the pod, or another node of that name is still registered.',
      '“nodistribution”是 Erlang 的用语，表示无法建立自己的节点（net_kernel）：其助手 epmd（端口 4369）无法启动或连接、节点名中的主机名在 Pod 内无法解析，或同名节点仍处于注册状态。',
    ),
  ],
];

/** What the last words mean, where they are Erlang's, which could not set up its node. */
export const noNode = (line: string | undefined): Text | undefined =>
  line === undefined
    ? undefined
    : NO_NODE.find(([words]) => words.test(line.slice(0, 4096)))?.[1];

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
