import {
  both,
  defineCause,
  listEn,
  listZh,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import type { VolumeFailure } from '../../shared/volumeFailure';
import {
  USUAL_START,
  volumeFailures,
  waitsForVolumes,
} from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';
import { holderOf } from './holder';
import {
  KEEP_TO_ONE,
  lookStep,
  lostStep,
  reasonOf,
  RECREATE,
  staleStep,
  WAIT,
} from './release';

const ONE_NODE = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

/** Claims for one node only that a pod on another node has: for when the events are gone. */
function byClaims(
  pod: Pod,
  claims: Fact<FactValues['claims']>,
): VolumeFailure[] {
  if (claims.status !== 'ok' || !waitsForVolumes(pod)) return [];
  return claims.value.flatMap(({ metadata, spec, status }, i) => {
    const modes = spec.accessModes ?? [];
    const isShared = modes.some(mode => !ONE_NODE.has(mode));
    if (modes.length === 0 || isShared || status.phase !== 'Bound') return [];
    return {
      problem: 'attached-elsewhere' as const, // literal type of VolumeProblem
      volume: spec.volumeName ?? '',
      claim: metadata.name ?? '',
      unmounted: [],
      why: '',
      times: 1,
      node: pod.spec.nodeName ?? '',
      quotes: quoteOf('claims', claims.value, `${i}.spec.accessModes.0`),
    };
  });
}

/** A Deployment that starts the new pod before the old one is gone. */
function rolls(owners: Fact<FactValues['owners']>): boolean {
  if (owners.status !== 'ok') return false;
  const top = owners.value[owners.value.length - 1];
  return top?.kind === 'Deployment' && top.spec.strategy?.type !== 'Recreate';
}

export default defineCause({
  id: 'volume-attached-elsewhere',
  state: 'waiting',
  title: both(
    'The volume is still attached to another node',
    '卷仍挂接在另一个节点上',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: [
    'events',
    'claims',
    'namespacePods',
    'attachments',
    'nodes',
    'owners',
  ],
  covers: ['volume/MultiAttach-exclusive', 'volume/MultiAttach-used'],
  detect({ pod, subject, now, ...facts }) {
    const { events, claims, owners } = facts;
    const guessed =
      events.status === 'ok'
        ? []
        : byClaims(pod, claims).filter(
            one => holderOf(pod, one, '', facts).pods.length > 0,
          );
    const failures =
      guessed.length > 0
        ? guessed
        : volumeFailures({ pod, events, claims, now }, 'attached-elsewhere');
    const age = secondsSince(pod.status.startTime, now);
    return failures.map(one => {
      const { quotes, ...holder } = holderOf(pod, one, one.why, facts);
      const isYoung = age !== undefined && age < USUAL_START;
      return {
        data: {
          ...placeOfVolume(subject, one),
          ...holder,
          rolls: rolls(owners),
          isYoung,
        },
        ...(isYoung && { severity: 'warning' as const }), // a Severity
        quotes: [...one.quotes, ...quotes],
      };
    });
  },
  explain(data) {
    const { at: holder, pods, isLost, isTerminating, rolls: isRolling } = data;
    const name = nameOfVolume(data);
    const list = pods.map(pod => `“${pod}”`);
    const by =
      list.length > 0
        ? both(` by pod ${listEn(list)}`, `，使用者为 Pod ${listZh(list)}`)
        : both('', '');
    const at = holder
      ? both(` on node “${holder}”`, `（节点“${holder}”）`)
      : both(' on another node', '（另一个节点）');
    return {
      what: both(
        `The pod cannot start: ${name.en} is held${by.en}${at.en} and can be attached to one node at a time.`,
        `Pod 无法启动：${name.zh}仍被占用${at.zh}${by.zh}，而它同一时间只能挂接到一个节点。`,
      ),
      why: reasonOf(isLost, isTerminating, isRolling, list.length > 0),
    };
  },
  steps({ namespace, pods, at, rolls: isRolling, isLost }) {
    return [
      lookStep(namespace, pods[0], at),
      isLost && at !== undefined ? lostStep(at) : WAIT,
      ...(pods.length === 0 && !isLost ? [staleStep(at)] : []),
      isRolling ? RECREATE : KEEP_TO_ONE,
    ];
  },
});
