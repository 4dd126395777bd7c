import type { Text } from '../../engine';
import { both, count, duration } from '../../engine';
import { kubectl } from './kubectl';

/** What a controller could not create. */
export type Thing = 'pod' | 'job' | 'claim' | 'replica set';

/** A workload that lacks pods, for words and commands. */
export interface Lacking {
  readonly namespace: string;
  /** The subject. */
  readonly kind: string;
  readonly name: string;
  /** Who tries, for kubectl: `replicaset/web-5d`. */
  readonly maker: string;
  readonly thing: Thing;
  /** Pods that the one who tries has, and should have. */
  readonly has: number;
  readonly wants: number;
  /** Ready pods of other releases of a Deployment, if it has any. */
  readonly older?: number;
  /** For how long it fails, if known. */
  readonly minutes?: number;
}

/** Whole minutes, rounded down before. */
function triedFor(minutes: number): Text {
  if (minutes > 1) return duration(minutes * 60);
  return minutes === 1
    ? both('over 1 min', '超过 1 分钟')
    : both('less than 1 min', '不到 1 分钟');
}

/** Names the workload, with its numbers: `Deployment “web” (0 of 3 pods, trying for 5 minutes)`. */
export function whoOf({
  kind,
  name,
  thing,
  has,
  wants,
  older,
  minutes,
}: Lacking): Text {
  const isCounted = thing !== 'job';
  const tried = triedFor(minutes ?? 0);
  const en = [
    isCounted && `${has} of ${count(wants, 'pod')}`,
    older !== undefined && `${older} of another release ready`,
    minutes !== undefined && `trying for ${tried.en}`,
  ].filter(part => part !== false);
  const zh = [
    isCounted && `应有 ${wants} 个 Pod，现有 ${has} 个`,
    older !== undefined && `其他版本仍有 ${older} 个就绪`,
    minutes !== undefined && `已尝试 ${tried.zh}`,
  ].filter(part => part !== false);
  return both(
    `${kind} “${name}”${en.length > 0 ? ` (${en.join(', ')})` : ''}`,
    `${kind}“${name}”${zh.length > 0 ? `（${zh.join('，')}）` : ''}`,
  );
}

const THINGS: Readonly<Record<Thing, Text>> = {
  pod: both('pods', ' Pod'),
  job: both('its next job', '下一个 Job'),
  claim: both(
    'the volume claims of its pods',
    ' Pod 的存储卷声明（PersistentVolumeClaim）',
  ),
  'replica set': both(
    'the replica set of its new release',
    '新版本的 ReplicaSet',
  ),
};

/** Names what could not be created: `pods`. The Chinese begins with a space where Latin letters follow a verb. */
export function thingsOf({ thing }: Lacking): Text {
  return THINGS[thing];
}

/** Shows the workload that tries, and its events. */
export function describeMaker({ namespace, maker }: Lacking): string {
  return kubectl(namespace, 'describe', maker);
}

/**
 * Changes nothing but an annotation, which makes the controller try at once: its pauses between attempts grow to a quarter of
 * an hour. A Deployment hands its annotations to its ReplicaSet.
 */
export function retryCommand(
  { namespace, kind, name }: Lacking,
  at: number,
): string {
  const stamp = Number.isFinite(at) ? Math.floor(at / 1000) : 0;
  return kubectl(
    namespace,
    'annotate',
    `${kind.toLowerCase()}/${name}`,
    `retry-at=${stamp}`,
    '--overwrite',
  );
}
