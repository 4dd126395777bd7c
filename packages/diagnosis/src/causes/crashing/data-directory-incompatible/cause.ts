import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { mountOf } from '../../shared/lastWordsMount';

const WHY: Readonly<Record<string, Text>> = {
  version: both(
    'A database reads the data of its own major version; some, but not PostgreSQL, also bring that of the version before up to date. The image was changed to another version than the data is of.',
    '数据库能读取自身主版本的数据；有些（不包括 PostgreSQL）还能升级前一版本的数据。镜像换成了与数据不符的版本。',
  ),
  unclean: both(
    'The version before was not shut down in good order: its redo log still holds changes, and only that version can read them.',
    '前一版本没有正常关闭：重做日志中仍有未写入的更改，只有该版本能够读取。',
  ),
  'not-empty': both(
    'The program wants to fill an empty directory, but the root of a new disk holds lost+found, or the directory holds data of something else.',
    '程序要初始化空目录，但新磁盘的根目录有 lost+found，或目录中有其他数据。',
  ),
  identity: both(
    'The data belongs to another member or another cluster than the program was told: volumes were kept while the rest was made anew.',
    '数据属于另一个成员或另一个集群：重建时保留了旧卷。',
  ),
  corrupt: both(
    'The data is damaged: the program was killed while writing, the disk was full or failed, or two instances wrote at once.',
    '数据已损坏：程序写入时被终止、磁盘已满或故障，或两个实例同时写入。',
  ),
};

const FIX: Readonly<Record<string, Text>> = {
  version: both(
    'Return to the image version that wrote the data; then upgrade step by step, or dump and load.',
    '退回写入这些数据的镜像版本；然后逐级升级，或导出后再导入。',
  ),
  unclean: both(
    'Return to the image version that wrote the data, let it start and stop it in good order (innodb_fast_shutdown 0 or 1, a grace period that is long enough); then upgrade.',
    '退回写入这些数据的镜像版本，启动后正常关闭（innodb_fast_shutdown 为 0 或 1，宽限期足够长），然后再升级。',
  ),
  'not-empty': both(
    'Use a directory below the mount for the data (PGDATA for PostgreSQL, or subPath of the mount).',
    '使用挂载点下的子目录存放数据（PostgreSQL 用 PGDATA，或使用挂载的 subPath）。',
  ),
  identity: both(
    'Remove the member from the cluster and let it join anew with an empty volume, or correct the identity in its settings.',
    '将该成员从集群移除并用空卷重新加入，或改正其配置中的标识。',
  ),
  corrupt: both(
    'Restore a backup, or let the program repair its data if it can; with replicas, let this one fetch its data anew.',
    '恢复备份，或让程序自行修复数据；有副本时，让它重新同步数据。',
  ),
};

/** Against the next jump. */
const pin = (image: string): Step => ({
  text: both(
    `Pin the image to a version (it is ${image}), so that it never jumps by itself.`,
    `将镜像固定到具体版本（目前是 ${image}），避免自动跳级。`,
  ),
});

export default defineCause({
  id: 'data-directory-incompatible',
  state: 'crashing',
  title: both(
    'Data on its volume does not fit the program',
    '卷上的数据与程序不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('data-directory-incompatible', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const mount = mountOf(pod, container, facts.path);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            kind: kind ?? 'version',
            path: facts.path,
            have: facts.have,
            want: facts.want,
            volume: mount?.volume,
            claim: mount?.kind === 'claim' ? mount.source : undefined,
            image: container.spec?.image ?? '',
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...quoteOf('pod', pod, `spec.${list}.${c}.image`),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { kind, path, have, want } = data;
    const at =
      path === undefined
        ? both('its data', '其数据')
        : both(`the data in ${path}`, `${path} 中的数据`);
    const versions =
      have === undefined
        ? both('', '')
        : both(
            ` (written by ${have}${
              want === undefined ? '' : `, the program is ${want}`
            })`,
            `（由 ${have} 写入${
              want === undefined ? '' : `，程序为 ${want}`
            }）`,
          );
    return {
      what: both(
        `The program in ${who.en} ended because it cannot use ${at.en}${versions.en}${again.en}.`,
        `${who.zh}中的程序因无法使用${at.zh}${versions.zh}而结束${again.zh}。`,
      ),
      why:
        WHY[kind] ??
        both('The data does not fit the program.', '数据与程序不符。'),
    };
  },
  steps(data) {
    const { kind, claim, namespace, image } = data;
    const isVersion = kind === 'version' || kind === 'unclean';
    return [
      {
        text: both(
          'Read the whole message before anything else is changed.',
          '在做任何改动之前，先查看完整的报错。',
        ),
        action: data.action,
      },
      {
        text: both(
          'Save a copy of the volume (a snapshot) first: a wrong repair cannot be undone.',
          '先保存卷的副本（快照）：错误的修复无法撤销。',
        ),
        ...(claim === undefined
          ? {}
          : { command: kubectl(namespace, 'describe', 'pvc', claim) }),
        link: 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/',
      },
      {
        text:
          FIX[kind] ??
          both(
            'Compare the image with the one that wrote the data.',
            '对照写入数据的镜像。',
          ),
      },
      ...(isVersion ? [pin(image)] : []),
    ];
  },
});
