import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';

export default defineCause({
  id: 'dependency-answers-with-error',
  state: 'crashing',
  title: both('A service it needs answers with an error', '依赖的服务返回错误'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('dependency-answers-with-error', pod, logs, now).map(
      ({ container, data, facts, quotes }) => ({
        container: container.name,
        data: {
          ...placeOf(subject),
          ...data,
          host: facts.host,
          status: facts.status,
        },
        quotes: [...quotes],
      }),
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { host, status } = data;
    const place =
      host === undefined
        ? both('a service it needs', '所依赖的服务')
        : both(`“${host}”`, `“${host}”`);
    const code =
      status === undefined
        ? both('an error', '错误')
        : both(`HTTP status ${status}`, ` HTTP 状态码 ${status} `);
    let why = both(
      'The far end was reached, but could not do what was asked: the fault lies there, or with a proxy before it.',
      '已连到对端，但它无法完成请求：问题在对端或其前面的代理。',
    );
    if (status === '404')
      why = both(
        'The far end was reached, but does not know that path: a wrong address or version, or data that is not there.',
        '已连到对端，但它没有该路径：地址或版本错误，或数据不存在。',
      );
    if (status === '429')
      why = both(
        'The far end was reached, but refuses more requests for now: its limit is used up.',
        '已连到对端，但它暂时拒绝更多请求：限额已用尽。',
      );
    return {
      what: both(
        `The program in ${who.en} ended because ${place.en} answered with ${code.en}${again.en}.`,
        `${who.zh}中的程序因${place.zh}返回${code.zh}而结束${again.zh}。`,
      ),
      why,
    };
  },
  steps(data) {
    return [
      {
        text: both('Read which request failed.', '查看是哪个请求失败。'),
        action: data.action,
      },
      {
        text: both(
          'Look at the pods and the log of the service that answered.',
          '查看应答的那个服务的 Pod 和日志。',
        ),
        ...(data.host !== undefined && /^[a-z][\w-]*$/.test(data.host)
          ? {
              command: kubectl(
                data.namespace,
                'describe',
                'service',
                data.host,
              ),
            }
          : {}),
      },
      {
        text: both(
          'Let the program try again for a while instead of ending at its start.',
          '让程序在启动时重试一段时间，而不是直接退出。',
        ),
      },
    ];
  },
});
