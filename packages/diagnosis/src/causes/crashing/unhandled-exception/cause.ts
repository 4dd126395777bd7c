import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { demandIn, demandSteps } from '../../shared/demand';
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

/** What the words prove and what not; `nothing`: what a call was not given; `reads`: the function that read the settings. */
function fault(nothing: string | undefined, reads: string | undefined): Text {
  if (nothing === undefined && reads !== undefined)
    return both(
      `It happened while the program read its settings (${reads}): most likely they are empty, cut off, or of another form than it expects.`,
      `错误发生在程序读取配置时（${reads}）：很可能配置为空、不完整或格式与预期不符。`,
    );
  return nothing === undefined
    ? both(
        'That alone does not prove whether its code, its settings or its data must be mended.',
        '仅凭这一点还不能断定需要修正的是程序的代码、配置还是数据。',
      )
    : both(
        `A value it needs (“${nothing}”) is null. While a program starts that is mostly a setting that is not set: an address, a connection string or another key of its configuration.`,
        `它需要的值（“${nothing}”）为空（null）。在启动时，这通常是某项配置没有设置：地址、连接字符串或其他配置项。`,
      );
}

const settingStep = (nothing: string): Step => ({
  text: both(
    `Find the setting that is to become “${nothing}” (the frames of the stack trace name where it is read), and set it: as environment variable with __ for each colon, in appsettings, or in a config map. Image and chart must be of versions that fit.`,
    `找出应成为“${nothing}”的配置项（调用栈写明了读取的位置）并设置它：用环境变量（以 __ 代替冒号）、appsettings 或 ConfigMap。镜像与 Chart 的版本必须匹配。`,
  ),
  link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
});

const READ_SETTINGS: Step = {
  text: both(
    'Check the settings that the program reads: the file is there, is not empty, and has the form its documentation shows. A config map may hold it under another key, or with its indentation lost.',
    '检查程序读取的配置：文件存在、不为空，且格式与文档一致。ConfigMap 中的键名可能不对，或丢失了缩进。',
  ),
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
};

/** Where to look in the code. */
const lookAt = (file: string | undefined, line: string | undefined): Step => ({
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
});

export default defineCause({
  id: 'unhandled-exception',
  state: 'crashing',
  title: both(
    'The program ends on an error nobody caught',
    '程序因未捕获的错误而结束',
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
          demand: demandIn(facts.message),
          file: facts.file,
          line: facts.line,
          before: facts.before,
          nothing: facts.name,
          reads: facts.setting,
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
    const short = (message ?? '').slice(0, 400);
    const said =
      exception === undefined
        ? short
        : `${exception}${short ? `: ${short}` : ''}`;
    const work = shortened(before);
    const doing =
      work === ''
        ? both('', '')
        : both(` Just before it wrote: “${work}”.`, `此前它写道：“${work}”。`);
    const rest = fault(data.nothing, data.reads);
    return {
      what: both(
        `The ${language} program in ${who.en} crashed on an error that nobody caught${where.en}${again.en}.`,
        `${who.zh}中的 ${language} 程序因未捕获的错误而崩溃${where.zh}${again.zh}。`,
      ),
      why: both(
        said ? `The error: “${said}”.${doing.en} ${rest.en}` : rest.en,
        said ? `错误为“${said}”。${doing.zh}${rest.zh}` : rest.zh,
      ),
    };
  },
  steps(data) {
    const { file, line, before, nothing, demand, reads } = data;
    return [
      ...demandSteps(demand),
      ...(nothing === undefined ? [] : [settingStep(nothing)]),
      ...(reads === undefined ? [] : [READ_SETTINGS]),
      {
        text: both('Read the whole stack trace.', '查看完整的调用栈。'),
        action: data.action,
      },
      ...(demand === undefined ? [lookAt(file, line)] : []),
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
