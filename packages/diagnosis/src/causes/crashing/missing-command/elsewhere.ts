import type { ContainerView, Quote, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  duration,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

/** A start that fails is tried again after at most so many seconds, so the restarts tell how long it has failed. */
const LONGEST_PAUSE = 330;
/** A pod younger than this proves nothing, in seconds. */
const OLD = 3600;

/** What says that the image does hold its program: the copy on the node is then at fault. */
export type Doubt =
  | { readonly kind: 'ran'; readonly age: number; readonly failed: number }
  | { readonly kind: 'runs'; readonly pod: string; readonly node: string };

/** A container that is far older than its failures: it ran before, from the same image. */
function ranBefore(
  pod: Pod,
  { status, at }: ContainerView,
  now: number,
): { doubt: Doubt; quotes: readonly Quote[] } | undefined {
  const age = secondsSince(pod.status.startTime, now);
  const failed = status.restartCount;
  if (age === undefined || failed === undefined || age < OLD) return undefined;
  const longest = (failed + 1) * LONGEST_PAUSE;
  if (longest * 2 > age) return undefined;
  return {
    doubt: { kind: 'ran', age, failed },
    quotes: [
      ...quoteOf('pod', pod, 'status.startTime'),
      ...quoteOf('pod', pod, `${at}.restartCount`),
    ],
  };
}

/** Another pod on another node in which the very same image runs with its own command. */
function runsElsewhere(
  pod: Pod,
  { status, spec }: ContainerView,
  pods: Fact<FactValues['namespacePods']>,
): { doubt: Doubt; quotes: readonly Quote[] } | undefined {
  const id = status.imageID;
  if (!id || pods.status !== 'ok') return undefined;
  for (const [i, other] of pods.value.entries()) {
    const { nodeName = '' } = other.spec;
    const isElsewhere = nodeName !== '' && nodeName !== pod.spec.nodeName;
    const same = isElsewhere
      ? containersOf(other).find(
          one =>
            one.status.imageID === id &&
            one.status.state?.running &&
            one.spec?.image === spec?.image &&
            !one.spec?.command?.length,
        )
      : undefined;
    if (same)
      return {
        doubt: {
          kind: 'runs',
          pod: other.metadata.name ?? '',
          node: nodeName,
        },
        quotes: quoteOf('namespacePods', pods.value, `${i}.${same.at}.imageID`),
      };
  }
  return undefined;
}

/** What contradicts that the image lacks its program, where the manifest names no other. */
export function doubtOf(
  pod: Pod,
  container: ContainerView,
  pods: Fact<FactValues['namespacePods']>,
  now: number,
) {
  return runsElsewhere(pod, container, pods) ?? ranBefore(pod, container, now);
}

/** The doubt as a sentence to add; empty when there is none. */
export function doubtInWords(doubt: Doubt | undefined, node: string): Text {
  if (!doubt) return both('', '');
  const so = both(
    `so the copy of the image on node “${node}” is most likely damaged (a disk that was full, a node that lost power), and other pods with this image would fail there alike.`,
    `因此节点“${node}”上的镜像副本很可能已损坏（磁盘曾写满、节点断电等），该节点上使用同一镜像的其他 Pod 也会同样失败。`,
  );
  if (doubt.kind === 'runs')
    return both(
      ` But pod “${doubt.pod}” on node “${doubt.node}” runs from the very same image, ${so.en}`,
      `但节点“${doubt.node}”上的 Pod“${doubt.pod}”正由同一镜像运行，${so.zh}`,
    );
  const age = duration(doubt.age);
  return both(
    ` But the pod began ${age.en} ago and was restarted only ${count(
      doubt.failed,
      'time',
    )}, so it most likely ran before from this image: ${so.en.replace(
      /^so /,
      '',
    )}`,
    `但该 Pod 在 ${age.zh}前已启动，只重启过 ${
      doubt.failed
    } 次，因此它以前很可能用此镜像正常运行过：${so.zh.replace(/^因此/, '')}`,
  );
}

/** The volume that is mounted over the place where the program is looked for, and so hides what the image holds there. */
export function hidingMount(
  { spec }: ContainerView,
  program: string,
): { readonly name: string; readonly path: string } | undefined {
  if (!program.startsWith('/')) return undefined;
  const covers = (path: string) =>
    program === path || program.startsWith(`${path.replace(/\/$/, '')}/`);
  const found = spec?.volumeMounts?.find(
    ({ mountPath = '' }) => mountPath.length > 1 && covers(mountPath),
  );
  return found?.name === undefined || found.mountPath === undefined
    ? undefined
    : { name: found.name, path: found.mountPath };
}
