import { both, defineCause, quoteOf } from '../../../engine';
import { unorderedEnds } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, restartsOf } from '../../shared/restarts';

const SIGSYS = 31;
/** CRI-O's word for it. */
const REASON = /^seccomp killed$/i;

export default defineCause({
  id: 'forbidden-system-call',
  state: 'crashing',
  title: both(
    'Killed for a system call its seccomp profile forbids',
    '因调用 seccomp 配置禁止的系统调用而被终止',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  beats: ['container-exits-with-error', 'not-ready/*'],
  covers: ['terminated/seccomp-killed', 'exitcode/159'],
  detect({ pod, subject, now }) {
    return unorderedEnds(pod, now).flatMap(
      ({ container, signal, at, terminated }) => {
        if (signal !== SIGSYS && !REASON.test(terminated.reason ?? ''))
          return [];
        const profile =
          container.spec?.securityContext?.seccompProfile ??
          pod.spec.securityContext?.seccompProfile;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            restarts: restartsAt(container, now),
            exitCode: terminated.exitCode ?? 159,
            ...(profile && {
              profile: profile.localhostProfile ?? profile.type ?? '',
            }),
          },
          quotes: [
            ...quoteOf('pod', pod, `${at}.exitCode`),
            ...quoteOf('pod', pod, `${at}.reason`),
            ...quoteOf('pod', pod, 'spec.securityContext.seccompProfile.type'),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ],
        };
      },
    );
  },
  explain({ container, restarts, exitCode, profile }) {
    const again = restartsOf(restarts);
    const name = profile ? ` “${profile}”` : '';
    return {
      what: both(
        `The kernel killed the program in container “${container}” for a forbidden system call (signal 31, exit code ${exitCode}); it ${again.en}.`,
        `容器“${container}”中的程序因使用被禁止的系统调用而被内核终止（信号 31，退出码 ${exitCode}），${again.zh}。`,
      ),
      why: both(
        `The seccomp profile${name} of the container allows only certain system calls, and this program (or a new version of one of its libraries) uses another.`,
        `容器的 seccomp 配置${name}只允许部分系统调用，而该程序（或其某个库的新版本）使用了其他调用。`,
      ),
    };
  },
  steps({ container }) {
    return [
      {
        text: both(
          'Ask your platform team for the node’s audit log: it names the system call.',
          '请平台团队查看节点的审计日志：其中记录了该系统调用。',
        ),
        link: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
      },
      {
        text: both(
          'Go back to the base image before, if it worked.',
          '如果之前的基础镜像正常，请先回退。',
        ),
      },
      {
        text: both(
          `Allow the call in the profile of container “${container}”, or use RuntimeDefault instead of a profile of your own.`,
          `在容器“${container}”的配置中放行该调用，或改用 RuntimeDefault。`,
        ),
      },
    ];
  },
});
