import type { ContainerView, Quote } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  duration,
  listEn,
  listZh,
  needed,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod, Workload } from '../../../facts/objects';
import type { Subject } from '../../../facts/snapshot';

/** Containers of one pod need not end in the same moment: a helper may still send what is left, in seconds. */
const PATIENCE_SECONDS = 120;
/** Without a helper's name it may as well be work that takes longer, in seconds. */
const LONG_PATIENCE_SECONDS = 600;
/** What helpers that never end are called. */
const HELPER =
  /proxy|sidecar|agent|envoy|mesh|dapr|fluent|filebeat|logstash|promtail|vector|shipper|logger|collector|otel|exporter|metrics|cloudsql/i;

/** Longest wait of those that ended well, in seconds. */
function sinceEnd(ended: readonly ContainerView[], now: number): number {
  const times = ended.flatMap(
    ({ status }) =>
      secondsSince(status.state?.terminated?.finishedAt, now) ?? [],
  );
  return times.length > 0 ? Math.min(...times) : 0;
}

/** Name of the job that made the pod, or is looked at itself. */
function jobIn(owners: Fact<readonly Workload[]>): string | undefined {
  const owner = owners.status === 'ok' ? owners.value[0] : undefined;
  return owner?.kind === 'Job' ? owner.metadata.name : undefined;
}

/** A pod, and the fact and place it was read from. */
interface Read {
  readonly pod: Pod;
  readonly quote: (at: string) => Quote[];
}

/** The pod that is looked at, or those of the job that is. */
function podsOf(
  { kind }: Subject,
  pod: Fact<Pod>,
  siblings: Fact<readonly Pod[]>,
): readonly Read[] {
  if (kind === 'Pod') {
    const value = needed('pod', pod);
    return [{ pod: value, quote: at => quoteOf('pod', value, at) }];
  }
  const all = kind === 'Job' ? needed('siblings', siblings) : [];
  return all.map((one, i) => ({
    pod: one,
    quote: at => quoteOf('siblings', all, `${i}.${at}`),
  }));
}

/** The containers that ended well and those that run, when these are all and have had their time. */
function halfDone(pod: Pod, now: number) {
  const { restartPolicy = 'Always' } = pod.spec;
  const isActive =
    !pod.metadata.deletionTimestamp && pod.status.phase === 'Running';
  if (!isActive || restartPolicy === 'Always') return undefined;
  const apps = containersOf(pod).filter(({ kind }) => kind === 'app');
  const ended = apps.filter(
    ({ status }) => status.state?.terminated?.exitCode === 0,
  );
  const left = apps.filter(({ status }) => status.state?.running);
  const waited = sinceEnd(ended, now);
  const isHalf =
    ended.length > 0 &&
    left.length > 0 &&
    ended.length + left.length === apps.length;
  const isKnown = left.every(({ name }) => HELPER.test(name));
  const patience = isKnown ? PATIENCE_SECONDS : LONG_PATIENCE_SECONDS;
  return isHalf && waited >= patience
    ? { ended, left, waited, isKnown }
    : undefined;
}

/** How those that ended show it. */
function endQuotes({ quote }: Read, ended: readonly ContainerView[]): Quote[] {
  return ended.flatMap(({ at }) => [
    ...quote(`${at}.state.terminated.reason`),
    ...quote(`${at}.state.terminated.finishedAt`),
  ]);
}

export default defineCause({
  id: 'sidecar-keeps-job-running',
  state: 'not-ready',
  title: both(
    'The work is done, but a helper keeps the pod alive',
    '任务已完成，但辅助容器使 Pod 无法结束',
  ),
  severity: 'critical',
  since: '0.1.0',
  // A Job at work counts as running, whatever its pods do.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['pod', 'owners', 'siblings'],
  beats: ['not-ready-unexplained', 'workload-pods-not-ready'],
  covers: [],
  detect({ pod, owners, siblings, subject, now }) {
    const job = jobIn(owners);
    const found = podsOf(subject, pod, siblings).flatMap(read => {
      const half = halfDone(read.pod, now);
      if (!half) return [];
      const { ended, left, waited, isKnown } = half;
      return {
        ...(!isKnown && { severity: 'warning' as const }), // literal type of Severity
        data: {
          namespace: subject.namespace,
          pod: read.pod.metadata.name ?? '',
          ended: ended.map(({ name }) => name).sort(),
          left: left.map(({ name }) => name).sort(),
          waited,
          ...(job && { job }),
          ...(subject.kind === 'Job' && { isOfJob: true }),
        },
        quotes: [
          ...endQuotes(read, ended),
          ...left.flatMap(one =>
            read.quote(`${one.at}.state.running.startedAt`),
          ),
        ],
      };
    });
    // Pods of one job are alike.
    return found.slice(0, 1);
  },
  explain({ ended, left, waited, job, pod, isOfJob }) {
    const time = duration(waited);
    const quoted = (names: readonly string[]) => names.map(name => `“${name}”`);
    const within = isOfJob
      ? both(`In pod “${pod}”, `, `在 Pod“${pod}”中，`)
      : both('', '');
    return {
      what: both(
        `${within.en}${listEn(quoted(ended))} finished with success ${
          time.en
        } ago, but ${listEn(quoted(left))} still ${
          left.length === 1 ? 'runs' : 'run'
        }${
          job
            ? `, so job “${job}” never completes`
            : ', so the pod never completes'
        }.`,
        `${within.zh}${listZh(quoted(ended))}已在 ${
          time.zh
        }前成功结束，但${listZh(quoted(left))}仍在运行，因此${
          job ? `任务“${job}”` : '该 Pod'
        }永远不会完成。`,
      ),
      why: both(
        'A pod is complete when all its ordinary containers have ended. A helper that runs for ever (a proxy, a log shipper) holds it open; only native sidecars are stopped when the work is done.',
        'Pod 的所有普通容器都结束后才算完成。一直运行的辅助容器（代理、日志采集等）会让它无法结束；只有原生边车容器会在任务完成后被自动停止。',
      ),
    };
  },
  steps({ left }) {
    const names = listEn(left.map(name => `“${name}”`));
    const namesZh = listZh(left.map(name => `“${name}”`));
    return [
      {
        text: both(
          `Move ${names} to initContainers with restartPolicy: Always (a native sidecar, Kubernetes 1.29 and later): it is then stopped when the work is done.`,
          `将${namesZh}移到 initContainers 并设置 restartPolicy: Always（原生边车，Kubernetes 1.29 及以上）：任务完成后它会被自动停止。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers',
      },
      {
        text: both(
          'Tell the helper to end when the work is done, for example by a call to its quit address from the main container, or switch the injection of a mesh proxy off for this job.',
          '让辅助容器在任务完成后退出，例如由主容器调用它的退出接口；或为该任务关闭服务网格代理的注入。',
        ),
      },
      {
        text: both(
          'Delete this pod once its result is safe, if the next run must not wait for it.',
          '如果后续运行不能等待，请在确认结果已保存后删除该 Pod。',
        ),
      },
    ];
  },
});
