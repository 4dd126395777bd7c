import type { Text } from '../../../engine';
import { both, count, defineCause, listEn, listZh } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { wordsOfQuotes } from '../../shared/said';
import { exclusiveFault, exclusiveStep, optionsIn } from './exclusive';

/** What was wrong with them, as the end of a sentence. */
function fault(kind: string | undefined, option: string | undefined): Text {
  const name =
    option === undefined ? both('', '') : both(` “${option}”`, `“${option}”`);
  let did = both(
    `does not know the argument${name.en}`,
    `不认识参数${name.zh}`,
  );
  if (kind === 'missing')
    did = both(`misses the argument${name.en}`, `缺少参数${name.zh}`);
  if (kind === 'value')
    did = both(
      `cannot use the value of an argument${
        name.en === '' ? '' : ` (${name.en.trim()})`
      }`,
      `无法使用参数${name.zh}的值`,
    );
  if (kind === 'usage')
    did = both('only printed how it wants to be called', '只输出了用法说明');
  return did;
}

export default defineCause({
  id: 'arguments-invalid',
  state: 'crashing',
  title: both('It was started with wrong arguments', '启动参数有误'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('arguments-invalid', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          option: facts.name,
          kind,
          ...(kind === 'exclusive' && {
            exclusive: optionsIn(wordsOfQuotes(quotes)),
          }),
          argsCount: container.spec?.argsCount ?? 0,
          hasCommand: container.spec?.command !== undefined,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { option, kind, argsCount, hasCommand } = data;
    const { exclusive } = data;
    const did = exclusive ? exclusiveFault(exclusive) : fault(kind, option);
    return {
      what: both(
        `The program in ${who.en} ended because it ${did.en}${again.en}.`,
        `${who.zh}中的程序${did.zh}，因此结束${again.zh}。`,
      ),
      why:
        argsCount > 0 || hasCommand
          ? both(
              `The manifest sets ${listEn([
                ...(hasCommand ? ['the command'] : []),
                ...(argsCount > 0 ? [count(argsCount, 'argument')] : []),
              ])} in place of the image's own; what the program understands may have changed with its version.`,
              `清单用自己的${listZh([
                ...(hasCommand ? ['命令'] : []),
                ...(argsCount > 0 ? [`${argsCount} 个参数`] : []),
              ])}取代了镜像自带的；程序支持的参数可能随版本而改变。`,
            )
          : both(
              'The manifest gives no arguments, so those of the image are used; it may want one that has no default.',
              '清单没有给出参数，因此使用镜像自带的参数；它可能需要某个没有默认值的参数。',
            ),
    };
  },
  steps(data) {
    const { namespace, pod, container } = data;
    return [
      ...(data.exclusive ? [exclusiveStep(container)] : []),
      {
        text: both(
          'Read which arguments the program knows.',
          '查看程序支持哪些参数。',
        ),
        action: data.action,
      },
      {
        text: both(
          `Compare “args” and “command” of container “${container}” with the documentation of this version of the image; each word is a list item of its own, and no shell splits them.`,
          `对照该镜像版本的文档，检查容器“${container}”的 args 和 command；每个词都是单独的列表项，不会由 shell 拆分。`,
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
        link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
      },
    ];
  },
});
