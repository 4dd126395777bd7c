import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

/** What a line says, without its time and place in the source, as much as a sentence bears. */
const shortened = (line: string = '') =>
  line
    .replace(/^[IWEF]\d{4} [^\]]{1,100}\] /, '')
    .replace(/^[\d/:.,TZ+ -]{8,40}/, '')
    .slice(0, 200)
    .replace(/[\s.]+$/, '')
    .trim();

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
          before: facts.before,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { language, exception, message, file, line, before } = data;
    const where =
      file === undefined
        ? both('', '')
        : both(` at ${file}:${line}`, `，位于 ${file}:${line}`);
    const short = (message ?? '').slice(0, 200);
    const said =
      exception === undefined
        ? short
        : `${exception}${short ? `: ${short}` : ''}`;
    const work = shortened(before);
    const doing =
      work === ''
        ? both('', '')
        : both(` Just before it wrote: “${work}”.`, `此前它写道：“${work}”。`);
    return {
      what: both(
        `The ${language} program in ${who.en} crashed on an error that nobody caught${where.en}${again.en}.`,
        `${who.zh}中的 ${language} 程序因未捕获的错误而崩溃${where.zh}${again.zh}。`,
      ),
      why: both(
        said
          ? `The error: “${said}”.${doing.en} Nothing in the cluster's own data explains it; it is most likely a fault of the program or of what it was given.`
          : "Nothing in the cluster's own data explains it; it is most likely a fault of the program or of what it was given.",
        said
          ? `错误为“${said}”。${doing.zh}集群自身的数据无法解释它；很可能是程序或其输入的问题。`
          : '集群自身的数据无法解释它；很可能是程序或其输入的问题。',
      ),
    };
  },
  steps(data) {
    const { file, line, before } = data;
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
      ...(shortened(before) === ''
        ? []
        : [
            {
              text: both(
                'Check what it worked on when it crashed: if that is the same each time, correct it or take it away until the program is mended.',
                '查看它崩溃时正在处理什么：如果每次都相同，请先改正或移除它，直到程序修复。',
              ),
            },
          ]),
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
