import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

const STATUS =
  /\b(5\d\d) (?:Internal Server|Not Implemented|Bad Gateway|Service Un|Gateway Time)|(?:: |status(?: code)?[:=]? ?|HTTP |registry )(5\d\d)\b/i;
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/bad gateway/i, '502'],
  [/service unavailable/i, '503'],
  [/gateway time-?out/i, '504'],
];

function statusOf(message: string): string {
  const start = message.slice(0, 8192);
  const [, first, second] = STATUS.exec(start) ?? [];
  const named = BY_NAME.find(([words]) => words.test(start));
  return first ?? second ?? named?.[1] ?? '500';
}

export default defineCause({
  id: 'registry-server-error',
  state: 'waiting',
  title: both('The registry itself is broken', '镜像仓库自身出错'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/5xx'],
  detect(reading) {
    return pullFindings(reading, 'server-error', ({ message }) => ({
      status: statusOf(message),
    }));
  },
  explain({ container, image, registry, status, tries }) {
    const so =
      tries > 1
        ? both(
            ` It has done so ${count(tries, 'time')}.`,
            `这样的应答已有 ${tries} 次。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because the registry ${registry} answers with an error of its own (${status}) when asked for “${image}”.${so.en}`,
        `容器“${container}”无法启动，因为向镜像仓库 ${registry} 请求“${image}”时，它返回了自身的错误（${status}）。${so.zh}`,
      ),
      why: both(
        'A status of 500 and above is a fault of the registry, its storage, or a proxy or mirror before it, not of the image’s name or the pod.',
        '500 及以上的状态表示仓库、其存储或前面的代理、镜像站出了故障，与镜像名称和 Pod 无关。',
      ),
    };
  },
  steps({ registry }) {
    return [
      {
        text: both(
          'Wait a few minutes: Kubernetes tries again by itself, at most five minutes apart.',
          '请等几分钟：Kubernetes 会自动重试，间隔最长五分钟。',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
      },
      {
        text: both(
          `Look at the status page of ${registry}, or tell those who run it.`,
          `查看 ${registry} 的状态页，或通知其管理者。`,
        ),
      },
      {
        text: both(
          'Use a copy of the image in another registry if it cannot wait.',
          '如果不能等，可改用其他仓库中的镜像副本。',
        ),
      },
    ];
  },
});
