import { both, defineCause, firstQuoteOf, quoteOf } from '../../../engine';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

export default defineCause({
  id: 'permission-denied-executable',
  state: 'crashing',
  title: both('The start command may not be executed', '启动命令没有执行权限'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'logs'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/exec-perm'],
  detect: reading =>
    startsThatFail(
      reading,
      ['permission-denied-executable'],
      ({ container }) => {
        const { pod } = reading;
        const own = specPath(pod, container);
        const user = firstQuoteOf(
          'pod',
          pod,
          `${own}.securityContext.runAsUser`,
          'spec.securityContext.runAsUser',
        );
        return {
          data: { ...(user[0] && { user: `runAsUser: ${user[0].value}` }) },
          quotes: [...quoteOf('pod', pod, `${own}.command.0`), ...user],
        };
      },
    ),
  explain(data) {
    return {
      what: both(
        `${whichContainer(data).en} cannot start: the runtime may not execute ${
          data.named ? `“${data.named}”` : `the program`
        }.`,
        `${whichContainer(data).zh}无法启动：运行时无权执行${
          data.named ? `“${data.named}”` : `程序`
        }。`,
      ),
      why: both(
        `The file lacks the right to be executed (chmod +x) or is a directory; or the user the container runs as${
          data.user === undefined ? `` : ` (${data.user})`
        } may not reach it; or it lies on a volume mounted without execution, such as a config map whose files have mode 0644.`,
        `该文件没有执行权限（chmod +x）或其实是目录；或容器所用的用户${
          data.user === undefined ? `` : `（${data.user}）`
        }无权访问；或它位于不可执行的卷上，例如文件模式为 0644 的 ConfigMap。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          `Make ${
            data.named ? `“${data.named}”` : `the program`
          } executable where it is built: RUN chmod +x in the Dockerfile, or git update-index --chmod=+x before the build.`,
          `在构建时为${
            data.named ? `“${data.named}”` : `程序`
          }加上执行权限：在 Dockerfile 中 RUN chmod +x，或在构建前执行 git update-index --chmod=+x。`,
        ),
      },
      {
        text: both(
          'Start a script through its interpreter instead (command: sh, then the script as an argument): then it need not be executable.',
          '改用解释器来启动脚本（command 写 sh，脚本作为参数）：这样不需要执行权限。',
        ),
        link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
      },
      {
        text: both(
          'Set defaultMode: 0555 on the volume if the script comes from a config map.',
          '如果脚本来自 ConfigMap，请在该卷上设置 defaultMode: 0555。',
        ),
      },
      {
        text: both(
          `Check that the user of the container can read and execute it, directories above it included, in image ${data.image}.`,
          `检查镜像 ${data.image} 中容器的用户能否读取并执行它，包括上级目录的权限。`,
        ),
      },
    ];
  },
});
