import { both, defineCause, placeByName, quoteOf } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const TARGET = /mounting ([\w.-]{1,253}):(\/[^\s"]{0,512}) failed/;

export default defineCause({
  id: 'network-share-path-missing',
  state: 'waiting',
  title: both(
    'The shared directory does not exist on the server',
    '文件服务器上不存在该共享目录',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'volumes'],
  covers: ['volume/os-error/nfs-nosuch'],
  detect({ subject, volumes, ...reading }) {
    const { pod } = reading;
    return volumeFailures(reading, 'path-missing').map(one => {
      const v = pod.spec.volumes.findIndex(({ name }) => name === one.volume);
      const all = volumes.status === 'ok' ? volumes.value : [];
      const p = placeByName(all, one.volume);
      const { nfs } = pod.spec.volumes[v] ?? all[p]?.spec ?? {};
      const [, host, directory] = TARGET.exec(one.why) ?? [];
      const server = nfs?.server ?? host;
      const path = nfs?.path ?? directory;
      return {
        data: {
          ...placeOfVolume(subject, one),
          ...(server !== undefined && { server }),
          ...(path !== undefined && { path }),
        },
        quotes: [
          ...one.quotes,
          ...quoteOf('pod', pod, `spec.volumes.${v}.nfs.path`),
          ...quoteOf('volumes', all, `${p}.spec.nfs.path`),
        ],
      };
    });
  },
  explain(data) {
    const { server, path } = data;
    const name = nameOfVolume(data);
    const at = server ? both(` “${server}”`, `“${server}”`) : both('', '');
    const what = path
      ? both(`the directory “${path}”`, `目录“${path}”`)
      : both('the shared directory', '共享目录');
    return {
      what: both(
        `The pod cannot start: ${name.en} is ${what.en} on server${at.en}, which does not have it.`,
        `Pod 无法启动：${name.zh}指向服务器${at.zh}上的${what.zh}，但它不存在。`,
      ),
      why: both(
        'The path is misspelt, the directory or share was never made or was deleted, or the server exports it under another name.',
        '路径拼写错误、目录或共享从未创建或已被删除，或服务器以其他名称导出它。',
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Compare server and path in the events with what the server exports.',
          '将事件中的服务器和路径与服务器实际导出的内容对比。',
        ),
        action: 'events',
      },
      {
        text: both(
          'Correct the path in the manifest, or ask whoever runs the server to make the directory; the pod then starts within two minutes.',
          '改正清单中的路径，或请服务器管理者创建该目录；之后 Pod 会在两分钟内启动。',
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
      },
    ];
  },
});
