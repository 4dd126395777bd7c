import { both, defineCause, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { podsOf } from '../../shared/kubectl';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

const PORT =
  /host ?port (\d{1,5})|listen (?:tcp|udp) [^\s]{0,40}:(\d{1,5})|Bind for \S{0,40}:(\d{1,5}) failed|--dport (\d{1,5})/i;

/** Where the pod asks for a port of the node, by its number or any. */
function pathOf({ spec }: Pod, port: number | undefined): string | undefined {
  for (const [c, { ports = [] }] of spec.containers.entries()) {
    const p = ports.findIndex(({ hostPort }) =>
      port === undefined ? hostPort !== undefined : hostPort === port,
    );
    if (p !== -1) return `spec.containers.${c}.ports.${p}.hostPort`;
  }
  return undefined;
}

export default defineCause({
  id: 'host-port-taken',
  state: 'waiting',
  title: both(
    'The node cannot open the pod’s host port',
    '节点无法开放 Pod 的主机端口',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['sandbox/hostport-crio'],
  detect: reading =>
    sandboxFinding(reading, 'host-port-taken', ({ said }) => {
      const numbers = PORT.exec(said)?.slice(1) ?? [];
      const text = numbers.find(one => one !== undefined);
      const port = text === undefined ? undefined : Number(text);
      const at = pathOf(reading.pod, port);
      return {
        data: {
          isTaken: /in use|already/i.test(said),
          ...(port !== undefined && { port }),
        },
        quotes: at === undefined ? [] : quoteOf('pod', reading.pod, at),
      };
    }),
  explain({ isTaken, port, ...data }) {
    const tries = triesInWords(data);
    const number = port === undefined ? 'a port' : `port ${port}`;
    const numberZh = port === undefined ? '某个端口' : `端口 ${port}`;
    return {
      what: both(
        `No container of the pod can start: it asks for ${number} of node “${data.node}” itself (hostPort), which could not be opened (tried ${tries.en}).`,
        `Pod 的容器都无法启动：它要求使用节点“${data.node}”自身的${numberZh}（hostPort），但无法开放（已尝试 ${tries.zh}）。`,
      ),
      why: isTaken
        ? both(
            'A program of the node, a pod in the host’s network, or the remains of an earlier pod already use it; the scheduler only knows of other pods’ hostPorts.',
            '该端口已被节点上的程序、使用主机网络的 Pod，或先前 Pod 的残留占用；调度器只知道其他 Pod 声明的 hostPort。',
          )
        : both(
            'The plugin that leads host ports to pods (portmap) could not write its packet rules on the node; its words are in the evidence.',
            '负责将主机端口转发到 Pod 的插件（portmap）无法在节点上写入数据包规则；原文见证据。',
          ),
    };
  },
  steps({ isTaken, port, node }) {
    const number = port === undefined ? 'the port' : `port ${port}`;
    const numberZh = port === undefined ? '该端口' : `端口 ${port}`;
    return [
      {
        text: both(
          'Remove hostPort from the manifest if a Service can lead to the pod instead: nearly always the better way.',
          '如果可以通过 Service 访问该 Pod，请从清单中删除 hostPort：这几乎总是更好的做法。',
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/overview/',
      },
      {
        text: both(
          `Look which pods are on node “${node}”: one in the host’s network may listen there.`,
          `查看节点“${node}”上的 Pod：使用主机网络的 Pod 可能占用了该端口。`,
        ),
        command: podsOf(node),
      },
      {
        text: isTaken
          ? both(
              `Choose another host port, or ask your platform team what holds ${number} on that node.`,
              `改用其他主机端口，或请平台团队查明该节点上是什么占用了${numberZh}。`,
            )
          : both(
              `Let your platform team know: host ports do not work on node “${node}”.`,
              `通知平台团队：节点“${node}”上的主机端口功能不可用。`,
            ),
      },
    ];
  },
});
