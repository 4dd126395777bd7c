import { both, count, defineCause } from '../../../engine';
import { pullFindings } from '../../shared/pullFindings';

/** What wraps the words that matter, once or several times. */
const WRAPPER =
  /^(?:\(combined from similar events\): |(?:Failed to pull image|Back-off pulling image|failed to pull and unpack image|failed to resolve reference) "[^"]{0,512}":? ?|ErrImagePull: ?|rpc error: code = \w{1,30} desc = )/;
/** So much of it is shown. */
const SHOWN = 200;

function essence(message: string): string {
  let bare = message.slice(0, 4096);
  while (WRAPPER.test(bare)) bare = bare.replace(WRAPPER, '');
  return bare.length > SHOWN ? `${bare.slice(0, SHOWN)}…` : bare;
}

export default defineCause({
  id: 'image-pull-unexplained',
  state: 'waiting',
  title: both('The image cannot be pulled', '镜像无法拉取'),
  severity: 'critical',
  since: '0.1.0',
  lastResort: true,
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['starting-unexplained'],
  covers: ['waiting/ErrImagePull-other-err', 'kubelet-image/event/BackOff'],
  detect(reading) {
    return pullFindings(reading, 'unexplained', ({ message }) => ({
      said: essence(message),
    }));
  },
  explain({ container, image, node, tries, said }) {
    const so =
      tries > 1
        ? both(
            ` ${count(tries, 'try has', 'tries have')} failed.`,
            `已失败 ${tries} 次。`,
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because node “${node}” could not get the image “${image}”.${so.en}`,
        `容器“${container}”无法启动，因为节点“${node}”没能获取镜像“${image}”。${so.zh}`,
      ),
      why:
        said === ''
          ? both(
              'Why is not known here: the status says only that it waits before the next try, and the event with the reason is gone or was not given.',
              '原因未知：状态只说明正在等待下一次重试，而写有原因的事件已过期或没有提供。',
            )
          : both(
              `This is none of the known reasons. The node's own words: “${said}”.`,
              `这不属于已知的原因。节点的原话：“${said}”。`,
            ),
    };
  },
  steps({ image, said }) {
    return [
      {
        text:
          said === ''
            ? both(
                'See the events again after the next try, at most five minutes from now: it writes down the reason anew.',
                '下一次重试（最多五分钟）后再查看事件：那时会重新写出原因。',
              )
            : both('See the events of the pod.', '查看该 Pod 的事件。'),
        action: 'events' as const,
      },
      {
        text: both(
          `Check the name and version of “${image}”, and whether the registry is up.`,
          `核对“${image}”的名称与版本，并确认镜像仓库是否正常。`,
        ),
      },
      {
        text: both(
          'Ask your platform team with these words if it stays.',
          '如果持续存在，请带上这段原话询问平台团队。',
        ),
        link: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
      },
    ];
  },
});
