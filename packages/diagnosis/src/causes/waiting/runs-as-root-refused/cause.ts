import type { Step, Text } from '../../../engine';
import { both, defineCause, firstQuoteOf } from '../../../engine';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

type Kind = 'image' | 'asked' | 'name' | 'invalid';

/** The user by name; the kubelet puts it into brackets. */
const NAMED_USER = /non-numeric user \(([^)]{1,253})\)/;

function kindOf(message: string): Kind {
  if (/breaks non-root policy/.test(message)) return 'asked';
  if (NAMED_USER.test(message)) return 'name';
  return /invalid user id/.test(message) ? 'invalid' : 'image';
}

const WHY: Readonly<Record<Kind, (user: string) => Text>> = {
  image: () =>
    both('its image runs as root (user 0)', '其镜像以 root（用户 0）运行'),
  asked: () =>
    both(
      'the manifest itself asks for user 0 (runAsUser: 0)',
      '清单自身又要求用户 0（runAsUser: 0）',
    ),
  name: user =>
    both(
      `its image names its user “${user}” and not by number, so it cannot be checked`,
      `其镜像只写了用户名“${user}”而没有编号，因此无法核对`,
    ),
  invalid: () =>
    both(
      'its image names a user number that is out of range',
      '其镜像写明的用户编号超出范围',
    ),
};

const CHANGE_IMAGE: Step = {
  text: both(
    'Change the image for good: end its Dockerfile with a USER line that holds a number, such as USER 10001.',
    '从根本上修改镜像：在 Dockerfile 末尾用数字写明用户，例如 USER 10001。',
  ),
};

/** The user in the manifest, which counts before that of the image. */
const setUser = (container: string, kind: Kind): Step => ({
  text:
    kind === 'asked'
      ? both(
          `Replace runAsUser: 0 in the securityContext of container “${container}” (or of the pod) by that number, or remove it if the image names such a user itself; changing the image does not help.`,
          `将容器“${container}”（或 Pod）的 securityContext 中的 runAsUser: 0 改为该编号；如果镜像自身已指定这样的用户，可删除它。修改镜像没有作用。`,
        )
      : both(
          `Set securityContext.runAsUser of container “${container}” to that number (any number but 0 that can read the program’s files); this needs no new image.`,
          `将容器“${container}”的 securityContext.runAsUser 设为该编号（只要不是 0，且能读取程序的文件）；这不需要重新构建镜像。`,
        ),
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
});

export default defineCause({
  id: 'runs-as-root-refused',
  state: 'waiting',
  title: both(
    'The pod forbids root, and the container may run as root',
    'Pod 禁止 root，而容器可能以 root 运行',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: [
    'waiting/CreateContainerConfigError/nonroot-root',
    'waiting/CreateContainerConfigError/nonroot-runasuser0',
    'waiting/CreateContainerConfigError/nonroot-nonnumeric',
    'waiting/CreateContainerConfigError/nonroot-invaliduid',
  ],
  detect: reading =>
    startsThatFail(
      reading,
      ['runs-as-root-refused'],
      ({ container, message }) => {
        const { pod } = reading;
        const own = `${specPath(pod, container)}.securityContext`;
        return {
          data: {
            kind: kindOf(message),
            named: NAMED_USER.exec(message)?.[1] ?? '',
          },
          quotes: [
            ...firstQuoteOf(
              'pod',
              pod,
              `${own}.runAsNonRoot`,
              'spec.securityContext.runAsNonRoot',
            ),
            ...firstQuoteOf(
              'pod',
              pod,
              `${own}.runAsUser`,
              'spec.securityContext.runAsUser',
            ),
          ],
        };
      },
    ),
  explain(data) {
    return {
      what: both(
        `${
          whichContainer(data).en
        } is not started: the pod forbids root (runAsNonRoot), and ${
          WHY[data.kind](data.named).en
        }.`,
        `${
          whichContainer(data).zh
        }没有启动：Pod 禁止以 root 运行（runAsNonRoot），而${
          WHY[data.kind](data.named).zh
        }。`,
      ),
      why: both(
        `The kubelet compares the number of the user before each start and refuses 0, and any user it knows only by name, because it cannot look a name up inside the image.`,
        `kubelet 每次启动前都会核对用户编号：拒绝编号 0；只有名称的用户也会被拒绝，因为它无法在镜像内查询名称对应的编号。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          `Find the number of the user that image ${data.image} is made for, such as in the last USER line of its Dockerfile or its documentation.`,
          `查明镜像 ${data.image} 预定的用户编号：看其 Dockerfile 最后一行 USER，或镜像的文档。`,
        ),
      },
      setUser(data.container, data.kind),
      ...(data.kind === 'asked' ? [] : [CHANGE_IMAGE]),
      {
        text: both(
          'Remove runAsNonRoot only if the program truly needs root and the rules of your cluster allow it.',
          '只有程序确实需要 root 且集群规定允许时，才删除 runAsNonRoot。',
        ),
      },
    ];
  },
});
