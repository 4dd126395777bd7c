import type { Failure } from '../../../engine';
import {
  both,
  containersOf,
  currentFailure,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';

/** How runtimes report a container that was gone after a boot: containerd "Unknown", kubelet "ContainerStatusUnknown". */
const GONE = /^(?:Unknown|ContainerStatusUnknown)$/;

/** A container whose end nobody saw. 255 is containerd's and dockershim's stand-in, 0 or -1 CRI-O's. */
function mayBeReboot({ terminated }: Failure): boolean {
  return GONE.test(terminated.reason ?? '') || terminated.exitCode === 255;
}

export default defineCause({
  id: 'node-rebooted',
  state: 'crashing',
  title: both('The node restarted', '节点重启'),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['nodeEvents'],
  beats: ['crashing/*', 'not-ready/*'],
  covers: ['node/event/Rebooted'],
  detect({ pod, nodeEvents, subject, now }) {
    const ends = containersOf(pod).flatMap(container => {
      const end = currentFailure(container, now);
      return end && mayBeReboot(end) ? [{ container, end }] : [];
    });
    if (ends.length === 0) return [];
    const events = needed('nodeEvents', nodeEvents);
    const i = newestEvent(events, ({ reason }) => reason === 'Rebooted');
    const booted = events[i ?? -1]?.lastSeen;
    const at = parseTime(booted);
    if (at === undefined) return [];
    return ends
      .filter(
        // It ran before the boot, so the boot ended it.
        ({ end }) => (parseTime(end.terminated.startedAt) ?? 0) < at,
      )
      .map(({ container, end }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          node: pod.spec.nodeName ?? '',
          ago: secondsSince(booted, now) ?? 0,
          runsAgain: container.status.state?.running !== undefined,
        },
        quotes: [
          ...quoteOf('nodeEvents', events, `${i}.message`),
          ...quoteOf('pod', pod, `${end.at}.reason`),
          ...quoteOf('pod', pod, `${end.at}.exitCode`),
        ],
      }));
  },
  explain({ container, node, ago, runsAgain }) {
    const since = duration(ago);
    return {
      what: both(
        `Container “${container}” was interrupted when its node “${node}” restarted ${
          since.en
        } ago; it ${runsAgain ? 'runs again' : 'has not started again yet'}.`,
        `节点“${node}”在 ${since.zh}前重启，容器“${container}”因此中断，${
          runsAgain ? '现已重新运行' : '尚未重新启动'
        }。`,
      ),
      why: both(
        'The machine was restarted: by hand, for an upgrade, or after a fault of its own. The exit code is only a stand-in; the program has not done wrong.',
        '机器被重启：人工操作、升级或自身故障。退出码只是占位值，程序本身没有问题。',
      ),
    };
  },
  steps({ node, runsAgain }) {
    return [
      {
        text: runsAgain
          ? both(
              'Wait until the container is ready again.',
              '等待容器重新就绪。',
            )
          : both(
              'Wait some minutes: the node starts its containers one after another.',
              '等待几分钟：节点会依次启动容器。',
            ),
      },
      {
        text: both(
          `Ask your platform team why node “${node}” was restarted, if it was not announced.`,
          `如事先未通知，请向平台团队了解节点“${node}”重启的原因。`,
        ),
        command: `kubectl describe node ${node}`,
      },
      {
        text: both(
          'Run at least two replicas on different nodes if the service must not stop when one node does.',
          '如果服务不能因一个节点重启而中断，请在不同节点上至少运行两个副本。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
      },
    ];
  },
});
