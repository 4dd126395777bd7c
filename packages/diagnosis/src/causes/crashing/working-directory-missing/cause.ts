import { both, defineCause, quoteOf } from '../../../engine';
import { withoutEscapes } from '../../shared/startProblems';
import {
  EARLIER_ENDS,
  specPath,
  startsThatFail,
  whichContainer,
} from '../../shared/startFaults';

const DIRECTORY =
  /(?:chdir to (?:cwd \("|["`])|container init(?: caused)?: "?mkdir )(\/[^"`:]{1,1000})/;

export default defineCause({
  id: 'working-directory-missing',
  state: 'crashing',
  title: both('The working directory cannot be entered', '无法进入工作目录'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: EARLIER_ENDS,
  covers: ['runtime/oci/cwd'],
  detect: reading =>
    startsThatFail(
      reading,
      ['working-directory-missing'],
      ({ container, message }) => {
        const { pod } = reading;
        const isOwn = container.spec?.workingDir !== undefined;
        const directory =
          container.spec?.workingDir ??
          DIRECTORY.exec(withoutEscapes(message))?.[1] ??
          '';
        return {
          data: {
            isOwn,
            directory,
            isDenied: /denied|not permitted/i.test(message),
          },
          quotes: quoteOf('pod', pod, `${specPath(pod, container)}.workingDir`),
        };
      },
    ),
  explain(data) {
    return {
      what: both(
        `${
          whichContainer(data).en
        } cannot start: it cannot enter its working directory${
          data.directory ? ` “${data.directory}”` : ``
        }.`,
        `${whichContainer(data).zh}无法启动：无法进入工作目录${
          data.directory ? `“${data.directory}”` : ``
        }。`,
      ),
      why: both(
        `${
          data.isDenied
            ? `The user the container runs as may not enter that directory.`
            : `It does not exist in the image, is a file, or lies under a volume that is mounted over it.`
        } The directory comes from ${
          data.isOwn ? `workingDir in the manifest` : `the image (WORKDIR)`
        }.`,
        `${
          data.isDenied
            ? `容器所用的用户无权进入该目录。`
            : `该目录在镜像中不存在、其实是文件，或被挂载的卷遮住了。`
        }它来自${data.isOwn ? `清单中的 workingDir` : `镜像（WORKDIR）`}。`,
      ),
    };
  },
  steps(data) {
    return [
      {
        text: both(
          'Check the path letter by letter, and whether a volume is mounted over it or above it.',
          '逐字核对路径，并检查是否有卷挂载在该目录或其上级目录。',
        ),
      },
      {
        text: both(
          'Let the container’s user enter it: change owner or mode in the image, set fsGroup for a volume, or run as the user the image is made for.',
          '让容器的用户能够进入：在镜像中修改属主或权限、为卷设置 fsGroup，或以镜像预定的用户运行。',
        ),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      },
      {
        text: both(
          `Change workingDir of container “${data.container}” to a directory that exists in image ${data.image}.`,
          `将容器“${data.container}”的 workingDir 改为镜像 ${data.image} 中存在的目录。`,
        ),
      },
    ];
  },
});
