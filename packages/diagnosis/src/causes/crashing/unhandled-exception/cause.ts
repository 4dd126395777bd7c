import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

export default defineCause({
  id: 'unhandled-exception',
  state: 'crashing',
  title: both(
    'The program crashes on an error of its own',
    '程序因自身错误而崩溃',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('unhandled-exception', pod, logs, now).map(
      ({ container, data, facts, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          language: facts.language ?? '',
          exception: facts.exception,
          message: facts.message,
          file: facts.file,
          line: facts.line,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { language, exception, message, file, line } = data;
    const where =
      file === undefined
        ? both('', '')
        : both(` at ${file}:${line}`, `，位于 ${file}:${line}`);
    const short = (message ?? '').slice(0, 200);
    const said =
      exception === undefined
        ? short
        : `${exception}${short ? `: ${short}` : ''}`;
    return {
      what: both(
        `The ${language} program in ${who.en} crashed on an error that nobody caught${where.en}${again.en}.`,
        `${who.zh}中的 ${language} 程序因未捕获的错误而崩溃${where.zh}${again.zh}。`,
      ),
      why: both(
        said
          ? `The error: “${said}”. Nothing in the cluster's own data explains it; it is most likely a fault of the program or of what it was given.`
          : "Nothing in the cluster's own data explains it; it is most likely a fault of the program or of what it was given.",
        said
          ? `错误为“${said}”。集群自身的数据无法解释它；很可能是程序或其输入的问题。`
          : '集群自身的数据无法解释它；很可能是程序或其输入的问题。',
      ),
    };
  },
  steps(data) {
    const { file, line } = data;
    return [
      {
        text: both('Read the whole stack trace.', '查看完整的调用栈。'),
        action: data.action,
      },
      {
        text:
          file === undefined
            ? both(
                'Look for the first frame of your own code in it.',
                '在其中找到第一个属于自己代码的栈帧。',
              )
            : both(
                `Look at ${file}, line ${line}: which value did it not expect?`,
                `查看 ${file} 第 ${line} 行：哪个值出乎意料？`,
              ),
      },
      {
        text: both(
          'Return to the release before, if that one worked.',
          '如果上一个版本正常，请回退。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
      },
    ];
  },
});
