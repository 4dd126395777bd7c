import { podUid, SKEW_MS, type Happening } from './happening';

/** A pod that comes so soon after another went came instead of it; a StatefulSet waits for the old one to be gone. */
const SUCCESSION_MS = 2 * 60_000;

/** A pod that goes and one of the same controller that comes are one thing. Each of both is used once, the oldest first. */
export function withReplacements(all: readonly Happening[]): Happening[] {
  const came = new Map<string | undefined, Happening[]>();
  for (const each of all.filter(({ kind }) => kind === 'created')) {
    const uid = controllerUid(each);
    const group = came.get(uid) ?? [];
    group.push(each);
    came.set(uid, group);
  }
  const rollouts = all.filter(({ kind }) => kind === 'rolled-out');
  const lives = livesOf(all);
  const used = new Set<Happening>();
  const told = all.map(each => {
    const free = came.get(controllerUid(each)) ?? [];
    const fit =
      each.kind === 'deleted'
        ? free.filter(
            come =>
              !used.has(come) &&
              isSuccessor(each, come) &&
              outlives(lives, each, come) &&
              !rollouts.some(rollout => isBetween(rollout, each, come)),
          )
        : [];
    const come = fit.find(one => nameOf(one) === nameOf(each)) ?? fit.at(0);
    if (come) {
      used.add(come);
    }
    return come ? replacement(each, come) : each;
  });
  return told.filter(each => !used.has(each));
}

function replacement(gone: Happening, { subject }: Happening): Happening {
  return 'pod' in subject
    ? {
        ...gone,
        id: `replaced/${podUid(gone)}`,
        kind: 'replaced',
        details: { by: subject.pod.pod },
        successor: subject,
      }
    : gone;
}

function controllerUid({ subject }: Happening): string | undefined {
  return 'pod' in subject ? subject.controller?.uid : undefined;
}

function isSuccessor(gone: Happening, come: Happening): boolean {
  const [old, young] = [gone.subject, come.subject];
  return (
    'pod' in old &&
    'pod' in young &&
    old.controller !== undefined &&
    old.pod.uid !== young.pod.uid &&
    come.at >= (gone.notBefore ?? gone.at) - SKEW_MS &&
    come.at <= gone.at + SUCCESSION_MS
  );
}

/** When each pod came and went, by uid, as far as both are known. */
function livesOf(all: readonly Happening[]) {
  const timesOf = (kind: Happening['kind']) =>
    new Map(
      all
        .filter(each => each.kind === kind)
        .map(each => [podUid(each), each.at] as const),
    );
  return { came: timesOf('created'), went: timesOf('deleted') };
}

/** What came before a pod, or went with it, did not come instead of it: both were scaled away. */
function outlives(
  { came, went }: ReturnType<typeof livesOf>,
  gone: Happening,
  come: Happening,
): boolean {
  return (
    come.at >= (came.get(podUid(gone)) ?? -Infinity) &&
    (went.get(podUid(come)) ?? Infinity) > gone.at
  );
}

function nameOf({ subject }: Happening): string {
  return 'pod' in subject ? subject.pod.pod : '';
}

/** A rollout takes a revision's pods away, and one back to it brings others: nothing was replaced. */
function isBetween(
  { at, subject }: Happening,
  gone: Happening,
  come: Happening,
): boolean {
  return (
    'workload' in subject &&
    subject.set !== undefined &&
    subject.set === controllerUid(come) &&
    at > gone.at &&
    at <= come.at + SKEW_MS
  );
}
