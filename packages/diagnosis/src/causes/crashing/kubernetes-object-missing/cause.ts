import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { Asked, Known } from './object';
import { askedIn, isOfCluster, known, nameOf } from './object';

/** What the lists that were read say of it. */
function seen({ isThere, near }: Pick<Known, 'isThere' | 'near'>): Text {
  if (isThere)
    return both(
      ' An object of that name is there now: it was made since, or the program asks in another namespace.',
      '现在已有同名对象：可能是之后创建的，或程序查询的是其他命名空间。',
    );
  if (near !== undefined)
    return both(` There is one called “${near}”.`, `存在名为“${near}”的对象。`);
  return both('', '');
}

/** Why it may not be there. */
const reasonOf = (resource: string): Text =>
  /^jobs?\b/.test(resource)
    ? both(
        'It was never made, has another name or namespace, or was removed: a Job with ttlSecondsAfterFinished is removed once that time has passed after it finished, and who waits for it by name then waits for nothing.',
        '它没有创建过、名称或命名空间不同，或已被删除：设置了 ttlSecondsAfterFinished 的 Job 在完成后到时即被删除，之后按名称等待它就不会有结果。',
      )
    : both(
        'The program was allowed to ask, and the answer was that there is none: it was never made, was removed, or has another name or namespace than the program’s arguments or settings say.',
        '程序有权查询，而得到的答复是没有该对象：它没有创建过、已被删除，或名称、命名空间与程序的参数或配置不同。',
      );

/** Where it was looked for; nothing for what has no namespace. */
function placeIn(asked: Asked): Text {
  return asked.where === undefined || isOfCluster(asked)
    ? both('', '')
    : both(` in namespace “${asked.where}”`, `（命名空间“${asked.where}”）`);
}

/** How to see what there is of that kind. */
function lookUp(asked: Asked, own: string): Step {
  const isAnywhere = asked.where === undefined && !isOfCluster(asked);
  return {
    text: isAnywhere
      ? both(
          'See what there is of that kind, and in which namespace.',
          '查看该类型有哪些对象，分别在哪个命名空间。',
        )
      : both('See what there is of that kind.', '查看该类型有哪些对象。'),
    command: kubectl(
      asked.where ?? own,
      'get',
      asked.resource,
      ...(isAnywhere ? ['--all-namespaces'] : []),
    ),
  };
}

const KEEP_JOB: Step = {
  text: both(
    'Wait for what the Job does (a table, a file, an answer) instead of the Job itself, or do not let it be removed: take ttlSecondsAfterFinished out, or raise it. Run the Job again if its work is needed.',
    '等待 Job 的结果（表、文件或应答）而不是 Job 本身；或不让它被删除：去掉或调大 ttlSecondsAfterFinished。如果需要其结果，请重新运行该 Job。',
  ),
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
};

export default defineCause({
  id: 'kubernetes-object-missing',
  state: 'crashing',
  title: both(
    'An object it asks Kubernetes for is not there',
    '程序向 Kubernetes 查询的对象不存在',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: ['logs', 'configMaps', 'services', 'serviceAccounts'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now, ...facts }) {
    return lastWords('kubernetes-object-missing', pod, logs, now).map(
      ({ container, data, facts: words, quotes }) => {
        const asked = askedIn(words);
        const { quotes: there, ...rest } = known(
          asked,
          subject.namespace,
          facts,
        );
        return {
          container: container.name,
          data: { ...placeOf(subject), ...data, asked, ...rest },
          quotes: [...quotes, ...there],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const object = nameOf(data.asked);
    const place = placeIn(data.asked);
    const why = reasonOf(data.asked.resource);
    const more = seen(data);
    return {
      what: both(
        `The program in ${who.en} ended because the ${object.en} does not exist${place.en}${again.en}.`,
        `${who.zh}中的程序因${object.zh}${place.zh}不存在而结束${again.zh}。`,
      ),
      why: both(`${why.en}${more.en}`, `${why.zh}${more.zh}`),
    };
  },
  steps(data) {
    const { asked, namespace, action } = data;
    const object = nameOf(asked);
    const isJob = /^jobs?\b/.test(asked.resource);
    return [
      lookUp(asked, namespace),
      ...(isJob ? [KEEP_JOB] : []),
      {
        text: both(
          `Create the ${object.en} (most charts and manifests bring it along: apply all their parts), or correct the name and namespace in the arguments or settings of container “${data.container}”.`,
          `创建${object.zh}（大多数 Chart 和清单自带，请应用其所有部分），或改正容器“${data.container}”的参数或配置中的名称和命名空间。`,
        ),
      },
      {
        text: both(
          'Read what it wanted the object for.',
          '查看程序为何需要该对象。',
        ),
        action,
      },
    ];
  },
});
