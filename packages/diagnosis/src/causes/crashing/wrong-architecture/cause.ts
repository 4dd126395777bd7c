import type { Quote } from '../../../engine';
import { both, defineCause, placeByName, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { needLogOfStart } from '../../shared/containerStart';
import type { StartData } from '../../shared/startFaults';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';
import {
  CHOOSE_BUILD,
  isOfOtherBuild,
  OF_OTHER_BUILD,
} from '../../shared/windows';

function architectureOf(
  { spec }: Pod,
  nodes: Fact<FactValues['nodes']>,
): Quote[] {
  if (nodes.status !== 'ok') return [];
  const n = placeByName(nodes.value, spec.nodeName);
  return quoteOf('nodes', nodes.value, `${n}.status.nodeInfo.architecture`);
}

function otherBuild(data: StartData) {
  const which = whichContainer(data);
  return {
    what: both(
      `${which.en} cannot start: its image ${data.image} is made for another build of Windows than node “${data.node}” has.`,
      `${which.zh}无法启动：镜像 ${data.image} 所针对的 Windows 构建版本与节点“${data.node}”不同。`,
    ),
    why: OF_OTHER_BUILD,
  };
}

export default defineCause({
  id: 'wrong-architecture',
  state: 'crashing',
  title: both(
    'The program does not fit the node’s processor or system',
    '程序与节点的处理器架构或系统不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'logs', 'nodes'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/exec-format'],
  detect(reading) {
    const found = startsThatFail(
      reading,
      ['wrong-architecture'],
      ({ message }) => {
        const architecture = architectureOf(reading.pod, reading.nodes);
        return {
          data: {
            architecture: String(architecture[0]?.value ?? ''),
            isBuild: isOfOtherBuild(message),
          },
          quotes: architecture,
        };
      },
    );
    if (found.length === 0) needLogOfStart(reading);
    return found;
  },
  explain(data) {
    if (data.isBuild) return otherBuild(data);
    return {
      what: both(
        `${whichContainer(data).en} cannot start: ${
          data.named ? `“${data.named}”` : `the program`
        } is not in a form that node “${data.node}”${
          data.architecture ? ` (${data.architecture})` : ``
        } can execute.`,
        `${whichContainer(data).zh}无法启动：${
          data.named ? `“${data.named}”` : `程序`
        }不是节点“${data.node}”${
          data.architecture ? `（${data.architecture}）` : ``
        }能够执行的格式。`,
      ),
      why: both(
        `The image was built for another processor or operating system than the node has (such as on a Mac with an ARM chip for AMD64 nodes). Less often the program is a script without a first line like #!/bin/sh, or an empty file.`,
        `镜像是为其他处理器或操作系统构建的（例如在 ARM 芯片的 Mac 上为 AMD64 节点构建）。少数情况下，程序是首行没有 #!/bin/sh 之类声明的脚本，或是空文件。`,
      ),
    };
  },
  steps(data) {
    if (data.isBuild) return [CHOOSE_BUILD];
    return [
      {
        text: both(
          `Build image ${data.image} for ${
            data.architecture || `the node’s architecture`
          }, or for all architectures of the cluster: docker buildx build --platform linux/amd64,linux/arm64.`,
          `为 ${
            data.architecture || `节点的架构`
          }（或集群中的所有架构）构建镜像 ${
            data.image
          }：docker buildx build --platform linux/amd64,linux/arm64。`,
        ),
      },
      {
        text: both(
          'Check whether the program is a script: its first line must name the interpreter, with nothing before it.',
          '检查程序是否是脚本：首行必须写明解释器，且前面不能有任何字符。',
        ),
      },
      {
        text: both(
          'Place the pod on nodes of the right kind (nodeSelector kubernetes.io/arch) if the image exists for one architecture only.',
          '如果镜像只支持一种架构，请用 nodeSelector（kubernetes.io/arch）将 Pod 放到相应节点。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      },
      {
        text: both(
          'See which architectures the nodes have.',
          '查看各节点的架构。',
        ),
        command: 'kubectl get nodes -L kubernetes.io/arch,kubernetes.io/os',
      },
    ];
  },
});
