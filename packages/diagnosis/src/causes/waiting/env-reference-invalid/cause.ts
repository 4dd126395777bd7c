import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

type Kind = 'field' | 'file' | 'volume' | 'nul' | 'name';

function kindOf(message: string): Kind {
  if (/FileKeyRef/.test(message)) return 'volume';
  if (/env file|not found in file/.test(message)) return 'file';
  if (/null|nul byte|setenv/.test(message)) return 'nul';
  return /invalid environment variable/.test(message) ? 'name' : 'field';
}

const WHAT: Readonly<Record<Kind, Text>> = {
  field: both(
    'a variable asks for a field that does not exist',
    '有变量引用了不存在的字段',
  ),
  file: both(
    'a variable is not in the file it should come from, or the file cannot be read',
    '变量不在它应来自的文件中，或文件无法解析',
  ),
  volume: both(
    'a variable comes from a file in a volume that is not there',
    '变量来自某个卷中的文件，而该卷不存在',
  ),
  nul: both(
    'the value of a variable holds a zero byte',
    '有变量的值含有零字节',
  ),
  name: both('the name of a variable is not allowed', '有变量的名称不合法'),
};

const WHY: Readonly<Record<Kind, Text>> = {
  field: both(
    'Only certain fields of a pod (fieldRef) and resources of a container (resourceFieldRef) can be passed on; this one is misspelt or too new for the node.',
    '只有部分 Pod 字段（fieldRef）和容器资源（resourceFieldRef）可以传入；这里的名称拼写错误，或节点版本过旧不支持。',
  ),
  file: both(
    "The kubelet reads the file (fileKeyRef) just before the start: whoever writes it, usually an init container, did not write this name or not in the form NAME='value'.",
    "kubelet 在启动前读取该文件（fileKeyRef）：负责写文件的一方（通常是初始化容器）没有写入该名称，或格式不是 NAME='value'。",
  ),
  volume: both(
    'The volume named in fileKeyRef is not mounted by any container of the pod, or its name is misspelt.',
    'fileKeyRef 中的卷没有被 Pod 的任何容器挂载，或名称拼写错误。',
  ),
  nul: both(
    'An environment variable is a text that ends with a zero byte, so binary data cannot be one. The runtime’s message shows the value itself; it is left out here on purpose.',
    '环境变量是以零字节结尾的文本，因此不能存放二进制数据。运行时的报错会显示值本身，这里有意不引用。',
  ),
  name: both(
    'The kernel takes no variable with an empty name or an equals sign in it.',
    '内核不接受名称为空或含有等号的环境变量。',
  ),
};

export default defineCause({
  id: 'env-reference-invalid',
  state: 'waiting',
  title: both('An environment variable cannot be filled', '环境变量无法取值'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/env-field',
    'waiting/CreateContainerConfigError/envfile',
    'waiting/CreateContainerConfigError/envfile-parse',
    'waiting/CreateContainerConfigError/envfile-vol',
    'runtime/oci/env',
  ],
  detect: reading =>
    startsThatFail(reading, ['env-reference-invalid'], ({ message }) => {
      const kind = kindOf(message);
      const key =
        /key "([^"]{1,253})" not found in file|unsupported fieldPath: (\S{1,253})/.exec(
          message,
        );
      return { data: { kind, key: key?.[1] ?? key?.[2] ?? '' } };
    }),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} is not started: ${WHAT[data.kind].en}${
          data.key ? ` (“${data.key}”)` : ``
        }.`,
        `${whichContainer(data).zh}没有启动：${WHAT[data.kind].zh}${
          data.key ? `（“${data.key}”）` : ``
        }。`,
      ),
      why: WHY[data.kind],
    };
  },
  steps(data) {
    return [
      {
        text: both(
          `Correct the variable in “env” of container “${data.container}”.`,
          `改正容器“${data.container}”的 env 中的这个变量。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
      },
      ...(data.kind === 'nul'
        ? [
            {
              text: both(
                'Mount the secret or config map as a file instead: binary data cannot be an environment variable. A value that was encoded by mistake twice, or not at all, looks the same.',
                '改为将该 Secret 或 ConfigMap 挂载为文件：二进制数据不能作为环境变量。多编码一次或漏了编码的值也会这样。',
              ),
            },
          ]
        : []),
      ...(data.kind === 'file'
        ? [
            {
              text: both(
                'Read the log of the init container that writes the file: did it write each variable as NAME=value?',
                '查看写该文件的初始化容器的日志：是否按 NAME=值 写入了每个变量？',
              ),
              action: 'logs' as const, // literal type of Step
            },
          ]
        : []),
      {
        text: both('See the exact words in the events.', '在事件中查看原文。'),
        action: 'events',
      },
    ];
  },
});
