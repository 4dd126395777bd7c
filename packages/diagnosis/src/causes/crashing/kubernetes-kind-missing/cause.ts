import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

export default defineCause({
  id: 'kubernetes-kind-missing',
  state: 'crashing',
  title: both(
    'The cluster does not know a kind it needs',
    '集群中没有它需要的资源类型',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('kubernetes-kind-missing', pod, logs, now).map(
      ({ container, data, facts, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          name: facts.name,
          group: facts.group,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const kind =
      data.name === undefined
        ? both('a kind of object', '某种资源类型')
        : both(`the kind “${data.name}”`, `资源类型“${data.name}”`);
    const group = data.group === undefined ? '' : ` (${data.group})`;
    return {
      what: both(
        `The program in ${who.en} ended because the cluster does not serve ${kind.en}${group}${again.en}.`,
        `${who.zh}中的程序因集群不提供${kind.zh}${group}而结束${again.zh}。`,
      ),
      why: both(
        'Either the definition of that kind (a CRD) is not installed, or the program asks for a version that this cluster has no longer, or not yet.',
        '要么该类型的定义（CRD）没有安装，要么程序请求的版本在本集群中已被移除或尚未提供。',
      ),
    };
  },
  steps(data) {
    const { name, group } = data;
    const versionless = group?.split('/')[0];
    return [
      {
        text: both(
          'See what the cluster serves.',
          '查看集群提供哪些资源类型。',
        ),
        command: kubectl(
          data.namespace,
          'api-resources',
          ...(versionless?.includes('.') ? [`--api-group=${versionless}`] : []),
        ),
      },
      {
        text: both(
          `Install the definitions (CRDs) that belong to this program${
            name === undefined ? '' : `, among them the one of “${name}”`
          }, in the version of the program.`,
          `安装该程序附带的定义（CRD）${
            name === undefined ? '' : `，其中包括“${name}”`
          }，版本须与程序一致。`,
        ),
        link: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/',
      },
      {
        text: both(
          'Update the program if it asks for a version of the API that this release of Kubernetes has removed.',
          '如果程序请求的 API 版本已在当前 Kubernetes 中移除，请升级程序。',
        ),
        link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
      },
    ];
  },
});
