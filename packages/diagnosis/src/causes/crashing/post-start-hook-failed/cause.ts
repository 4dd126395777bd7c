import type { ContainerView, Quote, Step, Text } from '../../../engine';
import {
  both,
  containersOf,
  currentEnd,
  defineCause,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { meaningOf, outputIn } from '../../shared/hookOutput';
import { placeOf } from '../../shared/kubectl';
import {
  EARLIER_ENDS,
  specPath,
  whichContainer,
} from '../../shared/startFaults';

/** Kubelets up to 1.27 wrote the hook's own words into the event; since then they stand only in the status, for a moment. */
const REASONS = /^(?:FailedPostStartHook|PostStartHookError)$/;

/** Such a message holds the hook's command. */
const HAS_COMMAND = /lifecycle hook \(\[/;

interface Said {
  readonly message: string;
  readonly quotes: readonly Quote[];
}

function fromStatus(pod: Pod, { status, at }: ContainerView): Said | undefined {
  const { reason = '', message = '' } = status.state?.waiting ?? {};
  if (!/^PostStartHookError/.test(reason)) return undefined;
  // Only the reason: the message repeats the hook's whole command, which may carry secrets (old kubelets: the reason too).
  const place = /\s/.test(reason) ? 'name' : 'state.waiting.reason';
  const quotes = quoteOf('pod', pod, `${at}.${place}`);
  return { message: `${reason} ${message}`.slice(0, 8192), quotes };
}

/** The newest event about the hook of this container, if the hook is of the instance that ended last. */
function fromEvents(
  events: FactValues['events'],
  { name }: ContainerView,
  startedAt: string | undefined,
): Said | undefined {
  const i = newestEvent(
    events,
    ({ reason = '', message = '', involvedObject: { fieldPath = '' } }) =>
      fieldPath.endsWith(`{${name}}`) &&
      (REASONS.test(reason) ||
        (reason === 'Killing' && message.includes('FailedPostStartHook'))),
  );
  if (i === undefined) return undefined;
  const seen = parseTime(events[i]?.lastSeen);
  const began = parseTime(startedAt);
  // The start and the event are written to the second, and a burst of events may drop the newest.
  const isOld =
    seen !== undefined && began !== undefined && seen < began - 600_000;
  if (isOld) return undefined;
  const message = (events[i]?.message ?? '').slice(0, 8192);
  const fields = HAS_COMMAND.test(message) ? ['reason'] : ['message', 'reason'];
  return {
    message,
    quotes: fields.flatMap(field => quoteOf('events', events, `${i}.${field}`)),
  };
}

/** A container that was killed from outside, as one is whose hook failed. */
function wasStopped(exitCode: number | undefined, reason = ''): boolean {
  return reason !== 'OOMKilled' && [0, 137, 143].includes(exitCode ?? -1);
}

function hookFailure(
  pod: Pod,
  container: ContainerView,
  events: Fact<FactValues['events']>,
  now: number,
): Said | undefined {
  const told = fromStatus(pod, container);
  if (told) return told;
  const end = currentEnd(container, now);
  if (!container.spec?.lifecycle?.postStart || !end) return undefined;
  const { exitCode, reason, startedAt } = end.terminated;
  if (events.status !== 'ok' && !wasStopped(exitCode, reason)) return undefined;
  const said = fromEvents(needed('events', events), container, startedAt);
  return (
    said && {
      ...said,
      quotes: [...said.quotes, ...quoteOf('pod', pod, `${end.at}.exitCode`)],
    }
  );
}

/** Signals that ended the hook's own process: 9 and 15. */
const KILLED: ReadonlySet<string | undefined> = new Set(['137', '143']);

const BY_HTTP = both(
  'The hook calls the container over HTTP at the moment it starts; the program usually does not listen yet.',
  '钩子在容器刚启动时就通过 HTTP 调用它，而此时程序通常还没有开始监听。',
);
const OF_KILLED = both(
  'The hook did not fail by itself: its process was killed while it ran. It runs inside the container, so it is killed when the program ends first (a short program, or one that crashes), when the container is stopped, or when it takes too much memory.',
  '钩子并非自身失败：它的进程在运行中被终止。钩子在容器内运行，因此当程序先结束（程序很短或崩溃）、容器被停止或占用内存过多时，钩子也会被终止。',
);
const OF_COMMAND = both(
  'The hook runs beside the program, at the same moment and with no order between them. When it fails (the program is not ready, a tool such as a shell or curl is not in the image), Kubernetes kills the container.',
  '钩子与程序同时运行，先后没有保证。钩子一旦失败（程序尚未就绪，或镜像中没有 shell、curl 等工具），Kubernetes 就会终止容器。',
);

/** A shell's own codes for a command that may not be executed or is not there. */
const NO_TOOL: ReadonlySet<string | undefined> = new Set(['126', '127']);
const OF_NO_TOOL = both(
  'That code is what a shell gives when a command is not in the image (127) or may not be executed (126). When the hook fails, Kubernetes kills the container.',
  '该退出码是 shell 在镜像中找不到命令（127）或命令无法执行（126）时给出的。钩子一旦失败，Kubernetes 就会终止容器。',
);

function whyOf({
  isHttp,
  code,
  output,
}: {
  readonly isHttp: boolean;
  readonly code?: string;
  readonly output?: string;
}): Text {
  if (isHttp) return BY_HTTP;
  if (KILLED.has(code)) return OF_KILLED;
  const usual = NO_TOOL.has(code) ? OF_NO_TOOL : OF_COMMAND;
  if (output === undefined) return usual;
  const { en, zh } = meaningOf(output) ?? usual;
  return both(
    `Its command said: “${output}”. ${en}`,
    `它的命令写道：“${output}”。${zh}`,
  );
}

/** A hook that was killed needs another remedy than one that fails. */
const STEPS_OF_KILLED: readonly Step[] = [
  {
    text: both(
      'Read the log before: did the program end before the hook did, and why?',
      '查看上一次的日志：程序是否在钩子之前就结束了，原因是什么？',
    ),
    action: 'previous-logs',
  },
  {
    text: both(
      'Move what the hook does (copying, mounting) into the start script, an init container or a volume: then nothing races with the program.',
      '将钩子所做的工作（复制、挂载等）移到启动脚本、初始化容器或卷中：这样就不会与程序竞争。',
    ),
    link: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  },
];

function stepsOfFailed(container: string): Step[] {
  return [
    {
      text: both(
        `Run the hook’s command by hand in the image of container “${container}”: does the image have the program, and does it end with 0?`,
        `在容器“${container}”的镜像中手动运行钩子的命令：镜像中有该程序吗？它会以 0 退出吗？`,
      ),
    },
    {
      text: both(
        'Let the hook wait for the program and try again for a while, instead of failing at the first attempt.',
        '让钩子等待程序就绪并重试一段时间，而不是第一次失败就退出。',
      ),
      link: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
    },
    {
      text: both(
        'Move what must happen before the program into an init container, and remove the hook.',
        '将必须在程序之前完成的工作移到初始化容器中，并删除该钩子。',
      ),
    },
    {
      text: both(
        'Read the log before: the program’s last lines show how far it had come.',
        '查看上一次的日志：程序的最后几行会显示进行到了哪一步。',
      ),
      action: 'previous-logs',
    },
  ];
}

export default defineCause({
  id: 'post-start-hook-failed',
  state: 'crashing',
  title: both(
    'The hook after the start fails',
    '启动后的钩子（postStart）失败',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: [
    ...EARLIER_ENDS,
    'killed-from-outside',
    'stopped-by-signal',
    'crashes-by-signal',
  ],
  covers: [
    'waiting/PostStartHookError',
    'kubelet-container/event/FailedPostStartHook',
    'kubelet-container/event/Killing-poststart',
  ],
  detect({ pod, events, subject, now }) {
    if (pod.metadata.deletionTimestamp || pod.status.phase === 'Succeeded')
      return [];
    return containersOf(pod).flatMap(container => {
      const said = hookFailure(pod, container, events, now);
      if (!said) return [];
      const output = outputIn(said.message);
      const code = /exited with (\d{1,3})(?:[:,]|$)/.exec(said.message)?.[1];
      return {
        container: container.name,
        data: {
          ...placeOf(subject),
          container: container.name,
          isInit: container.kind === 'init',
          again: (container.status.restartCount ?? 0) > 0,
          isHttp: said.message.includes('HTTP lifecycle hook'),
          ...(code !== undefined && { code }),
          ...(output !== undefined && { output }),
        },
        quotes: [
          ...said.quotes,
          ...quoteOf(
            'pod',
            pod,
            `${specPath(pod, container)}.lifecycle.postStart`,
          ),
        ],
      };
    });
  },
  explain(data) {
    const { code, again } = data;
    const how = code
      ? both(` with exit code ${code}`, `，退出码 ${code}`)
      : both('', '');
    return {
      what: both(
        `${whichContainer(data).en} ${
          again
            ? 'is killed each time just after it starts'
            : 'was killed just after it started'
        }, because its postStart hook failed${how.en}.`,
        `${whichContainer(data).zh}${
          again ? '每次启动后不久就被终止' : '启动后不久就被终止'
        }，因为它的 postStart 钩子失败${how.zh}。`,
      ),
      why: whyOf(data),
    };
  },
  steps: ({ container, code }) =>
    KILLED.has(code) ? STEPS_OF_KILLED : stepsOfFailed(container),
});
