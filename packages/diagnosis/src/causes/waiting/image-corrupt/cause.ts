import type { Step } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import { pullFindings } from '../../shared/pullFindings';
import { alsoRefused } from '../../shared/pullTries';

const INCOMPLETE =
  /could not fetch content descriptor|blob[ _]unknown|unknown blob|content at \S{1,600}\/blobs\/\S{1,200} not found/i;
const LOCAL = /content digest .{1,200}not found/i;

function pushAgain(image: string): Step {
  return {
    text: both(
      `Push “${image}” again, or build it anew under a new version.`,
      `重新推送“${image}”，或以新版本重新构建。`,
    ),
  };
}

/** Of a copy there is nothing to push: the cache must fetch it. */
function askForCache(image: string, registry: string): Step {
  return {
    text: both(
      `Ask those who run the cache at ${registry} whether it may read “${image}” at the registry it copies from, and to fetch it once by hand; until then the image of that registry can be named itself.`,
      `请 ${registry} 上缓存的管理者确认它能否从上游仓库读取“${image}”，并手动拉取一次；在此之前可以直接使用上游仓库的镜像名称。`,
    ),
  };
}

function checkLogins(namespace: string, registry: string): Step {
  return {
    text: both(
      `Check the pull secrets for ${registry}: the login that was refused must be renewed or removed.`,
      `检查 ${registry} 的拉取凭据：被拒绝的登录信息需要更新或删除。`,
    ),
    command: kubectl(
      namespace,
      'get',
      'secrets',
      '--field-selector',
      'type=kubernetes.io/dockerconfigjson',
    ),
    link: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  };
}

export default defineCause({
  id: 'image-corrupt',
  state: 'waiting',
  title: both(
    'The image arrives damaged or incomplete',
    '拉取到的镜像已损坏或不完整',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/blob', 'pull/commit'],
  detect(reading) {
    return pullFindings(reading, 'corrupt', ({ message }) => {
      const start = message.slice(0, 8192);
      return {
        isIncomplete: INCOMPLETE.test(start),
        isLocal: LOCAL.test(start),
      };
    });
  },
  explain({ container, image, registry, node, ...data }) {
    const { isIncomplete, isLocal, isCache } = data;
    const refused = alsoRefused(data.isAlsoRefused);
    const what = isIncomplete
      ? both(
          `the registry ${registry} knows the image “${image}”, but lacks a part of it`,
          `镜像仓库 ${registry} 中有镜像“${image}”，但缺少其中一部分`,
        )
      : both(
          `what node “${node}” received of the image “${image}” is not what its checksum says`,
          `节点“${node}”收到的镜像“${image}”的内容与其校验和不符`,
        );
    let why = both(
      'A cache, mirror or proxy on the way gave out something old or cut off, the image was pushed broken, or the disk of the node damages data.',
      '途中的缓存、镜像站或代理给出了过期或截断的内容，或推送的镜像本身已损坏，或节点磁盘损坏了数据。',
    );
    if (isIncomplete && isCache)
      why = both(
        'By its name this may be a copy that the registry fetches from another one when it is first asked (pull-through cache): then not all of it has arrived there; that may still be going on, or the cache may not read it. Otherwise the push did not finish.',
        '从名称看，这可能是该仓库在首次被请求时从另一个仓库拉取的副本（拉取缓存）：如果是，则其内容尚未全部到达，可能仍在拉取，或缓存无权读取。否则就是推送没有完成。',
      );
    else if (isIncomplete)
      why = both(
        'The push did not finish, or a cleaning of the registry removed a layer that was still needed.',
        '推送没有完成，或仓库清理时删除了仍在使用的镜像层。',
      );
    if (isLocal)
      why = both(
        'The store of images on this node has lost a part that it believes to have.',
        '该节点的镜像存储丢失了它以为已有的部分。',
      );
    return {
      what: both(
        `Container “${container}” cannot start: ${what.en}.`,
        `容器“${container}”无法启动：${what.zh}。`,
      ),
      why: both(`${why.en}${refused.en}`, `${why.zh}${refused.zh}`),
    };
  },
  steps({ namespace, image, registry, node, isCache, isAlsoRefused }) {
    return [
      {
        text: both(
          'Wait for one more try, at most five minutes later: damage on the way often passes.',
          '再等一次重试（最多五分钟）：传输中的损坏往往会自行消失。',
        ),
      },
      ...(isAlsoRefused ? [checkLogins(namespace, registry)] : []),
      isCache ? askForCache(image, registry) : pushAgain(image),
      {
        text: both(
          `Ask those who run ${registry}, or the cache before it, to check this image if pods on other nodes fail alike.`,
          `如果其他节点上的 Pod 也同样失败，请 ${registry} 或其前面缓存的管理者检查该镜像。`,
        ),
      },
      {
        text: both(
          `Ask your platform team to check the disk and the image store of node “${node}” if only this node fails.`,
          `如果只有节点“${node}”失败，请平台团队检查其磁盘和镜像存储。`,
        ),
      },
    ];
  },
});
