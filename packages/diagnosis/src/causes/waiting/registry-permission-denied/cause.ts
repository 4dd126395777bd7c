import type { Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import type { Cloud } from '../../shared/cloudRegistry';
import { cloudOf } from '../../shared/cloudRegistry';
import { pullFindings } from '../../shared/pullFindings';

type Obstacle = 'address' | 'account' | 'layers' | 'permission';

const ADDRESS = /client with ip '([0-9a-f.:]{2,45})'/i;
const OBSTACLES: readonly (readonly [Obstacle, RegExp])[] = [
  ['address', /client with ip|ip address .{0,60}not allowed/i],
  ['account', /legal reasons|payment required|: (?:402|451)\b/i],
  ['layers', /failed open: unexpected status/i],
];

const WHY: Readonly<Record<Obstacle, Text>> = {
  address: both(
    'The registry has a firewall, and the address from which the node comes is not on its list.',
    '仓库启用了防火墙，节点的出口地址不在允许列表中。',
  ),
  account: both(
    'The registry serves this account or this country no longer: something is to be paid or is forbidden there.',
    '仓库不再为该账号或所在地区提供服务：可能欠费，或因法律原因被禁止。',
  ),
  layers: both(
    'It gives out the description of the image but not its layers, which usually lie in a storage bucket: a policy of the bucket or of the private endpoint to it does not allow the node.',
    '仓库给出了镜像的清单，却不给镜像层；镜像层通常存放在对象存储中，存储桶或其私有终端节点的策略不允许该节点访问。',
  ),
  permission: both(
    'The registry knows who asks, and this account lacks the permission to read the repository.',
    '仓库知道请求者是谁，但该账号没有读取此镜像库的权限。',
  ),
};

/** What lets an account read images, in the words of each cloud. */
const ROLES: Readonly<Record<Cloud, string>> = {
  aws: 'ecr:BatchGetImage, ecr:GetDownloadUrlForLayer',
  azure: 'AcrPull',
  google: 'roles/artifactregistry.reader',
};

export default defineCause({
  id: 'registry-permission-denied',
  state: 'waiting',
  title: both(
    'The registry does not permit this pull',
    '镜像仓库没有授予拉取权限',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['pull/403'],
  detect(reading) {
    return pullFindings(reading, 'forbidden', ({ message, isEither }) => {
      const start = message.slice(0, 8192);
      const address = ADDRESS.exec(start)?.[1];
      const known = OBSTACLES.find(([, pattern]) => pattern.test(start));
      const obstacle: Obstacle = known?.[0] ?? 'permission';
      return { obstacle, isEither, ...(address && { address }) };
    });
  },
  explain({ container, image, registry, obstacle, isEither, address }) {
    const from = address
      ? both(` The address is ${address}.`, `该地址是 ${address}。`)
      : both('', '');
    const either =
      isEither && obstacle === 'permission'
        ? both(
            ' It gives the same answer when the name is wrong.',
            '名称写错时也会得到同样的应答。',
          )
        : both('', '');
    return {
      what: both(
        `Container “${container}” cannot start, because the registry ${registry} does not permit the cluster to pull “${image}”.`,
        `容器“${container}”无法启动，因为镜像仓库 ${registry} 没有授权集群拉取“${image}”。`,
      ),
      why: both(
        `${WHY[obstacle].en}${from.en}${either.en}`,
        `${WHY[obstacle].zh}${from.zh}${either.zh}`,
      ),
    };
  },
  steps({ image, registry, repository, node, obstacle }) {
    const cloud = cloudOf(registry);
    const role = cloud ? ` (${ROLES[cloud]})` : '';
    const ask: Readonly<Record<Obstacle, Text>> = {
      address: both(
        `Ask those who run ${registry} to allow the address from which node “${node}” leaves the cluster.`,
        `请 ${registry} 的管理者放行节点“${node}”的出口地址。`,
      ),
      account: both(
        `Ask those who pay for or run ${registry} what has changed, or use another registry.`,
        `向 ${registry} 的付费者或管理者了解发生了什么变化，或改用其他仓库。`,
      ),
      layers: both(
        `Ask your platform team to let node “${node}” read the storage behind ${registry} (bucket policy, private endpoint).`,
        `请平台团队允许节点“${node}”读取 ${registry} 背后的对象存储（存储桶策略、私有终端节点）。`,
      ),
      permission: both(
        `Ask those who run ${registry} to let the cluster's account read “${repository}”${role}.`,
        `请 ${registry} 的管理者允许集群所用的账号读取“${repository}”${role}。`,
      ),
    };
    return [
      {
        text: both(`Check the name of “${image}”.`, `核对“${image}”的名称。`),
      },
      {
        text: ask[obstacle],
        link: 'https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry',
      },
      {
        text: both(
          'Wait for the next try, at most five minutes after it is permitted.',
          '授权后等待下一次重试，最多五分钟。',
        ),
      },
    ];
  },
});
