import type { Quote } from '../../../engine';
import { both, defineCause, parseQuantity, quoteOf } from '../../../engine';
import type { LimitRange } from '../../../facts/objects';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';
import { quantityOf, resourceName } from '../../shared/resourceName';

/** The limit's number is told since Kubernetes 1.27. */
const ABOVE =
  /spec\.(containers|initContainers)\[(\d{1,4})\]\.resources\.requests: Invalid value: "([^"]{1,64})": must be less than or equal to (\S{1,253}) limit(?: of ([\w.+-]{1,63}))?/;

/** The limit range that fills in such a limit, quoted. */
function defaultIn(
  ranges: readonly LimitRange[],
  resource: string,
  request: string,
):
  | {
      readonly name: string;
      readonly limit: string;
      readonly quotes: readonly Quote[];
    }
  | undefined {
  for (const [i, { metadata, spec }] of ranges.entries()) {
    for (const [k, limits] of (spec.limits ?? []).entries()) {
      const limit = limits.default?.[resource];
      if (limits.type !== 'Container' || limit === undefined) continue;
      if ((parseQuantity(limit) ?? Infinity) >= (parseQuantity(request) ?? 0))
        continue;
      const at = `${i}.spec.limits.${k}.default.${resource}`;
      const quotes = quoteOf('limitRanges', ranges, at);
      return { name: metadata.name ?? '', limit, quotes };
    }
  }
  return undefined;
}

export default defineCause({
  id: 'default-limit-below-request',
  state: 'workload',
  title: both(
    'A default limit is lower than what the pod requests',
    '默认上限低于 Pod 的请求值',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: [...CREATE_FACTS, 'limitRanges'],
  alsoWhenHealthy: true,
  covers: [],
  detect(reading) {
    const { limitRanges } = reading;
    const ranges = limitRanges.status === 'ok' ? limitRanges.value : [];
    return createFailures(reading, 'default-limit-below-request').flatMap(
      ({ answer, maker, who, quotes }) => {
        const [, list = '', index, request = '', resource = '', told] =
          ABOVE.exec(answer) ?? [];
        if (resource === '') return [];
        const known = defaultIn(ranges, resource, request);
        const limit = told ?? known?.limit;
        const of = list === 'initContainers' ? 'initContainers' : 'containers';
        const container = maker.spec.template?.spec?.[of][Number(index)];
        return {
          data: {
            who,
            resource,
            request,
            ...(container?.name !== undefined && { container: container.name }),
            ...(limit !== undefined && { limit }),
            ...(known && { range: known.name }),
          },
          quotes: [...quotes, ...(known?.quotes ?? [])],
        };
      },
    );
  },
  explain({ who, container, resource, request, limit, range }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const asks = quantityOf(resource, request, 'up');
    const { en, zh } = resourceName(resource);
    const most = limit ? quantityOf(resource, limit) : undefined;
    const whose = container
      ? both(`container “${container}”`, `容器“${container}”`)
      : both('a container', '某个容器');
    const source = range
      ? both(
          `The manifest sets no limit, so the limit range (LimitRange) “${range}” of namespace “${who.namespace}” fills in its default; the request then lies above it, and Kubernetes refuses the pod.`,
          `清单没有设置上限，因此命名空间“${who.namespace}”的 LimitRange“${range}”补上了默认上限；请求值高于该上限，Kubernetes 因此拒绝该 Pod。`,
        )
      : both(
          'A manifest with such numbers would have been refused at once, so the limit was put in later: by the default of a limit range (LimitRange) of the namespace, or by a webhook.',
          '如果清单本身有这样的数值，提交时就会被拒绝；因此该上限是之后加入的：来自命名空间 LimitRange 的默认值，或某个 webhook。',
        );
    return {
      what: both(
        `${name.en} cannot create ${things.en}: ${
          whose.en
        } requests ${asks} of ${en}, more than its limit${
          most ? ` of ${most}` : ''
        }.`,
        `${name.zh}无法创建${things.zh}：${
          whose.zh
        }请求 ${asks} ${zh}，高于其上限${most ? ` ${most}` : ''}。`,
      ),
      why: source,
    };
  },
  steps({ who, resource, range }) {
    return [
      {
        text: both(
          `Set the ${resource} limit in the manifest yourself, at least as high as the request.`,
          `在清单中自行设置 ${resource} 上限，不低于请求值。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      },
      {
        text: both(
          'See the defaults of the namespace.',
          '查看命名空间的默认值。',
        ),
        command: kubectl(
          who.namespace,
          'describe',
          'limitrange',
          ...(range ? [range] : []),
        ),
        link: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
      },
      {
        text: both(
          'Lower the request if the program does not need so much.',
          '如果程序不需要这么多，请降低请求值。',
        ),
      },
    ];
  },
});
