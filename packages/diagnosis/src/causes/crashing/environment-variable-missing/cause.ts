import type { ContainerView, Quote, Text } from '../../../engine';
import { both, count, defineCause, nearest, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

/** How many variables a container sets, which is most like the missing one, and whether that one is set after all. */
function variablesOf(
  pod: Pod,
  container: ContainerView,
  variable: string | undefined,
  configMaps: Fact<FactValues['configMaps']>,
) {
  const list = container.kind === 'app' ? 'containers' : 'initContainers';
  const c = pod.spec[list].findIndex(({ name }) => name === container.name);
  const { env = [], envFrom = [] } = pod.spec[list][c] ?? {};
  const own = env.flatMap(({ name }) => name ?? []);
  const maps = configMaps.status === 'ok' ? configMaps.value : [];
  const taken = envFrom.flatMap(({ configMapRef, prefix = '' }) => {
    const map = maps.find(({ name }) => name === configMapRef?.name);
    return (map?.keys ?? []).map(key => prefix + key);
  });
  const near =
    variable === undefined ? undefined : nearest(variable, [...own, ...taken]);
  const at = `spec.${list}.${c}.env`;
  const quote = (name: string | undefined): Quote[] =>
    name === undefined || !own.includes(name)
      ? []
      : quoteOf('pod', pod, `${at}.${own.indexOf(name)}.name`);
  const optional = env.find(({ name }) => name === variable)?.valueFrom;
  const from = optional?.secretKeyRef ?? optional?.configMapKeyRef;
  return {
    variables: own.length + taken.length,
    isNamed: variable !== undefined,
    names: [...own, ...taken].slice(0, 6),
    fromSecret: envFrom.some(({ secretRef }) => secretRef !== undefined),
    isSet: variable !== undefined && [...own, ...taken].includes(variable),
    near,
    optionalFrom: from?.optional ? from.name : undefined,
    quotes: { quotes: quote(near), contradictions: quote(variable) },
  };
}

/** What `variablesOf` found. */
type Known = Omit<ReturnType<typeof variablesOf>, 'quotes'>;

/** What it gets, where the log does not say what it lacks. */
function unnamed(
  container: string,
  { variables, names, fromSecret }: Known,
): Text {
  const some = variables > names.length;
  const list = (more: string, of: string[]) =>
    of.length > 0 ? `${of.join(more)}` : '';
  return both(
    `The log does not name it. The manifest gives container “${container}” ${count(
      variables,
      'variable',
    )}${names.length > 0 ? ` (${list(', ', names)}${some ? ', …' : ''})` : ''}${
      fromSecret ? ', besides those from secrets' : ''
    }; compare them with what this version of the program asks for.`,
    `日志没有写明名称。清单为容器“${container}”设置了 ${variables} 个变量${
      names.length > 0 ? `（${list('、', names)}${some ? '…' : ''}）` : ''
    }${
      fromSecret ? '（不含来自 Secret 的变量）' : ''
    }；请与该版本程序的要求核对。`,
  );
}

/** Why it is missing, by what the manifest sets. */
function reason(container: string, known: Known): Text {
  const { variables, near, isSet, fromSecret, optionalFrom } = known;
  if (!known.isNamed) return unnamed(container, known);
  let why = both(
    `The manifest gives container “${container}” ${count(
      variables,
      'variable',
    )}, and none has that name${
      fromSecret ? ' (keys of secrets are not read)' : ''
    }.`,
    `清单为容器“${container}”设置了 ${variables} 个变量，其中没有该名称${
      fromSecret ? '（未读取 Secret 的键）' : ''
    }。`,
  );
  if (near !== undefined)
    why = both(
      `The manifest sets “${near}”, which is nearly the same name.`,
      `清单设置了名称相近的“${near}”。`,
    );
  if (isSet)
    why = both(
      'The manifest does set it, so its value is empty, or it was set only after this instance started.',
      '清单中设置了该变量，因此它的值为空，或在该实例启动之后才设置。',
    );
  if (optionalFrom !== undefined)
    why = both(
      `The manifest takes it from “${optionalFrom}” as optional, so nothing stops the start when that is missing.`,
      `清单从“${optionalFrom}”取值且标为可选（optional），因此缺少时仍会启动。`,
    );
  return why;
}

/** How it gets its value. */
function fix(
  container: string,
  name: Text,
  near: string | undefined,
  isProperty: boolean,
): Text {
  return near === undefined
    ? both(
        `Add ${name.en} to “env” of container “${container}”${
          isProperty
            ? ' (in capitals, with _ for . and -) or to its settings'
            : ''
        }; a password belongs into a secret.`,
        `在容器“${container}”的 env 中添加${name.zh}${
          isProperty ? '（大写，并用 _ 代替 . 和 -），或写入其配置' : ''
        }；密码应放在 Secret 中。`,
      )
    : both(
        `Rename “${near}” to ${name.en} if that is what is meant.`,
        `如果指的就是它，请将“${near}”改名为${name.zh}。`,
      );
}

export default defineCause({
  id: 'environment-variable-missing',
  state: 'crashing',
  title: both(
    'An environment variable it needs is not set',
    '缺少所需的环境变量',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'configMaps'],
  beats: endings,
  covers: [],
  detect({ pod, logs, configMaps, subject, now }) {
    return lastWords('environment-variable-missing', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const variable = facts.name;
        const { quotes: known, ...set } = variablesOf(
          pod,
          container,
          variable,
          configMaps,
        );
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            ...set,
            variable,
            isProperty: kind === 'property',
          },
          quotes: [...quotes, ...known.quotes],
          contradictions: known.contradictions,
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { variable, isProperty } = data;
    const thing = isProperty
      ? both('setting', '配置项')
      : both('environment variable', '环境变量');
    const name =
      variable === undefined
        ? both(
            `a ${thing.en === 'setting' ? 'setting' : 'variable'} it needs`,
            `所需的${thing.zh}`,
          )
        : both(`${thing.en} “${variable}”`, `${thing.zh}“${variable}”`);
    return {
      what: both(
        `The program in ${who.en} ended because ${name.en} is missing${again.en}.`,
        `${who.zh}中的程序因缺少${name.zh}而结束${again.zh}。`,
      ),
      why: reason(data.container, data),
    };
  },
  steps(data) {
    const { namespace, pod, variable, near, isProperty } = data;
    const name =
      variable === undefined
        ? both('the variable', '该变量')
        : both(`“${variable}”`, `“${variable}”`);
    return [
      {
        text: both(
          'Compare with the variables the container gets.',
          '核对容器得到的变量。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      {
        text: fix(data.container, name, near, isProperty),
        link: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
      },
      {
        text: both(
          'Read what else the program asks for.',
          '查看程序还需要什么。',
        ),
        action: data.action,
      },
    ];
  },
});
