import { both, defineCause, quoteOf } from '../../../engine';
import { withoutEscapes } from '../../shared/startProblems';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

const CAPABILITY = /capability:? "?(\w{1,64})/i;

export default defineCause({
  id: 'capability-unknown',
  state: 'waiting',
  title: both(
    'A capability in the manifest does not exist',
    '清单中的某个 capability 不存在',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/unknown-cap'],
  detect: reading =>
    startsThatFail(
      reading,
      ['capability-unknown'],
      ({ container, message }) => {
        const { pod } = reading;
        const capability =
          CAPABILITY.exec(withoutEscapes(message))?.[1] ?? 'CAP_';
        const list = `${specPath(pod, container)}.securityContext.capabilities`;
        const { add = [], drop = [] } =
          container.spec?.securityContext?.capabilities ?? {};
        const isSame = (name: string) =>
          capability.replace(/^CAP_/, '') ===
          name.toUpperCase().replace(/^CAP_/, '');
        return {
          data: { capability },
          quotes: [
            ...quoteOf('pod', pod, `${list}.add.${add.findIndex(isSame)}`),
            ...quoteOf('pod', pod, `${list}.drop.${drop.findIndex(isSame)}`),
          ],
        };
      },
    ),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot be made: “${
          data.capability
        }” is no Linux capability the runtime knows.`,
        `${whichContainer(data).zh}无法创建：运行时不认识 Linux capability“${
          data.capability
        }”。`,
      ),
      why: both(
        `The name under capabilities.add or drop is misspelt, or newer than the kernel of the node. In manifests the names stand without the prefix CAP_, such as NET_ADMIN.`,
        `capabilities.add 或 drop 中的名称拼写错误，或比节点内核更新。清单中的名称不带 CAP_ 前缀，例如 NET_ADMIN。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          `Correct the name in securityContext.capabilities of container “${data.container}”: capital letters, without CAP_.`,
          `改正容器“${data.container}”的 securityContext.capabilities 中的名称：大写，不带 CAP_。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
      },
      {
        text: both(
          'Remove it if the program does not need it; each capability is a right over the node.',
          '如果程序不需要，请删除；每个 capability 都意味着对节点的一项权限。',
        ),
      },
    ];
  },
});
