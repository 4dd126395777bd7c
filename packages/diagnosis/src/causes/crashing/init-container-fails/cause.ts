import { both, count, defineCause, quoteOf } from '../../../engine';
import { demandIn, demandSteps } from '../../shared/demand';
import { exitCodeInWords, failedEnds, hasStarted } from '../../shared/exitCode';
import { placeOf } from '../../shared/kubectl';
import { restartsAt, timesInWords } from '../../shared/restarts';
import { saidAt } from '../../shared/said';

export default defineCause({
  id: 'init-container-fails',
  state: 'crashing',
  title: both('An init container fails', '初始化容器失败'),
  severity: 'critical',
  since: '0.1.0',
  // What ended it is told by causes that know more: lack of memory, a missing command, the words in its log.
  givesWay: true,
  reads: ['pod'],
  mayRead: ['logs'],
  covers: [
    'condition/Initialized-ContainersNotInitialized',
    'waiting/PodInitializing',
    'terminated/Error',
    'exitcode/1',
  ],
  detect({ pod, logs, subject, now }) {
    return failedEnds(pod, now).flatMap(
      ({ container, exitCode, ...failure }) => {
        if (container.kind !== 'init') return [];
        const { line, quotes } = saidAt(pod, logs, container, failure);
        const names = pod.spec.initContainers.map(({ name }) => name);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            container: container.name,
            position: names.indexOf(container.name) + 1,
            total: names.length,
            exitCode,
            restarts: restartsAt(container, now),
            isFinal: pod.status.phase === 'Failed',
            isAgain: hasStarted(pod),
            ...(line !== undefined && { line }),
          },
          quotes: [
            ...quoteOf('pod', pod, `${failure.at}.exitCode`),
            ...quoteOf('pod', pod, `${failure.at}.reason`),
            ...quoteOf('pod', pod, `${container.at}.restartCount`),
            ...quoteOf('pod', pod, `${container.at}.name`),
            ...quotes,
          ],
          contradictions: quoteOf('pod', pod, 'status.reason'),
        };
      },
    );
  },
  explain(data) {
    const { container, position, total, exitCode, restarts, line } = data;
    const meaning = exitCodeInWords(exitCode);
    const said = line
      ? both(`; its last words: “${line}”`, `。它最后写道：“${line}”`)
      : both('', '');
    const times = timesInWords(restarts);
    const after = data.isFinal
      ? both(
          'and the pod is not tried again (restartPolicy: Never)',
          '且不会重试（restartPolicy: Never）',
        )
      : both(
          `and was tried again ${count(restarts.count, 'time')}${times.en}`,
          `已重试 ${restarts.count} 次${times.zh}`,
        );
    const others = data.isAgain
      ? both(
          'the containers of the pod started long before, and it was run once more (its finished container was removed from the node, or the node restarted)',
          'Pod 的容器早已启动过，它是被再次运行的（节点上已结束的容器被清理，或节点重启过）',
        )
      : both(
          'the containers after it do not start until it succeeds',
          '它成功之前，后面的容器不会启动',
        );
    return {
      what: both(
        `Init container “${container}” (${position} of ${total}) ended with exit code ${exitCode}, ${after.en}; ${others.en}${said.en}.`,
        `初始化容器“${container}”（第 ${position} 个，共 ${total} 个）以退出码 ${exitCode} 结束，${after.zh}；${others.zh}${said.zh}。`,
      ),
      why: both(
        `Exit code ${exitCode} means: ${meaning.en}.`,
        `退出码 ${exitCode} 表示：${meaning.zh}。`,
      ),
    };
  },
  steps({ container, restarts, isAgain, line }) {
    return [
      ...demandSteps(demandIn(line)),
      ...(isAgain
        ? [
            {
              text: both(
                'Stop what removes finished containers from the node, then delete the pod: its controller makes a new one.',
                '停止在节点上删除已结束容器的任务，然后删除该 Pod：其控制器会新建一个。',
              ),
            },
          ]
        : []),
      {
        text: both(
          `Read the last lines of init container “${container}”.`,
          `查看初始化容器“${container}”的最后几行日志。`,
        ),
        action: restarts.count > 0 ? 'previous-logs' : 'logs',
      },
      {
        text: both(
          'Check what it prepares or waits for: a migration, a service that must be there first, a volume it writes to.',
          '检查它负责准备或等待的内容：数据迁移、必须先就绪的服务、要写入的卷。',
        ),
        link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-init-containers/',
      },
      {
        text: both(
          'Compare with what changed last: its image, its settings, or what it depends on.',
          '对照最近的改动：它的镜像、配置或依赖。',
        ),
      },
    ];
  },
});
