import type { Text } from '../../../engine';
import { both } from '../../../engine';

/** Why data and program do not fit. */
export const WHY: Readonly<Record<string, Text>> = {
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
    'The data belongs to another member or another cluster than the program was told: some volumes were kept while the rest was made anew, or the other side (Kafka’s ZooKeeper, say) lost its data.',
    '数据属于另一个成员或另一个集群：重建时只保留了部分卷，或另一方（例如 Kafka 的 ZooKeeper）丢失了数据。',
  ),
  'no-identity': both(
    'Nothing there says yet who the member is (meta.properties of Kafka, myid of ZooKeeper): the step that writes it before the first start did not run there, or the data was lost, as that of an emptyDir is with its pod.',
    '那里还没有成员的标识（Kafka 的 meta.properties、ZooKeeper 的 myid）：首次启动前写入标识的步骤没有在该处执行，或数据已丢失（emptyDir 的数据会随 Pod 一起消失）。',
  ),
  removed: both(
    'The rest of the cluster has removed this member or began anew without it, while its own data, which says otherwise, was kept.',
    '集群的其余成员已移除该成员，或在没有它的情况下重新建立，而它自己的旧数据被保留，两者不一致。',
  ),
  'unsafe-bootstrap': both(
    'All members of the cluster went down, and this one was not the last to stop: it may lack the newest data, so it does not begin alone (safe_to_bootstrap: 0 in grastate.dat).',
    '集群的所有成员都停止过，而该成员不是最后停止的：它可能缺少最新数据，因此不会独自启动集群（grastate.dat 中 safe_to_bootstrap 为 0）。',
  ),
  'state-file': both(
    'That is a file the program keeps for itself, such as how far it has read or what waits to be sent, and no setting: it is damaged, because the program or its node stopped while it was written, or the disk was full.',
    '那是程序为自己保存的文件（例如读取到的位置或待发送的内容），不是配置：它已损坏，因为写入时程序或节点停止，或磁盘已满。',
  ),
  corrupt: both(
    'The data is damaged: the program was killed while writing, the disk was full or failed, or two instances wrote at once.',
    '数据已损坏：程序写入时被终止、磁盘已满或故障，或两个实例同时写入。',
  ),
};

/** What brings them together. */
export const FIX: Readonly<Record<string, Text>> = {
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
  lost: both(
    'Remove the old member from the cluster by its own tool, through a member that is well (etcdctl member remove, nodetool removenode, consul force-leave, say), then let this one join as a new member of an existing cluster.',
    '通过正常的成员，用集群自己的工具移除旧成员（例如 etcdctl member remove、nodetool removenode、consul force-leave），再让该成员作为新成员加入已有集群。',
  ),
  'no-identity': both(
    'Let the start script or an init container write it into the very directory the settings name (kafka-storage.sh format with the id of the cluster; the number of the member in myid), and keep that directory on a claim.',
    '让启动脚本或初始化容器将标识写入配置所指的目录（kafka-storage.sh format 加集群 ID；在 myid 中写入成员编号），并将该目录放在存储卷声明上。',
  ),
  removed: both(
    'Empty the data of this member and let it join the cluster anew by its own tool, if the other members have all the data.',
    '如果其他成员拥有全部数据，请清空该成员的数据，并用集群自己的工具让它重新加入。',
  ),
  'unsafe-bootstrap': both(
    'Find the member with the highest seqno in grastate.dat (galera_recovery when it is -1), set safe_to_bootstrap: 1 there alone, and start it first (charts have a setting for a forced bootstrap).',
    '找到 grastate.dat 中 seqno 最大的成员（为 -1 时用 galera_recovery 获取），只在那里设置 safe_to_bootstrap: 1 并最先启动（Chart 通常有强制引导的设置）。',
  ),
  'state-file': both(
    'Move that file away (or delete it), and let the pod start again: the program makes it anew; what it had noted is lost, so that it may read or send something twice, or skip it.',
    '移走（或删除）该文件并让 Pod 重新启动：程序会重新生成它；原有记录会丢失，因此可能重复读取或发送，也可能略过一部分。',
  ),
  corrupt: both(
    'Restore a backup, or let the program repair its data if it can; with replicas, let this one fetch its data anew.',
    '恢复备份，或让程序自行修复数据；有副本时，让它重新同步数据。',
  ),
};
