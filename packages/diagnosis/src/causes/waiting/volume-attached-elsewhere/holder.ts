import type { Quote } from '../../../engine';
import { findByName, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

/** Who holds the volume, as far as it is known. */
export interface Holder {
  readonly pods: readonly string[];
  /** Name of the node that holds it. */
  readonly at?: string;
  readonly isTerminating: boolean;
  /** The node that holds it does not answer. */
  readonly isLost: boolean;
  readonly quotes: readonly Quote[];
}

interface Facts {
  readonly namespacePods: Fact<FactValues['namespacePods']>;
  readonly attachments: Fact<FactValues['attachments']>;
  readonly nodes: Fact<FactValues['nodes']>;
}

const valueOf = <T>(fact: Fact<readonly T[]>): readonly T[] =>
  fact.status === 'ok' ? fact.value : [];

const isOver = ({ status }: Pod) =>
  status.phase === 'Succeeded' || status.phase === 'Failed';

/** Indices of other pods that mount the claim on other nodes. */
function othersWith(claim: string | undefined, pod: Pod, pods: readonly Pod[]) {
  return pods.flatMap((other, i) =>
    other.metadata.name !== pod.metadata.name &&
    other.spec.nodeName !== undefined &&
    other.spec.nodeName !== pod.spec.nodeName &&
    !isOver(other) &&
    claim !== undefined &&
    other.spec.volumes.some(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim,
    )
      ? [i]
      : [],
  );
}

const USED_BY = /already used by pod\(s\) ([^\n]{1,1024})/;

function namedIn(message: string): string[] {
  const [, list = ''] = USED_BY.exec(message) ?? [];
  return list
    .split(/,\s*| and /)
    .filter(name => /^[a-z0-9][a-z0-9.-]*$/.test(name));
}

const TO =
  /(?<!\bbe )(?:attached (?:to|on)|(?:mounted|staged|published|mapped|exported) (?:on|to|at)(?! ?["']?\/)|used by|in use by|locked by)(?: an?\b| the\b| \w{1,20}ly\b)?(?: different| another| other)?(?: (?:compute )?(?:node|instance|server|vm|host|machine)\b)?[ :=(]{0,3}["'‘“]?(?:[^\s"'’”(),]{0,512}\/)?([A-Za-z0-9][\w.-]{0,253})/gi;
const NO_NAME =
  /^(?:an?|the|one|another|different|other|node|nodes|instance|server|vm|host|machine|pod|pods|to|and|by|some)$/i;

/** The machine that holds the volume, by the event's own words. */
function machineIn(message: string, own: string | undefined) {
  return [...message.slice(0, 4096).matchAll(TO)]
    .map(([, name = '']) => name.replace(/[.:]+$/, ''))
    .find(name => name !== own && !NO_NAME.test(name));
}

function isSilent(name: string | undefined, nodes: FactValues['nodes']) {
  const node = findByName(nodes, name);
  return (
    node?.status.conditions.some(
      ({ type, status }) => type === 'Ready' && status !== 'True',
    ) ?? false
  );
}

/** Finds who holds a volume: the pods that share its claim, the attachments, and the event's own words. */
export function holderOf(
  pod: Pod,
  volume: { readonly volume: string; readonly claim?: string },
  message: string,
  facts: Facts,
): Holder {
  const pods = valueOf(facts.namespacePods);
  const attachments = valueOf(facts.attachments);
  const others = othersWith(volume.claim, pod, pods);
  const a = attachments.findIndex(
    ({ spec, status }) =>
      spec.source?.persistentVolumeName === volume.volume &&
      spec.nodeName !== pod.spec.nodeName &&
      status.attached === true,
  );
  const [first] = others.map(i => pods[i]);
  const node =
    attachments[a]?.spec.nodeName ??
    first?.spec.nodeName ??
    (namedIn(message).length > 0
      ? undefined
      : machineIn(message, pod.spec.nodeName));
  const names = others.flatMap(i => pods[i]?.metadata.name ?? []);
  return {
    pods: [...new Set([...names, ...namedIn(message)])].sort().slice(0, 5),
    ...(node !== undefined && { at: node }),
    isTerminating: first?.metadata.deletionTimestamp !== undefined,
    isLost: isSilent(node, valueOf(facts.nodes)),
    quotes: [
      ...others
        .slice(0, 2)
        .flatMap(i => quoteOf('namespacePods', pods, `${i}.spec.nodeName`)),
      ...quoteOf('attachments', attachments, `${a}.spec.nodeName`),
    ],
  };
}
