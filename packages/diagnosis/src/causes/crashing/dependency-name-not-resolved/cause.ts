import { both, defineCause } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import { farEnd } from '../../shared/lastWordsService';
import { reasonOf } from './reason';
import { stepsFor } from './remedy';
import { whyNoAddress } from './why';

/** A name of the internet: its last part is none that clusters and offices use among themselves. */
const OUTSIDE =
  /^(?:[\w-]{1,63}\.){2,9}(?!local$|svc$|internal$|intranet$|lan$|corp$|home$|localdomain$|cluster$)[a-z]{2,24}$|^[\w-]{1,63}\.(?:com|org|net|io|dev|cloud|cn)$/i;

export default defineCause({
  id: 'dependency-name-not-resolved',
  state: 'crashing',
  title: both(
    'The name of a service it needs has no address',
    '依赖的服务名无法解析',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'services', 'namespacePods', 'scheduledPods'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now, ...cluster }) {
    const { services, namespacePods } = cluster;
    return lastWords('dependency-name-not-resolved', pod, logs, now).map(
      ({ whose, container, data, facts, kind, quotes }) => {
        const { quotes: found, ...far } = farEnd(
          facts,
          subject.namespace,
          services,
          namespacePods,
        );
        const { known, quotes: more } = whyNoAddress({
          pod,
          container,
          far,
          now,
          ...cluster,
        });
        return {
          ...whose,
          data: {
            ...placeOf(subject),
            ...data,
            ...far,
            ...known,
            kind,
            host: facts.host,
            isOutside: !far.service && OUTSIDE.test(facts.host ?? ''),
          },
          quotes: [...quotes, ...found, ...more],
        };
      },
    );
  },
  explain(data) {
    const { who, again, ended } = inWords(data);
    const { host } = data;
    const name =
      host === undefined
        ? both('a host name', '主机名')
        : both(`“${host}”`, `“${host}”`);
    return {
      what: both(
        `The program in ${who.en} ${ended.en} because ${name.en} could not be resolved to an address${again.en}.`,
        `${who.zh}中的程序因无法解析${name.zh}的地址而${ended.zh}${again.zh}。`,
      ),
      why: reasonOf(data),
    };
  },
  steps: stepsFor,
});
