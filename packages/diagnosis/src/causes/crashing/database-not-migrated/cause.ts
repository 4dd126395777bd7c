import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { readBefore } from '../../shared/steps';

const WHY: Readonly<Record<string, Text>> = {
  database: both(
    'The server was reached and the login accepted, but nobody created that database, or its name is spelt otherwise.',
    '已连到服务器且登录成功，但没有人创建该数据库，或名称拼写不同。',
  ),
  object: both(
    'The program is newer than the database: its migrations did not run, ran against another database or schema, or run later than the program.',
    '程序比数据库新：迁移没有执行、在另一个数据库或模式中执行，或晚于程序执行。',
  ),
  dirty: both(
    'An earlier migration failed half-way, and the tool does not go on before a person has looked.',
    '之前的迁移中途失败，工具在人工处理之前不会继续。',
  ),
  checksum: both(
    'A migration that already ran was changed later, or the database was migrated from another branch.',
    '已执行过的迁移后来被修改，或数据库由另一个分支迁移过。',
  ),
  newer: both(
    'Another release of the program, most likely a newer one, has migrated the database since; this one does not know what was done, and cannot go on from there.',
    '该程序的另一个版本（很可能更新）已迁移过数据库；当前版本不认识这些变更，无法继续。',
  ),
  pending: both(
    'The program is newer than the database, and its migrations have not run yet.',
    '程序比数据库新，迁移尚未执行。',
  ),
};

/** For a database that is ahead of the program. */
function aheadInWords(name: string | undefined, who: Text, again: Text) {
  const at = name ? both(` (“${name}”)`, `（“${name}”）`) : both('', '');
  return {
    what: both(
      `The program in ${who.en} ended because its database holds migrations that it does not know${at.en}${again.en}.`,
      `${who.zh}中的程序因数据库中有它不认识的迁移${at.zh}而结束${again.zh}。`,
    ),
    why: WHY.newer ?? both('', ''),
  };
}

function aheadSteps(action: NonNullable<Step['action']>): Step[] {
  return [
    {
      text: both(
        'Compare the image with the release that migrated the database last: an older one, or another branch, is running now.',
        '对比镜像与最后一次迁移数据库的版本：现在运行的是较旧的版本或另一个分支。',
      ),
    },
    {
      text: both(
        'Set the image to that release or a newer one; or, if the older one must run, take the migrations back with the newer release first, or restore a copy of the database.',
        '将镜像改为该版本或更新的版本；若必须运行旧版本，请先用新版本撤销这些迁移，或恢复数据库备份。',
      ),
    },
    readBefore(action),
  ];
}

export default defineCause({
  id: 'database-not-migrated',
  state: 'crashing',
  title: both(
    'The database is not in the state the program expects',
    '数据库的状态与程序所需不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('database-not-migrated', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          kind: kind ?? 'pending',
          name: facts.name,
          database: facts.database,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { kind, name, database } = data;
    const thing = database ?? name;
    let miss = both('the schema it expects', '所需的表结构');
    if (thing !== undefined && (kind === 'database' || kind === 'object'))
      miss = both(
        `${
          kind === 'database' ? 'a database' : 'a table or column'
        } named “${thing}”`,
        `${kind === 'database' ? '数据库' : '表或列'}“${thing}”`,
      );
    if (kind === 'newer') return aheadInWords(name, who, again);
    const did =
      kind === 'dirty' || kind === 'checksum'
        ? both(
            'because its database migrations do not fit what was run before',
            '因数据库迁移与已执行的不一致',
          )
        : both(
            `because its database lacks ${miss.en}`,
            `因数据库缺少${miss.zh}`,
          );
    return {
      what: both(
        `The program in ${who.en} ended ${did.en}${again.en}.`,
        `${who.zh}中的程序${did.zh}而结束${again.zh}。`,
      ),
      why:
        WHY[kind] ??
        both('Program and database do not fit.', '程序与数据库不符。'),
    };
  },
  steps(data) {
    const { namespace, kind } = data;
    if (kind === 'newer') return aheadSteps(data.action);
    return [
      {
        text: both(
          'Read which statement or migration failed.',
          '查看是哪条语句或迁移失败。',
        ),
        action: data.action,
      },
      {
        text: both(
          'Look whether the job or init container that migrates the database has run and succeeded.',
          '查看负责迁移数据库的 Job 或初始化容器是否已成功执行。',
        ),
        command: kubectl(namespace, 'get', 'jobs,pods'),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      },
      {
        text:
          kind === 'dirty' || kind === 'checksum'
            ? both(
                'Repair the history of migrations by hand after comparing it with the database; save a copy first.',
                '与数据库核对后手动修复迁移历史；请先备份。',
              )
            : both(
                'Run the migrations, or create the database, before the program starts; check that both use the same database and schema.',
                '在程序启动之前执行迁移或创建数据库；检查两者使用的是同一数据库和模式。',
              ),
      },
      {
        text: both(
          'Return to the release before, if the database must not change now.',
          '如果现在不能改动数据库，请回退到上一个版本。',
        ),
      },
    ];
  },
});
