import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Service } from '../../../facts/objects';
import type { FactValues, Subject } from '../../../facts/snapshot';
import { sayingOf } from '../../shared/driverWords';
import type { Obstacle } from './answer';
import {
  hostIn,
  isCare,
  isDone,
  isFailure,
  obstacleIn,
  wordsOf,
} from './answer';
import { nobodySteps, obstacleSteps, whyOf } from './words';

/** A cloud takes a minute or two; until then nothing is wrong. */
const PATIENCE_SECONDS = 120;
/** With somebody at work and no failure told, it may take this long. */
const LONG_SECONDS = 600;
/** A change that failed longer ago and was not tried again is past. */
const RECENT_SECONDS = 3600;

type Events = Fact<FactValues['events']>;

/** The service that is looked at, when it wants a load balancer. */
function wanting(
  { kind, name }: Subject,
  services: Fact<FactValues['services']>,
): { i: number; service: Service; all: FactValues['services'] } | undefined {
  if (kind !== 'Service') return undefined;
  const all = needed('services', services);
  const i = all.findIndex(({ metadata }) => metadata.name === name);
  const service = all[i];
  const { type, externalIPs = [] } = service?.spec ?? {};
  const isGoing = service?.metadata.deletionTimestamp !== undefined;
  // With addresses kept by hand the outside reaches it all the same.
  return service && type === 'LoadBalancer' && !isGoing && !externalIPs.length
    ? { i, service, all }
    : undefined;
}

const hasAddress = ({ status }: Service) =>
  (status.loadBalancer?.ingress ?? []).some(
    ({ ip, hostname }) => (ip ?? hostname) !== undefined,
  );

/** Why it failed last, in the words of an event or condition. */
interface Told {
  readonly obstacle: Obstacle;
  readonly words: string;
  readonly times?: number;
  /** The API that was asked. */
  readonly host?: string;
}

/** The last word of the events, when it is a failure. */
function failureIn(
  events: Events,
  now: number,
): { told: Told; quotes: Quote[] } | undefined {
  if (events.status !== 'ok') return undefined;
  const all = events.value;
  const failed = newestEvent(all, ({ reason, message }) =>
    isFailure(reason, message),
  );
  const event = all[failed ?? -1];
  const done = newestEvent(all, ({ reason }) => isDone(reason));
  const at = parseTime(event?.lastSeen) ?? -Infinity;
  const isOver =
    done !== undefined && (parseTime(all[done]?.lastSeen) ?? 0) >= at;
  const age = secondsSince(event?.lastSeen, now) ?? 0;
  if (!event || isOver || age > RECENT_SECONDS) return undefined;
  const { message = '', reason = '', count } = event;
  const host = hostIn(message);
  return {
    told: {
      obstacle: obstacleIn(reason, message),
      words: wordsOf(message),
      ...(count !== undefined && { times: count }),
      ...(host && { host }),
    },
    quotes: [
      ...quoteOf('events', all, `${failed}.reason`),
      ...quoteOf('events', all, `${failed}.message`),
    ],
  };
}

/** What a controller writes as a condition of the service instead of an event (Cilium). */
function conditionOf(
  all: FactValues['services'],
  i: number,
): { told: Told; quotes: Quote[] } | undefined {
  const conditions = all[i]?.status.conditions ?? [];
  const c = conditions.findIndex(
    ({ type = '', status }) =>
      status === 'False' && /IPAM|LoadBalancer|Ready|Programmed/i.test(type),
  );
  const { reason = '', message = '' } = conditions[c] ?? {};
  if (c === -1) return undefined;
  return {
    told: {
      obstacle: obstacleIn(reason, `${reason} ${message}`),
      words: wordsOf(message || reason),
    },
    quotes: [
      ...quoteOf('services', all, `${i}.status.conditions.${c}.reason`),
      ...quoteOf('services', all, `${i}.status.conditions.${c}.message`),
    ],
  };
}

/** Whether anything shows that somebody takes care of it; unknown without events. */
function careOf(events: Events): 'some' | 'none' | 'unknown' {
  if (events.status !== 'ok') return 'unknown';
  return events.value.some(({ reason, message }) => isCare(reason, message))
    ? 'some'
    : 'none';
}

function whyNobody(care: 'some' | 'none' | 'unknown', name?: string): Text {
  if (care === 'some')
    return both(
      'A controller has begun to make the load balancer and has told neither success nor failure since.',
      '控制器已开始创建负载均衡器，但此后既没有报告成功也没有报告失败。',
    );
  const who = name
    ? both(`the controller of class “${name}”`, `类别“${name}”的控制器`)
    : both('a load balancer controller', '负载均衡控制器');
  return care === 'none'
    ? both(
        `Kubernetes makes no load balancers itself: ${who.en} does, and none has said anything of this service. Most likely none runs here.`,
        `Kubernetes 自身不会创建负载均衡器，而是由${who.zh}创建；但没有任何控制器就该 Service 发出过事件，很可能集群中没有运行。`,
      )
    : both(
        `Kubernetes makes no load balancers itself: ${who.en} does. Its events are not at hand or are gone, so it either does not run here or fails.`,
        `Kubernetes 自身不会创建负载均衡器，而是由${who.zh}创建。相关事件无法获取或已过期：控制器可能没有运行，也可能在失败。`,
      );
}

/** What is lacking, and for how long. */
function whatOf(data: {
  readonly name: string;
  readonly isReached: boolean;
  readonly age: number;
  readonly told?: Told;
}): Text {
  const { name, isReached, age, told } = data;
  const { en, zh } = duration(age);
  const times = told?.times ?? 1;
  const isMany = times > 1;
  if (isReached)
    return both(
      `Service “${name}” has an address, but the last change of its load balancer failed${
        isMany ? ` ${times} times` : ''
      }: what it sends traffic to may be out of date.`,
      `Service“${name}”已有地址，但其负载均衡器最近的变更失败${
        isMany ? `了 ${times} 次` : ''
      }：流量转发的目标可能已过时。`,
    );
  return both(
    `Service “${name}” is of type LoadBalancer and has had no external address for ${en}${
      isMany ? `, and ${times} tries failed` : ''
    }; from outside it is not reached.`,
    `Service“${name}”的类型为 LoadBalancer，但已有 ${zh}没有外部地址${
      isMany ? `，已失败 ${times} 次` : ''
    }，外部无法访问。`,
  );
}

/** Why it failed, where that was asked, and the words. */
function saidOf({ obstacle, host, words }: Told): Text {
  const why = whyOf(obstacle);
  const says = sayingOf(words);
  const asked = host
    ? both(` It was asked at “${host}”.`, `请求的地址为“${host}”。`)
    : both('', '');
  return both(
    `${why.en}${asked.en}${says.en}`,
    `${why.zh}${asked.zh}${says.zh}`,
  );
}

export default defineCause({
  id: 'load-balancer-not-set-up',
  state: 'running-but-wrong',
  title: both(
    'The service’s load balancer is not set up',
    'Service 的负载均衡器未配置好',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A service that is there counts as running.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['services', 'events'],
  covers: [],
  detect({ subject, services, events, now }) {
    const wants = wanting(subject, services);
    if (!wants) return [];
    const { i, service, all } = wants;
    const isReached = hasAddress(service);
    const age = secondsSince(service.metadata.creationTimestamp, now) ?? 0;
    const failure =
      failureIn(events, now) ?? (isReached ? undefined : conditionOf(all, i));
    const care = careOf(events);
    const isEarly = age < (care === 'some' ? LONG_SECONDS : PATIENCE_SECONDS);
    if (failure ? age < PATIENCE_SECONDS : isReached || isEarly) return [];
    const { namespace, name } = subject;
    const { loadBalancerClass } = service.spec;
    const data = {
      namespace,
      name,
      isReached,
      age,
      care,
      ...(loadBalancerClass && { loadBalancerClass }),
      ...(failure && { told: failure.told }),
    };
    return [
      {
        // Inside the cluster it answers; with nobody to make it, it may never have been meant.
        severity:
          failure && !isReached ? ('critical' as const) : ('warning' as const),
        data,
        quotes: [
          ...(failure?.quotes ?? []),
          ...quoteOf('services', all, `${i}.spec.type`),
          ...quoteOf('services', all, `${i}.metadata.creationTimestamp`),
        ],
      },
    ];
  },
  explain(data) {
    const { told } = data;
    return {
      what: whatOf(data),
      why: told ? saidOf(told) : whyNobody(data.care, data.loadBalancerClass),
    };
  },
  steps({ told, loadBalancerClass, ...place }) {
    return told
      ? obstacleSteps(place, told.obstacle)
      : nobodySteps(place, loadBalancerClass !== undefined);
  },
});
