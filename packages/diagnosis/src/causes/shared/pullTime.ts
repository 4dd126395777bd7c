import type { Quote, Text } from '../../engine';
import { both, duration, parseTime, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent } from '../../facts/objects';

/** How long a container waited for its image. */
export interface PullTime {
  readonly image: string;
  readonly seconds: number;
  /** As the registry packs it. */
  readonly bytes?: number;
  /** It was still under way at the end. */
  readonly isUnderWay?: true;
}

/** The two facts that events of a job's pods, or of a pod, stand in. */
type FromEvents = 'events' | 'podEvents';

const PULLED =
  /^(?:\(combined from similar events\): )?Successfully pulled image "([^"]{1,512})"(?: in ([\d.hmsuµn]{2,40}))?(?: \(([\d.hmsuµn]{2,40}) including waiting\))?(?:\. Image size: (\d{1,15}) bytes)?/;
const PULLING =
  /^(?:\(combined from similar events\): )?Pulling image "([^"]{1,512})"/;
const PART = /(\d{1,9}(?:\.\d{1,9})?)(ms|us|µs|ns|h|m|s)/g;
const SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** Seconds of a duration as Go writes it: `10m10.2s`, `850.3ms`; `undefined` when it is none. */
export function goSeconds(text: string | undefined): number | undefined {
  const parts = [...(text ?? '').matchAll(PART)];
  if (parts.length === 0) return undefined;
  return parts.reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (SECONDS[unit] ?? 0),
    0,
  );
}

const head = ({ message = '' }: KubeEvent) => message.slice(0, 1024);

/** When the pull began that an event ends, by the event before it; kubelets before 1.20 say no time. */
function beganAt(
  events: readonly KubeEvent[],
  end: KubeEvent,
  image: string,
): number | undefined {
  const ended = parseTime(end.lastSeen);
  const times = events
    .filter(
      one =>
        PULLING.exec(head(one))?.[1] === image &&
        one.involvedObject.name === end.involvedObject.name,
    )
    .flatMap(({ lastSeen }) => parseTime(lastSeen) ?? [])
    .filter(time => ended !== undefined && time <= ended);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** One pull, by the event that ends or begins it. */
function pullOf(
  events: readonly KubeEvent[],
  event: KubeEvent,
  until: number,
): PullTime | undefined {
  const at = parseTime(event.lastSeen);
  const [, image, took, waited, size] = PULLED.exec(head(event)) ?? [];
  if (image !== undefined) {
    const began = beganAt(events, event, image);
    const byTimes =
      at !== undefined && began !== undefined ? (at - began) / 1000 : undefined;
    const seconds = goSeconds(waited) ?? goSeconds(took) ?? byTimes;
    if (seconds === undefined) return undefined;
    return { image, seconds, ...(size && { bytes: Number(size) }) };
  }
  const begun = PULLING.exec(head(event))?.[1];
  if (begun === undefined || at === undefined || at > until) return undefined;
  const isOver = events.some(
    other =>
      other.involvedObject.name === event.involvedObject.name &&
      other.involvedObject.fieldPath === event.involvedObject.fieldPath &&
      (parseTime(other.lastSeen) ?? 0) >= at &&
      other !== event &&
      !PULLING.test(head(other)) &&
      /^(?:Pulled|Failed|BackOff|Created|Started|ErrImageNeverPull)$/.test(
        other.reason ?? '',
      ),
  );
  return isOver
    ? undefined
    : { image: begun, seconds: (until - at) / 1000, isUnderWay: true };
}

/** So much of the time allowed is worth telling. */
const SHARE = 0.25;

/** The longest wait for an image that the events tell of; `until`: when the work was ended, in milliseconds. */
export function longestPull<N extends FromEvents>(
  from: N,
  fact: Fact<readonly KubeEvent[]>,
  until: number,
): { pull: PullTime; quotes: Quote[] } | undefined {
  if (fact.status !== 'ok') return undefined;
  const events = fact.value;
  const [longest] = events
    .flatMap((event, i) => {
      const pull = pullOf(events, event, until);
      return pull ? [{ pull, i }] : [];
    })
    .sort(
      (a, b) =>
        b.pull.seconds - a.pull.seconds ||
        (a.pull.image < b.pull.image ? -1 : 1),
    );
  return (
    longest && {
      pull: longest.pull,
      quotes: quoteOf(from, events, `${longest.i}.message`),
    }
  );
}

/** {@link longestPull}, where it took so much of the seconds allowed that it is worth telling. */
export function longPull<N extends FromEvents>(
  from: N,
  fact: Fact<readonly KubeEvent[]>,
  until: number,
  allowed: number | undefined,
): { told: { pull?: PullTime }; quotes: readonly Quote[] } {
  const longest = longestPull(from, fact, until);
  const least = Math.max(1, (allowed ?? Infinity) * SHARE);
  return longest && longest.pull.seconds >= least
    ? { told: { pull: longest.pull }, quotes: longest.quotes }
    : { told: {}, quotes: [] };
}

/** That the pull took so much of the time allowed, as a sentence behind another. */
export function pullInWords(
  { image, seconds, bytes, isUnderWay }: PullTime,
  allowed: number,
): Text {
  const time = duration(seconds);
  // As registries and `docker images` count: in powers of ten.
  const size = bytes === undefined ? '' : `${Math.round(bytes / 1e6)} MB`;
  const en = size && ` (${size})`;
  const zh = size && `（${size}）`;
  if (isUnderWay)
    return both(
      ` Image “${image}” was still being pulled at the end, after ${time.en}: the program never started.`,
      `结束时镜像“${image}”仍在拉取，已用 ${time.zh}：程序从未启动。`,
    );
  return seconds >= allowed
    ? both(
        ` Pulling image “${image}”${en} alone took ${time.en}, all of that time: the program never started.`,
        `仅拉取镜像“${image}”${zh}就用了 ${time.zh}，占满了全部时限：程序从未启动。`,
      )
    : both(
        ` Pulling image “${image}”${en} alone took ${time.en} of it.`,
        `其中仅拉取镜像“${image}”${zh}就用了 ${time.zh}。`,
      );
}

/** What makes a pull shorter. */
export const SHORTER_PULL = both(
  'Shorten the pull: make the image smaller, use a registry nearby, or have it pulled to the nodes beforehand (a DaemonSet that uses the same image does).',
  '缩短拉取时间：减小镜像体积、使用更近的镜像仓库，或预先将镜像拉取到节点（例如用一个使用同一镜像的 DaemonSet）。',
);
