import type { Explanation, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';

/** Tools that bring a database to the program's schema, and lock it meanwhile. */
export type Migrator = 'liquibase' | 'flyway';

/** Whether the kind of the last words is such a tool. */
export const isMigrator = (kind: string | undefined): kind is Migrator =>
  kind === 'liquibase' || kind === 'flyway';

const HELD: Readonly<Record<Migrator, Text>> = {
  liquibase: both(
    'Liquibase keeps its lock as a row of the table DATABASECHANGELOGLOCK in the database: another instance migrates right now, or one was ended in the middle and its row was left behind, which no restart removes.',
    'Liquibase 的锁是数据库中 DATABASECHANGELOGLOCK 表的一行：要么另一个实例正在迁移，要么某个实例在迁移中途被终止而留下了该行，重启不会将其清除。',
  ),
  flyway: both(
    'Flyway takes its lock in the database: another instance migrates right now, or a connection of one that was ended still holds it there.',
    'Flyway 的锁在数据库中：要么另一个实例正在迁移，要么已终止实例的连接仍在数据库中持有该锁。',
  ),
};

const FREE: Readonly<Record<Migrator, Text>> = {
  liquibase: both(
    'Release the lock only when certainly no instance migrates: liquibase release-locks, or UPDATE DATABASECHANGELOGLOCK SET LOCKED = FALSE, LOCKGRANTED = NULL, LOCKEDBY = NULL.',
    '只有在确定没有实例正在迁移时才释放锁：执行 liquibase release-locks，或 UPDATE DATABASECHANGELOGLOCK SET LOCKED = FALSE, LOCKGRANTED = NULL, LOCKEDBY = NULL。',
  ),
  flyway: both(
    'End the connection that holds the lock in the database only when certainly no instance migrates.',
    '只有在确定没有实例正在迁移时，才在数据库中断开持有锁的连接。',
  ),
};

/** What is locked, and where the lock lies: it has nothing to do with volumes. */
export const whyOfTable = (
  migrator: Migrator,
  who: Text,
  again: Text,
): Explanation => ({
  what: both(
    `The program in ${who.en} ended because another instance holds the lock for changing the schema of its database${again.en}.`,
    `${who.zh}中的程序因其他实例持有数据库结构迁移的锁而结束${again.zh}。`,
  ),
  why: HELD[migrator],
});

/** How to come by the lock. */
export const freeTable = (
  migrator: Migrator,
  namespace: string,
  action: 'logs' | 'previous-logs',
): Step[] => [
  {
    text: both(
      'Read in the log who holds the lock and since when.',
      '在日志中查看锁由谁持有、从何时开始。',
    ),
    action,
  },
  {
    text: both(
      'See whether that instance still runs, and wait for it if it does.',
      '查看该实例是否仍在运行；如果是，请等待它完成。',
    ),
    command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
  },
  { text: FREE[migrator] },
  {
    text: both(
      'Give a migration the time it needs: a probe or a short grace period that ends it in the middle leaves the lock behind; a Job of its own is safer.',
      '给迁移足够的时间：探针或过短的宽限期在中途终止它会留下锁；用单独的 Job 执行更安全。',
    ),
  },
];
