import type { Text } from '../../../engine';
import { both, defineCause, neighboursInWords } from '../../../engine';
import { innerError, innerInWords } from '../../shared/innerError';
import {
  SANDBOX_FACTS,
  sandboxFinding,
  triesInWords,
  WITHOUT_SANDBOX,
} from '../../shared/sandboxFailure';
import { SEE_WHETHER_IT_STILL_FAILS } from '../../shared/steps';

type Answer =
  | 'refused'
  | 'missing'
  | 'platform'
  | 'unreachable'
  | 'local'
  | 'other';

/** What the registry or the network answered, apart from the image's own name. */
const ANSWERS: readonly (readonly [Answer, RegExp])[] = [
  [
    'platform',
    /no match for platform|no matching manifest|operating system does not match/i,
  ],
  [
    'unreachable',
    /dial tcp|no such host|timeout|deadline exceeded|refused|unreachable|x509|TLS handshake|connection reset|\bEOF\b|request canceled/i,
  ],
  [
    'refused',
    /\b40[13]\b|unauthorized|denied|forbidden|authentication|\b429\b|toomanyrequests/i,
  ],
  [
    'local',
    /unpacking image|unpack image on|extract layer|content (?:digest|store)|snapshotter|missing parent/i,
  ],
  ['missing', /not found|\b404\b|manifest unknown|does not exist/i],
];

/** The image, quoted or bare, in any of the runtimes' words. */
const IMAGE =
  /((?:[\w.-]{1,100}(?::\d{1,5})?\/){0,6}[\w.-]{0,40}pause(?:-\w{1,10})?[:@][\w.:-]{1,100})/;
const QUOTED = /sandbox image "([^"]{1,253})"/;

const WHY: Readonly<Record<Answer, Text>> = {
  unreachable: both(
    'The node cannot reach the registry it comes from: no way out to the internet, a proxy or a firewall, or DNS.',
    '节点无法连接该镜像所在的仓库：没有外网出口、受代理或防火墙限制，或 DNS 有问题。',
  ),
  refused: both(
    'The registry refuses the node: pull secrets of pods do not count for this image; the node’s own access has to be set in the container runtime.',
    '仓库拒绝了节点：Pod 的拉取密钥对此镜像不起作用，需要在容器运行时中为节点配置访问凭据。',
  ),
  missing: both(
    'The registry does not have it under that name: the container runtime’s setting (sandbox_image or pause_image) is wrong, or the mirror lacks it.',
    '仓库中没有该名称的镜像：容器运行时的设置（sandbox_image 或 pause_image）有误，或镜像站没有它。',
  ),
  platform: both(
    'It is not made for the node’s processor or operating system.',
    '该镜像不支持节点的处理器架构或操作系统。',
  ),
  local: both(
    'It was fetched but could not be unpacked: the image store of the node is damaged or full.',
    '镜像已下载但无法解包：节点的镜像存储损坏或已满。',
  ),
  other: both(
    'The runtime gives a reason that is not known here.',
    '运行时给出的原因不在已知之列。',
  ),
};

export default defineCause({
  id: 'pause-image-not-pulled',
  state: 'waiting',
  title: both(
    'The node cannot pull the pause image of its sandboxes',
    '节点无法拉取沙箱所需的 pause 镜像',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: SANDBOX_FACTS,
  beats: WITHOUT_SANDBOX,
  covers: ['sandbox/pause-image'],
  detect: reading =>
    sandboxFinding(reading, 'pause-image-not-pulled', ({ said }) => {
      const image = (QUOTED.exec(said) ?? IMAGE.exec(said))?.[1];
      const bare = image === undefined ? said : said.split(image).join(' ');
      return {
        data: {
          answer:
            ANSWERS.find(([, pattern]) => pattern.test(bare))?.[0] ??
            ('other' as const), // literal type of Answer
          ...(image !== undefined && { image }),
          says: innerError(said),
        },
      };
    }),
  explain({ answer, image, says, ...data }) {
    const words = innerInWords(answer === 'other' ? says : undefined);
    const tries = triesInWords(data);
    const named = image ? ` “${image}”` : '';
    const namedZh = image ? `“${image}”` : '';
    const others = neighboursInWords(data.neighbours);
    return {
      what: both(
        `No container of the pod can start: node “${data.node}” cannot get the pause image${named}, a tiny image that each pod is built around (tried ${tries.en}).`,
        `Pod 的容器都无法启动：节点“${data.node}”无法获取 pause 镜像${namedZh}，每个 Pod 都以这个小镜像为基础（已尝试 ${tries.zh}）。`,
      ),
      why: both(
        `${WHY[answer].en}${words.en} It is the node’s own setting, not part of your manifest, and every new pod on that node needs it.${others.en}`,
        `${WHY[answer].zh}${words.zh}该镜像由节点自身的设置决定，与您的清单无关，该节点上的每个新 Pod 都需要它。${others.zh}`,
      ),
    };
  },
  steps({ node, image }) {
    const named = image ? `“${image}”` : 'the pause image';
    const namedZh = image ? `“${image}”` : 'pause 镜像';
    return [
      SEE_WHETHER_IT_STILL_FAILS,
      {
        text: both(
          `Let your platform team know: node “${node}” must be able to pull ${named}, or have it put there, or use a mirror (sandbox_image of containerd, pause_image of CRI-O).`,
          `通知平台团队：节点“${node}”必须能够拉取${namedZh}，或预先导入，或改用镜像站（containerd 的 sandbox_image，CRI-O 的 pause_image）。`,
        ),
        link: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/#override-pause-image-containerd',
      },
      {
        text: both(
          'Move the pod to a node where other pods start, if there is one, by deleting it once the faulty node is cordoned.',
          '如果有正常的节点，可在隔离（cordon）故障节点后删除该 Pod，使其落到其他节点。',
        ),
      },
    ];
  },
});
