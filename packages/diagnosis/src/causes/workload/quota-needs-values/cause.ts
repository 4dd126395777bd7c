import type { Text } from '../../../engine';
import { both, defineCause, listEn, listZh } from '../../../engine';
import { CREATE_FACTS, createFailures } from '../../shared/createFailure';
import { notInTemplate } from '../../shared/injected';
import { kubectl } from '../../shared/kubectl';
import { thingsOf, whoOf } from '../../shared/lacking';
import { resourceName } from '../../shared/resourceName';

/** A value that the quota demands, and the containers without it; none are named before Kubernetes 1.23. */
interface Missing {
  readonly resource: string;
  readonly containers: readonly string[];
}

const FAILED = /failed quota: (\S{1,253}): must specify (.{1,4000})/;

/** Since 1.23 `limits.cpu for: app,proxy; requests.memory for: app`, before `limits.cpu,requests.memory`. */
function missingIn(list: string): Missing[] {
  if (!list.includes(' for: ')) {
    return list
      .split(',')
      .map(resource => ({ resource: resource.trim(), containers: [] }));
  }
  return list.split(';').map(part => {
    const [resource = '', names = ''] = part.split(' for: ');
    return {
      resource: resource.trim(),
      containers: names.split(',').map(name => name.trim()),
    };
  });
}

function inWords({ resource, containers }: Missing): Text {
  const { en, zh } = resourceName(resource);
  if (containers.length === 0) return both(en, zh);
  const names = containers.map(name => `“${name}”`);
  return both(
    `${en} in container${containers.length === 1 ? '' : 's'} ${listEn(names)}`,
    `容器${listZh(names)}的${zh}`,
  );
}

export default defineCause({
  id: 'quota-needs-values',
  state: 'workload',
  title: both(
    'The quota demands requests or limits that are not set',
    '配额要求设置的请求或上限没有设置',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: [],
  mayRead: CREATE_FACTS,
  alsoWhenHealthy: true,
  covers: ['admission/quota-mustspecify'],
  detect(reading) {
    return createFailures(reading, 'quota-needs-values').flatMap(
      ({ answer, maker, who, quotes }) => {
        const [, quota = '', list = ''] = FAILED.exec(answer) ?? [];
        if (list === '') return [];
        const missing = missingIn(list);
        const injected = notInTemplate(
          maker,
          missing.flatMap(one => one.containers),
        );
        return { data: { who, quota, missing, injected }, quotes };
      },
    );
  },
  explain({ who, quota, missing, injected }) {
    const name = whoOf(who);
    const things = thingsOf(who);
    const parts = missing.map(inWords);
    const added = injected.map(one => `“${one}”`);
    const note =
      added.length > 0
        ? both(
            ` The manifest has no container ${listEn(
              added,
            )}: it is added to each pod by the cluster (a sidecar), and its values are set where that is configured.`,
            `清单中没有容器${listZh(
              added,
            )}：它由集群自动加入每个 Pod（边车），其数值需在相应的注入配置中设置。`,
          )
        : both('', '');
    return {
      what: both(
        `${name.en} cannot create ${
          things.en
        }, because the quota “${quota}” demands values that are not set: ${parts
          .map(({ en }) => en)
          .join('; ')}.`,
        `${name.zh}无法创建${
          things.zh
        }，因为配额“${quota}”要求设置以下数值：${parts
          .map(({ zh }) => zh)
          .join('；')}。`,
      ),
      why: both(
        `A quota on a resource can only be reckoned when every container says how much of it it takes, so pods that do not say are refused.${note.en}`,
        `对某种资源设有配额时，只有每个容器都写明用量才能计算，因此没有写明的 Pod 会被拒绝。${note.zh}`,
      ),
    };
  },
  steps({ who, quota, missing }) {
    const fields = missing.map(({ resource }) =>
      resource.includes('.')
        ? `resources.${resource}`
        : `resources.requests.${resource}`,
    );
    return [
      {
        text: both('See what the quota limits.', '查看配额限制了哪些资源。'),
        command: kubectl(who.namespace, 'describe', 'resourcequota', quota),
      },
      {
        text: both(
          `Set ${listEn(
            fields,
          )} in the manifest, for every container, init containers too.`,
          `在清单中为每个容器（包括 init 容器）设置${listZh(fields)}。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
      },
      {
        text: both(
          'Ask whoever sets the quota for a limit range (LimitRange) with defaults: it fills in what manifests leave out.',
          '请配额的管理者增加带默认值的 LimitRange：它会补全清单中没有写的数值。',
        ),
        link: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
      },
    ];
  },
});
