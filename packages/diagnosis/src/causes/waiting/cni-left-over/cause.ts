import type { Step } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  neighboursInWords,
  shellWord,
} from '../../../engine';
import { podsOf } from '../../shared/kubectl';
import { hasAgent, isAtHome, pluginInPlace } from '../../shared/leftPlugin';
import {
  SANDBOX_FACTS,
  sandboxFailure,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';
import type { SandboxProblem } from '../../shared/sandboxProblems';

/** How a plugin fails that was taken away: its agent, its sign-in, its program or its addresses are gone. */
const OF_A_PLUGIN: readonly SandboxProblem[] = [
  'cni-agent-down',
  'cni-cannot-reach-api',
  'cni-failed',
  'cni-no-addresses',
  'cni-not-installed',
  'cni-unauthorized',
];

/** Where the settings of plugins lie. Source: https://github.com/containernetworking/cni/blob/main/libcni/conf.go */
const FOLDER = '/etc/cni/net.d';

/** What to remove: a file of its own, or its entry in another plugin's. */
const removal = (node: string, plugin: string, isBeside: boolean): Step => ({
  text: isBeside
    ? both(
        `Ask your platform team to take the entry of ${plugin} out of the settings in ${FOLDER} on node “${node}” (and the files it put there), or to run the remover that its maker delivers.`,
        `请平台团队从节点“${node}”上 ${FOLDER} 的配置中去掉 ${plugin} 的条目（以及它留下的文件），或运行厂商提供的清理程序。`,
      )
    : both(
        `Ask your platform team to remove the settings file of ${plugin} from ${FOLDER} on node “${node}”, and to restart the container runtime; or to replace the node, where the cloud makes that easy.`,
        `请平台团队从节点“${node}”的 ${FOLDER} 中删除 ${plugin} 的配置文件并重启容器运行时；在云上也可直接替换该节点。`,
      ),
  link: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
});

export default defineCause({
  id: 'cni-left-over',
  state: 'waiting',
  title: both(
    'The node still uses a network plugin that was removed',
    '节点仍在使用已移除的网络插件',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: [...OF_A_PLUGIN, ...WITHOUT_SANDBOX],
  covers: [],
  detect(reading) {
    const failure = sandboxFailure(reading);
    if (!failure || !OF_A_PLUGIN.includes(failure.problem)) return [];
    const { plugin } = failure.data;
    const { pod, scheduledPods, namespacePods } = reading;
    const found = pluginInPlace(pod, scheduledPods, namespacePods, plugin);
    if (!plugin) return [];
    if (!found) {
      const isTold = namespacePods.status === 'ok' && isAtHome(pod);
      if (hasAgent(plugin) && !isTold) needed('scheduledPods', scheduledPods);
      return [];
    }
    const { quotes, ...inPlace } = found;
    return [
      {
        data: {
          ...failure.data,
          plugin,
          inPlace,
        },
        quotes: [...failure.quotes, ...quotes],
      },
    ];
  },
  explain({ plugin, inPlace, ...data }) {
    const { isBeside, isWhole } = inPlace;
    const tries = triesInWords(data);
    const others = neighboursInWords(data.neighbours);
    const kept = isBeside
      ? both(
          `its entry in the settings of the node (${FOLDER}) was left behind, and each new pod still passes through it`,
          `它在节点配置（${FOLDER}）中的条目被遗留下来，每个新 Pod 仍会经过它`,
        )
      : both(
          `its settings were left behind on the node: the container runtime takes the first file by name in ${FOLDER}, whoever wrote it`,
          `它的配置被遗留在节点上：容器运行时使用 ${FOLDER} 中按名称排在第一的文件，而不论由谁写入`,
        );
    return {
      what: both(
        `No container of the pod can start: node “${
          data.node
        }” asks the network plugin ${plugin} to connect the pod, and that fails (tried ${
          tries.en
        }). No pod of ${plugin} is in ${
          isWhole ? 'the whole cluster' : 'kube-system, where such plugins live'
        }, while ${inPlace.plugin} is ready on the node (${inPlace.pod}).`,
        `Pod 的容器都无法启动：节点“${
          data.node
        }”让网络插件 ${plugin} 为 Pod 建立网络，但失败了（已尝试 ${
          tries.zh
        }）。${
          isWhole ? '整个集群' : '这类插件所在的 kube-system '
        }中没有 ${plugin} 的 Pod，而 ${inPlace.plugin} 在该节点上已就绪（${
          inPlace.pod
        }）。`,
      ),
      why: both(
        `Most likely ${plugin} was removed, and ${kept.en}.${others.en}`,
        `很可能 ${plugin} 已被移除，而${kept.zh}。${others.zh}`,
      ),
    };
  },
  steps({ node, plugin, inPlace: { isBeside } }) {
    return [
      {
        text: both(
          `Look which network plugins run on node “${node}”, and whether ${plugin} should.`,
          `查看节点“${node}”上运行着哪些网络插件，以及 ${plugin} 是否应在其中。`,
        ),
        command: podsOf(node),
      },
      {
        text: both(
          `Keep new pods off the node until it is mended; what runs there goes on.`,
          `在修复之前不再向该节点调度新的 Pod；已运行的不受影响。`,
        ),
        command: `kubectl cordon ${shellWord(node)}`,
      },
      removal(node, plugin, isBeside),
      {
        text: both(
          `Install ${plugin} again if it was removed by mistake.`,
          `如果 ${plugin} 是误删的，请重新安装。`,
        ),
      },
    ];
  },
});
