import type { Step, Text } from '../../../engine';
import { both, defineCause, listEn, listZh } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { demandIn, demandSteps } from '../../shared/demand';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';
import { mountInWords } from '../../shared/mountInWords';
import { wordsOfQuotes } from '../../shared/said';
import { copiesInWords, LESS_COPIES } from './copies';
import { linkInWords, linkSteps, serviceLink } from './serviceLink';
import { POOL } from './pool';
import { PIN, settingsOf, UNDEFINED } from './undefined';

const RESTART: Step = {
  text: both(
    'Restart the pods after a change: a file mounted with subPath is not renewed in running ones.',
    '修改后请重启 Pod：用 subPath 挂载的文件不会在运行中的 Pod 里更新。',
  ),
};

const READ = {
  text: both(
    'Read the lines around: they name what is wrong.',
    '查看前后的日志：其中写明了哪里有误。',
  ),
};

/** Why it refused them, as far as the log tells. */
function reasonOf(
  file: string | undefined,
  mount: MountOfPath | undefined,
  isDefault: boolean,
): Text {
  if (isDefault)
    return both(
      'It holds no value, or the one that everybody knows from the documentation, and the program does not start with that on purpose. Members of one cluster need the same value.',
      '它没有值，或仍是文档中众所周知的默认值，程序因此有意拒绝启动。同一集群的各成员需要相同的值。',
    );
  return file === undefined
    ? both(
        'The program read its settings and refused them: the form is broken, a name is unknown, or a value is not allowed.',
        '程序读取配置后拒绝使用：格式有误、名称未知或取值不允许。',
      )
    : mountInWords(mount);
}

/** Why, and in what words it said so. */
function withWords(
  data: {
    readonly file: string | undefined;
    readonly mount: MountOfPath | undefined;
    readonly isDefault: boolean;
    readonly isUndefined: boolean;
    readonly words: string | undefined;
  },
  known: Text | false,
): Text {
  const usual = data.isUndefined
    ? UNDEFINED
    : reasonOf(data.file, data.mount, data.isDefault);
  const { en, zh } = known || usual;
  return data.words === undefined
    ? both(en, zh)
    : both(
        `It said: “${data.words}”. ${en}`,
        `程序写道：“${data.words}”。${zh}`,
      );
}

export default defineCause({
  id: 'settings-invalid',
  state: 'crashing',
  title: both(
    'Its settings cannot be read or are wrong',
    '程序配置无法读取或有误',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'services'],
  beats: endings,
  covers: [],
  detect({ pod, logs, services, subject, now }) {
    return lastWords('settings-invalid', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const link = kind === 'link' ? serviceLink(facts, services) : undefined;
        const file =
          facts.file ??
          (kind !== 'undefined' && facts.path?.startsWith('/')
            ? facts.path
            : undefined);
        const mount = mountOf(pod, container, file);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            file,
            line: facts.line,
            settings: settingsOf(facts, kind, quotes),
            isUndefined: kind === 'undefined',
            mount,
            link: link?.one,
            isPool: kind === 'pool' && file === undefined,
            copies: kind === 'copies' && { want: facts.want, have: facts.have },
            isDefault: kind === 'default',
            words: wordsOfQuotes(quotes),
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...(link?.quotes ?? []),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { file, line, link } = data;
    const settings = data.settings.map(name => `“${name}”`);
    const of =
      settings.length === 0
        ? both('', '')
        : both(` (${listEn(settings)})`, `（${listZh(settings)}）`);
    const place =
      file === undefined
        ? both('its settings', '其配置')
        : both(
            `${file}${line === undefined ? '' : ` (line ${line})`}`,
            `${file}${line === undefined ? '' : ` 第 ${line} 行`}`,
          );
    const isNamed = data.isUndefined && settings.length > 0;
    return {
      what: isNamed
        ? both(
            `The program in ${who.en} ended because its configuration refers to ${settings[0]}, which is not there${again.en}.`,
            `${who.zh}中的程序因配置引用了不存在的${settings[0]}而结束${again.zh}。`,
          )
        : both(
            `The program in ${who.en} ended because it could not use ${place.en}${of.en}${again.en}.`,
            `${who.zh}中的程序因${place.zh}${of.zh}有误而结束${again.zh}。`,
          ),
      why: link
        ? linkInWords(link)
        : withWords(
            data,
            data.copies ? copiesInWords(data.copies) : data.isPool && POOL,
          ),
    };
  },
  steps(data) {
    const { namespace, mount, link } = data;
    if (link) return [...linkSteps(link), { ...READ, action: data.action }];
    const isMap = mount?.kind === 'configMap' && mount.source !== undefined;
    return [
      ...demandSteps(demandIn(data.words)),
      ...(data.copies ? [LESS_COPIES] : []),
      {
        ...READ,
        action: data.action,
      },
      {
        text: isMap
          ? both(
              `Correct config map “${mount.source}”; mind indentation and quotes.`,
              `改正 ConfigMap“${mount.source}”；注意缩进和引号。`,
            )
          : both(
              'Correct the settings; mind indentation, quotes, and names that changed with a new version of the program.',
              '改正配置；注意缩进、引号，以及程序新版本中改名的配置项。',
            ),
        ...(isMap
          ? {
              command: kubectl(
                namespace,
                'get',
                'configmap',
                mount.source ?? '',
                '-o',
                'yaml',
              ),
            }
          : {}),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
      },
      ...(data.isUndefined ? [PIN] : []),
      RESTART,
    ];
  },
});
