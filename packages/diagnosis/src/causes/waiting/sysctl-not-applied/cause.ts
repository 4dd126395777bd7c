import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';

/** `/proc/sys/net/ipv4/x`, or the name with dots. */
const PATH = /\/proc\/sys\/([\w./-]{1,200}\w)/;
const NAME = /sysctl(?: key)? [`'"]?([a-z][\w]{0,40}[./][\w./-]{1,200}\w)/;

type Kind = 'value' | 'unknown' | 'shared' | 'refused';

const WHY: Readonly<Record<Kind, Text>> = {
  value: both(
    'The kernel does not take the value: it is out of range or written in the wrong form.',
    '内核不接受该值：超出范围或格式有误。',
  ),
  unknown: both(
    'The kernel of the node does not know that setting, or not for a single pod: it is misspelt, newer than the kernel, or needs a kernel module.',
    '节点内核没有该参数，或不能按 Pod 设置：名称拼写错误、需要更新的内核，或缺少内核模块。',
  ),
  shared: both(
    'It is not a setting of the pod alone: the kernel has it for the whole node, or the pod shares the node’s network or IPC.',
    '它不是 Pod 独有的参数：内核只对整个节点提供该参数，或 Pod 与节点共用网络或 IPC。',
  ),
  refused: both(
    'The runtime may not change it on that node; its words are in the evidence.',
    '运行时无权在该节点上修改它；原文见证据。',
  ),
};

function kindOf(said: string): Kind {
  if (/separate kernel namespace|host \w{1,10} namespace/.test(said))
    return 'shared';
  if (/invalid argument|out of range|Invalid argument/.test(said))
    return 'value';
  return /no such file/i.test(said) ? 'unknown' : 'refused';
}

/** The setting with dots, as a manifest writes it. */
function settingIn(said: string): string | undefined {
  const found = PATH.exec(said)?.[1] ?? NAME.exec(said)?.[1];
  return found?.replace(/\//g, '.');
}

/** Where the pod asks for it: `-1` when it does not itself. */
function indexIn({ spec }: Pod, setting: string | undefined): number {
  const asked = spec.securityContext?.sysctls ?? [];
  return asked.findIndex(({ name }) => name?.replace(/\//g, '.') === setting);
}

export default defineCause({
  id: 'sysctl-not-applied',
  state: 'waiting',
  title: both(
    'A kernel setting of the pod could not be applied',
    'Pod 的内核参数无法生效',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['sandbox/runtime/sysctl'],
  detect: reading =>
    sandboxFinding(reading, 'sysctl-not-applied', ({ said }) => {
      const { pod } = reading;
      const setting = settingIn(said);
      const i = indexIn(pod, setting);
      return {
        data: {
          kind: kindOf(said),
          isOwn: i !== -1,
          ...(setting !== undefined && { setting }),
        },
        quotes: quoteOf('pod', pod, `spec.securityContext.sysctls.${i}.name`),
      };
    }),
  explain({ kind, setting, isOwn, ...data }) {
    const tries = triesInWords(data);
    const named = setting ? ` “${setting}”` : '';
    const namedZh = setting ? `“${setting}”` : '';
    const whose = isOwn
      ? both(
          ' of its security context (sysctls)',
          '（securityContext.sysctls）',
        )
      : both('', '');
    const why = WHY[kind];
    const notOwn = isOwn
      ? both('', '')
      : both(
          ' The pod does not ask for it itself: the node’s container runtime sets it for every pod.',
          '该参数不是 Pod 自己要求的：节点的容器运行时会为每个 Pod 设置它。',
        );
    return {
      what: both(
        `No container of the pod can start: the kernel setting${named}${whose.en} was refused on node “${data.node}” (tried ${tries.en}).`,
        `Pod 的容器都无法启动：内核参数${namedZh}${whose.zh}在节点“${data.node}”上被拒绝（已尝试 ${tries.zh}）。`,
      ),
      why: both(`${why.en}${notOwn.en}`, `${why.zh}${notOwn.zh}`),
    };
  },
  steps({ isOwn, setting, node, kind }) {
    const named = setting ? `“${setting}”` : 'the setting';
    const namedZh = setting ? `“${setting}”` : '该参数';
    return [
      ...(isOwn
        ? [
            {
              text:
                kind === 'value'
                  ? both(
                      `Correct the value of ${named} under spec.securityContext.sysctls.`,
                      `改正 spec.securityContext.sysctls 中${namedZh}的值。`,
                    )
                  : both(
                      `Remove ${named} from spec.securityContext.sysctls, or correct its name.`,
                      `从 spec.securityContext.sysctls 中删除${namedZh}，或改正其名称。`,
                    ),
              link: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
            },
          ]
        : []),
      {
        text: both(
          'Compare the kernels of the nodes.',
          '比较各节点的内核版本。',
        ),
        command: 'kubectl get nodes -o wide',
      },
      {
        text: both(
          `Ask your platform team which kernel settings node “${node}” takes.`,
          `询问平台团队节点“${node}”支持哪些内核参数。`,
        ),
      },
    ];
  },
});
