import { both, defineCause, duration, needed } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords } from '../../shared/lastWords';
import { complaintsOf } from './complaint';
import { forbiddenFor } from './passage';
import { forbiddenInWords, placeInWords, stepsFor } from './words';

export default defineCause({
  id: 'network-policy-blocks',
  state: 'crashing',
  title: both(
    'A network policy forbids the connection it needs',
    '网络策略禁止了它所需要的连接',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: [
    'logs',
    'services',
    'namespacePods',
    'namespace',
    'networkPolicies',
  ],
  beats: [
    'dependency-times-out',
    'dependency-name-not-resolved',
    'init-container-waits',
    ...endings,
  ],
  covers: [],
  detect({ pod, logs, subject, now, networkPolicies, ...cluster }) {
    const complaints = complaintsOf(pod, logs, now);
    if (complaints.length === 0) return [];
    const policies = needed('networkPolicies', networkPolicies);
    const { namespace, services, namespacePods } = cluster;
    const labels =
      namespace.status === 'ok' ? namespace.value.metadata.labels : undefined;
    const known = {
      namespace: subject.namespace,
      services,
      namespacePods,
      ...(labels && { labels }),
    };
    return complaints.flatMap(complaint => {
      const found = forbiddenFor(complaint, pod, policies, known);
      if (!found) return [];
      const { whose, isDns, host, port, data } = complaint;
      const { quotes, ...forbidden } = found;
      return {
        ...whose,
        data: {
          ...placeOf(subject),
          ...data,
          isDns,
          host,
          asked: port,
          forbidden,
        },
        quotes: [...complaint.quotes, ...quotes],
      };
    });
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { waits, isDns } = data;
    const place = placeInWords(data);
    const en = isDns
      ? `${place.en} was not resolved to an address`
      : `${place.en} did not answer in time`;
    const zh = isDns ? `无法解析${place.zh}的地址` : `${place.zh}未及时应答`;
    const time = duration(waits ?? 0);
    return {
      what:
        waits === undefined
          ? both(
              `The program in ${who.en} ${ended.en} because ${en}${again.en}.`,
              `${who.zh}中的程序因${zh}而${ended.zh}${again.zh}。`,
            )
          : both(
              `${who.en[0]?.toUpperCase()}${who.en.slice(1)} has waited for ${
                time.en
              } for ${place.en}, and nothing else starts before it ends.`,
              `${who.zh}等待${place.zh}已 ${time.zh}，在它结束之前其他容器不会启动。`,
            ),
      why: forbiddenInWords(data),
    };
  },
  steps: stepsFor,
});
