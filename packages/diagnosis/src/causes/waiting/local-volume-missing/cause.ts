import { both, defineCause, placeByName, quoteOf } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const PATH =
  /path "([^"]{1,4096})" does not exist|invalid path: (\S{1,4096})|special device (\/\S{1,4096}) does not exist/;
const NO_KIND = /only directory and block device are supported/;

export default defineCause({
  id: 'local-volume-missing',
  state: 'waiting',
  title: both(
    'The local disk of the volume is not on the node',
    '节点上找不到本地卷的磁盘',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims', 'volumes'],
  covers: [
    'volume/FailedMount-setup/local-path',
    'volume/FailedMount-setup/local-invalid',
    'volume/FailedMount-setup/local-type',
    'volume/FailedMount/NewMounter',
  ],
  detect({ subject, volumes, ...reading }) {
    return volumeFailures(reading, 'local-missing').map(one => {
      const all = volumes.status === 'ok' ? volumes.value : [];
      const p = placeByName(all, one.volume);
      const [, a, b, c] = PATH.exec(one.why) ?? [];
      const path = all[p]?.spec.local?.path ?? a ?? b ?? c;
      return {
        data: {
          ...placeOfVolume(subject, one),
          isOtherKind: NO_KIND.test(one.why),
          ...(path !== undefined && { path }),
        },
        quotes: [
          ...one.quotes,
          ...quoteOf('volumes', all, `${p}.spec.local.path`),
        ],
      };
    });
  },
  explain(data) {
    const { node, path, isOtherKind } = data;
    const name = nameOfVolume(data);
    const at = path ? both(` “${path}”`, `“${path}”`) : both('', '');
    return {
      what: isOtherKind
        ? both(
            `The pod cannot start: the path${at.en} of ${name.en} on node “${node}” is neither a directory nor a disk.`,
            `Pod 无法启动：${name.zh}在节点“${node}”上的路径${at.zh}既不是目录也不是磁盘。`,
          )
        : both(
            `The pod cannot start: the path${at.en} of ${name.en} does not exist on node “${node}”.`,
            `Pod 无法启动：${name.zh}的路径${at.zh}在节点“${node}”上不存在。`,
          ),
      why: both(
        'The volume is a disk or directory of that one node. It was never made or mounted there, or it went when the machine was rebuilt; the data with it.',
        '该卷是这个节点本地的磁盘或目录：可能从未创建或挂载，或在机器重装时丢失，数据也随之丢失。',
      ),
    };
  },
  steps({ node, volume }) {
    return [
      {
        text: both(
          'See the path and the node the volume is meant for.',
          '查看该卷的路径及其对应的节点。',
        ),
        command: `kubectl describe persistentvolume ${volume}`,
      },
      {
        text: both(
          `Ask your platform team to mount or make the path on node “${node}”; the pod then starts by itself.`,
          `请平台团队在节点“${node}”上挂载或创建该路径；之后 Pod 会自动启动。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#local',
      },
      {
        text: both(
          'Delete the claim and deploy it again only when the data are not needed: it is then given another volume.',
          '只有确定不需要数据时才删除并重新部署声明：它会得到另一个卷。',
        ),
      },
    ];
  },
});
