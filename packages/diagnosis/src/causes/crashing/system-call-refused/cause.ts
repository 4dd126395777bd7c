import type { Failure } from '../../../engine';
import {
  both,
  containersOf,
  count,
  currentFailure,
  defineCause,
  firstQuoteOf,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import {
  EARLIER_ENDS,
  specPath,
  thisContainer,
} from '../../shared/startFaults';

/** SIGSYS. CRI-O names the reason; others only give the number: 128 + 31. */
function isRefused({ exitCode, signal, reason }: Failure['terminated']) {
  return reason === 'seccomp killed' || exitCode === 159 || signal === 31;
}

export default defineCause({
  id: 'system-call-refused',
  state: 'crashing',
  title: both(
    'Killed for a forbidden system call (seccomp)',
    '因被禁止的系统调用而被终止（seccomp）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  beats: EARLIER_ENDS,
  covers: ['terminated/seccomp-killed', 'exitcode/159'],
  detect({ pod, subject, now }) {
    if (pod.metadata.deletionTimestamp || pod.status.phase === 'Succeeded')
      return [];
    return containersOf(pod).flatMap(container => {
      const failure = currentFailure(container, now);
      if (!failure || !isRefused(failure.terminated)) return [];
      const profile = firstQuoteOf(
        'pod',
        pod,
        ...[specPath(pod, container), 'spec'].map(
          at => `${at}.securityContext.seccompProfile.type`,
        ),
      );
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          isInit: container.kind === 'init',
          restarts: container.status.restartCount ?? 0,
          profile: String(profile[0]?.value ?? ''),
        },
        quotes: [
          ...quoteOf('pod', pod, `${failure.at}.reason`),
          ...quoteOf('pod', pod, `${failure.at}.exitCode`),
          ...quoteOf('pod', pod, `${container.at}.restartCount`),
          ...profile,
        ],
      };
    });
  },
  explain(data) {
    const { restarts, profile } = data;
    const under = profile
      ? both(` (profile ${profile})`, `（配置 ${profile}）`)
      : both('', '');
    return {
      what: both(
        `The kernel killed ${
          thisContainer(data).en
        } (signal SIGSYS) and it was restarted ${count(restarts, 'time')}.`,
        `内核终止了${
          thisContainer(data).zh
        }（信号 SIGSYS），已重启 ${restarts} 次。`,
      ),
      why: both(
        `The program made a system call that its seccomp profile${under.en} forbids, or that this processor or kernel does not know.`,
        `程序发起了 seccomp 配置${under.zh}所禁止的系统调用，或该处理器、内核不支持的系统调用。`,
      ),
    };
  },
  steps({ container }) {
    return [
      {
        text: both(
          `Compare with a run under seccompProfile type RuntimeDefault for container “${container}”: if it works there, the own profile is too strict.`,
          `让容器“${container}”以 seccompProfile 类型 RuntimeDefault 运行并对比：如果可以运行，则是自定义配置过严。`,
        ),
        link: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
      },
      {
        text: both(
          'Ask your platform team which system call it was; the kernel’s audit log on the node names it.',
          '请平台团队查明是哪个系统调用；节点内核的审计日志中有记录。',
        ),
      },
      {
        text: both(
          'Add that system call to the profile, or update the program or library that makes it.',
          '将该系统调用加入配置，或更新发起它的程序或库。',
        ),
      },
    ];
  },
});
