import { both, defineCause } from '../../../engine';
import { withoutEscapes } from '../../shared/startProblems';
import {
  EARLIER_ENDS,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

const USER =
  /unable to (?:find|get) (?:user|group) "?([^\s:"]{1,253})|invalid USER value "([^"]{1,253})"/;

/** Go’s own words, where a file is opened without leaving a directory. */
const LEADS_OUT = /(etc\/(?:passwd|group)): path escapes from parent/;

export default defineCause({
  id: 'user-not-in-image',
  state: 'waiting',
  title: both(
    'The user to run as cannot be found in the image',
    '在镜像中找不到指定的运行用户',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/create/user'],
  detect: reading =>
    startsThatFail(reading, ['user-not-in-image'], ({ message }) => ({
      data: {
        user: USER.exec(withoutEscapes(message))?.[1] ?? '',
        ...(LEADS_OUT.test(message) && {
          file: `/${LEADS_OUT.exec(message)?.[1]}`,
        }),
      },
    })),
  explain(data) {
    if (data.file !== undefined) {
      return {
        what: both(
          `${
            whichContainer(data).en
          } cannot be made: the runtime cannot read “${
            data.file
          }” of its image, because a link on the way leads out of the image.`,
          `${whichContainer(data).zh}无法创建：运行时无法读取镜像中的“${
            data.file
          }”，因为途中有链接指向镜像之外。`,
        ),
        why: both(
          'In the image, /etc or that file is a link with an absolute target (it begins with a slash). The runtime looks up users before the container exists; newer ones do not follow a link that would leave the image’s files.',
          '镜像中的 /etc 或该文件是目标为绝对路径（以斜杠开头）的链接。运行时在容器创建之前查找用户；较新的运行时不会跟随离开镜像文件的链接。',
        ),
      };
    }
    return {
      what: both(
        `${whichContainer(data).en} cannot be made: its user or group${
          data.user ? ` “${data.user}”` : ``
        } is not in the image’s /etc/passwd or /etc/group.`,
        `${
          whichContainer(data).zh
        }无法创建：镜像的 /etc/passwd 或 /etc/group 中没有它要用的用户或组${
          data.user ? `“${data.user}”` : ``
        }。`,
      ),
      why: both(
        `The image asks for a user by name (USER in its Dockerfile), and the runtime must look the name up inside the image. The user was never created there, or a volume is mounted over /etc.`,
        `镜像按名称指定用户（Dockerfile 中的 USER），运行时必须在镜像内查到该名称。可能是镜像中从未创建该用户，或有卷覆盖了 /etc。`,
      ),
    };
  },
  steps(data) {
    if (data.file !== undefined) {
      return [
        {
          text: both(
            `Correct the image ${data.image}: make /etc a real directory and “${data.file}” a real file, or make the link relative.`,
            `修正镜像 ${data.image}：让 /etc 成为真正的目录、“${data.file}”成为真正的文件，或改用相对链接。`,
          ),
        },
        {
          text: both(
            'Go back to the image that started, until that one is built.',
            '在新镜像构建之前，回退到能够启动的镜像。',
          ),
        },
      ];
    }
    return [
      {
        text: both(
          `Set securityContext.runAsUser of container “${data.container}” to a number: a number needs no entry in the image.`,
          `将容器“${data.container}”的 securityContext.runAsUser 设为数字编号：编号不需要在镜像中登记。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      },
      {
        text: both(
          `Correct the image ${data.image}: create the user in its Dockerfile before the USER line, in the last stage of the build.`,
          `修正镜像 ${data.image}：在 Dockerfile 最后一个构建阶段的 USER 之前创建该用户。`,
        ),
      },
      {
        text: both(
          'Check that no volume is mounted over /etc or /etc/passwd.',
          '检查没有卷挂载到 /etc 或 /etc/passwd 之上。',
        ),
      },
    ];
  },
});
