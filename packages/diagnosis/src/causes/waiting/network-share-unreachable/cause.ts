import type { Text } from '../../../engine';
import { both, defineCause, placeByName, quoteOf } from '../../../engine';
import { shareOf } from '../../shared/shareOf';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

type Obstacle = 'name' | 'refused' | 'route' | 'stale' | 'version' | 'timeout';

const OBSTACLES: readonly (readonly [Obstacle, RegExp])[] = [
  [
    'name',
    /failed to resolve|could not resolve|name or service not known|name resolution|no such host/i,
  ],
  ['stale', /stale/i],
  ['version', /not supported/i],
  ['refused', /connection refused|program not registered|mount error\(111\)/i],
  [
    'route',
    /no route to host|network is|host is down|mount error\((?:101|112|113)\)/i,
  ],
];

const WHY: Readonly<Record<Obstacle, Text>> = {
  name: both(
    'The node cannot resolve the server’s name. A name of a Kubernetes Service does not help here: the node, not the pod, mounts the share.',
    '节点无法解析服务器名称。Kubernetes Service 的名称在这里通常无效：挂载由节点而不是 Pod 执行。',
  ),
  stale: both(
    'The server was restarted or the directory was made anew: the node holds on to one that is no longer there (stale file handle).',
    '服务器重启过或目录被重建：节点仍持有已失效的句柄（stale file handle）。',
  ),
  version: both(
    'Server and node do not speak the same version or protocol of the share.',
    '服务器与节点使用的共享协议或版本不一致。',
  ),
  refused: both(
    'The machine answers, but no file server listens there.',
    '机器有响应，但没有文件服务在监听。',
  ),
  route: both(
    'The network between node and server is cut, or the server is down.',
    '节点与服务器之间的网络不通，或服务器已宕机。',
  ),
  timeout: both(
    'Nothing answers: the server is down, the address is wrong, or a firewall (security group, network policy of the cloud) drops the packets.',
    '没有任何响应：服务器已宕机、地址有误，或防火墙（安全组、云网络策略）丢弃了数据包。',
  ),
};

export default defineCause({
  id: 'network-share-unreachable',
  state: 'waiting',
  title: both(
    'The node does not reach the file server',
    '节点无法连接文件服务器',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'volumes'],
  covers: [
    'volume/os-error/nfs-timeout',
    'volume/os-error/nfs-refused',
    'volume/os-error/nfs-stale',
  ],
  detect({ subject, volumes, ...reading }) {
    const { pod, events } = reading;
    return volumeFailures(reading, 'unreachable').map(one => {
      const v = pod.spec.volumes.findIndex(({ name }) => name === one.volume);
      const all = volumes.status === 'ok' ? volumes.value : [];
      const p = placeByName(all, one.volume);
      const { nfs } = pod.spec.volumes[v] ?? all[p]?.spec ?? {};
      const message = events.status === 'ok' ? one.quotes[0]?.value : '';
      const target = shareOf(String(message))?.replace(/^\/\//, '');
      const server = nfs?.server ?? target?.split(/:?\//)[0];
      return {
        data: {
          ...placeOfVolume(subject, one),
          obstacle:
            OBSTACLES.find(([, pattern]) => pattern.test(one.why))?.[0] ??
            ('timeout' as const), // literal type of Obstacle
          ...(server !== undefined && { server }),
        },
        quotes: [
          ...one.quotes,
          ...quoteOf('pod', pod, `spec.volumes.${v}.nfs.server`),
          ...quoteOf('volumes', all, `${p}.spec.nfs.server`),
        ],
      };
    });
  },
  explain(data) {
    const { node, server, obstacle } = data;
    const name = nameOfVolume(data);
    const which = server
      ? both(`the file server “${server}”`, `文件服务器“${server}”`)
      : both('the file server', '文件服务器');
    return {
      what: both(
        `The pod cannot start: node “${node}” does not get through to ${which.en} of ${name.en}.`,
        `Pod 无法启动：节点“${node}”无法连通${name.zh}所在的${which.zh}。`,
      ),
      why: WHY[obstacle],
    };
  },
  steps({ node, obstacle, server }) {
    return [
      {
        text: both(
          server
            ? `Check that “${server}” is the right address and that the file server is up.`
            : 'Check the server’s address in the events and that it is up.',
          server
            ? `确认“${server}”地址正确且文件服务器在运行。`
            : '在事件中确认服务器地址，并确认其在运行。',
        ),
        action: 'events',
      },
      obstacle === 'version'
        ? {
            text: both(
              'Set a version that the server offers in the mount options (for NFS such as nfsvers=4.1).',
              '在挂载选项中指定服务器支持的版本（NFS 例如 nfsvers=4.1）。',
            ),
            link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options',
          }
        : {
            text: both(
              `Ask your platform team to test from node “${node}”: name, route, firewall (NFS needs port 2049, SMB port 445).`,
              `请平台团队在节点“${node}”上测试：域名、路由、防火墙（NFS 需要 2049 端口，SMB 需要 445 端口）。`,
            ),
            link: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
          },
      {
        text: both(
          obstacle === 'stale'
            ? 'Delete the pod, if something recreates it, so that the share is mounted afresh.'
            : 'Wait after the repair: the node tries again within two minutes.',
          obstacle === 'stale'
            ? '如果 Pod 会被自动重建，可删除它以重新挂载共享。'
            : '修复后请等待：节点会在两分钟内重试。',
        ),
      },
    ];
  },
});
