import type { Text } from '../../../engine';
import { both, defineCause, listEn, listZh } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';
import { quantityOf, resourceName } from '../../shared/resourceName';
import type { Violation } from './limits';
import { rangeOf, violationsIn } from './limits';

const PER: Readonly<Record<string, Text>> = {
  Container: both('container', '容器'),
  Pod: both('pod (all containers together)', 'Pod（所有容器合计）'),
  PersistentVolumeClaim: both('volume claim', '存储卷声明'),
};

/** Whose value it is: the containers by name, or the kind. */
function ownerOf({ per, containers }: Violation): Text {
  const names = containers.map(name => `“${name}”`);
  if (names.length === 0) {
    const { en, zh } = PER[per] ?? both(per, per);
    return both(`a ${en}`, zh);
  }
  return both(`container ${listEn(names)}`, `容器${listZh(names)}`);
}

function ratioInWords({ resource, allowed, value, per }: Violation): Text {
  const { en, zh } = resourceName(resource);
  const is = value
    ? both(
        `the ${en} limit of a ${
          PER[per]?.en ?? per
        } is ${value} times its request`,
        `${PER[per]?.zh ?? per}的${zh}上限是请求的 ${value} 倍`,
      )
    : both(
        `a ${PER[per]?.en ?? per} sets only one of ${en} limit and request`,
        `${PER[per]?.zh ?? per}只设置了${zh}上限与请求之一`,
      );
  return both(
    `${is.en}, at most ${allowed} times is allowed`,
    `${is.zh}，最多允许 ${allowed} 倍`,
  );
}

function inWords(violation: Violation): Text {
  const { bound, resource, allowed, field, value } = violation;
  if (bound === 'ratio') return ratioInWords(violation);
  const name = resourceName(resource);
  const owner = ownerOf(violation);
  const edge = quantityOf(resource, allowed);
  const rule =
    bound === 'max'
      ? both(`at most ${edge} is allowed`, `最多允许 ${edge}`)
      : both(`at least ${edge} is demanded`, `至少需要 ${edge}`);
  const what =
    field === 'limit' ? both('limit', '上限') : both('request', '请求');
  if (value === undefined) {
    return both(
      `${owner.en} sets no ${name.en} ${what.en}, and ${rule.en}`,
      `${owner.zh}没有设置${name.zh}${what.zh}，而${rule.zh}`,
    );
  }
  const number = quantityOf(resource, value, 'up');
  return both(
    `the ${name.en} ${what.en} of ${owner.en} is ${number}, ${rule.en}`,
    `${owner.zh}的${name.zh}${what.zh}为 ${number}，${rule.zh}`,
  );
}

export default defineCause({
  id: 'limit-range-violated',
  state: 'workload',
  title: both(
    'The namespace’s limit range does not allow the pod’s size',
    '命名空间的 LimitRange 不允许这样的 Pod 规格',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'limitRanges'],
  alsoWhenHealthy: true,
  covers: [
    'admission/limitrange-max',
    'admission/limitrange-min',
    'admission/limitrange-ratio',
  ],
  detect(reading) {
    const { limitRanges } = reading;
    const ranges = limitRanges.status === 'ok' ? limitRanges.value : [];
    return createFailures(reading, 'limit-range-violated').flatMap(
      ({ answer, maker, who, quotes }) => {
        const violations = violationsIn(answer, maker);
        if (violations.length === 0) return [];
        const known = violations.flatMap(one => rangeOf(ranges, one) ?? []);
        const names = [...new Set(known.map(({ name }) => name))];
        return {
          data: { who, violations, ranges: names },
          quotes: [...quotes, ...known.flatMap(one => one.quotes)],
        };
      },
    );
  },
  explain({ who, violations, ranges }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const parts = violations.map(inWords);
    const by = ranges.map(one => `“${one}”`);
    return {
      what: both(
        `${name.en} cannot create ${things.en}: ${parts
          .map(({ en }) => en)
          .join('; ')}.`,
        `${name.zh}无法创建${things.zh}：${parts
          .map(({ zh }) => zh)
          .join('；')}。`,
      ),
      why: both(
        `${
          by.length > 0
            ? `${by.length > 1 ? 'LimitRanges' : 'LimitRange'} ${listEn(by)}`
            : 'A limit range (LimitRange)'
        } of namespace “${who.namespace}” ${
          by.length > 1 ? 'say' : 'says'
        } how small and how large one container, pod or claim may be. What a manifest leaves out is filled in from there, too, so a number here may be a default instead of yours.`,
        `命名空间“${who.namespace}”的 LimitRange${listZh(
          by,
        )}规定了单个容器、Pod 或声明的最小与最大规格。它还会补全清单中没有写的数值，因此这里的数字可能是它的默认值。`,
      ),
    };
  },
  steps({ who, ranges }) {
    return [
      {
        text: both(
          'See which bounds and defaults hold in the namespace.',
          '查看命名空间中的界限与默认值。',
        ),
        command: kubectl(who.namespace, 'describe', 'limitrange', ...ranges),
        link: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
      },
      {
        text: both(
          'Adjust the requests and limits in the manifest, so that they lie within.',
          '调整清单中的请求与上限，使其在允许范围内。',
        ),
      },
      {
        text: both(
          'Ask whoever sets the limit range for other bounds if the program needs more.',
          '如果程序确实需要更多，请 LimitRange 的管理者放宽界限。',
        ),
      },
    ];
  },
});
