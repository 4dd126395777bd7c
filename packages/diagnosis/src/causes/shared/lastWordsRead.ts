import type { LogLine } from '../../engine';
import { logLines } from '../../engine';
import { cloudSigns, loginSigns } from './lastWordsAccess';
import { askedBefore } from './lastWordsAsked';
import { droppedByBrokers, misreadLength } from './lastWordsBrokers';
import { metadataSigns } from './lastWordsCloud';
import { crashAt, firstCrash } from './lastWordsCrash';
import type { Candidate } from './lastWordsFacts';
import { factsAt, isRich, OF_ADDRESS, OWN_LOG, plain } from './lastWordsFacts';
import { dataSigns } from './lastWordsData';
import { demandSigns } from './lastWordsDemands';
import { fileSigns, limitSigns } from './lastWordsFiles';
import { kubernetesSigns, wentOnWithout } from './lastWordsKubernetes';
import { missingFileSigns } from './lastWordsMissing';
import { modeSigns } from './lastWordsMode';
import { leftoverSigns, nodeLimitSigns, nodeSigns } from './lastWordsNode';
import { certificateSigns, listenSigns } from './lastWordsListen';
import { connectionSigns, nameSigns } from './lastWordsNetwork';
import { databaseSigns } from './lastWordsDatabase';
import { pathSigns } from './lastWordsPaths';
import { settingsSigns, variableSigns } from './lastWordsSettings';
import { programSigns } from './lastWordsProgram';
import { rootOf } from './lastWordsRoot';
import { isOptional, special } from './lastWordsVariable';
import { storeSigns } from './lastWordsStores';
import { usage } from './lastWordsUsage';
import type { Sign } from './lastWordSign';
import type { Understood, Weight } from './lastWordsWeight';
import {
  afterAt,
  isReasonAt,
  saysConnected,
  saysGoesOn,
  saysStarted,
  weightOf,
} from './lastWordsWeight';

/** The more certain first: a refused bind also says "permission denied", a missing library "no such file". */
const SIGNS: readonly Sign[] = [
  ...modeSigns,
  ...nodeSigns,
  ...storeSigns,
  ...kubernetesSigns,
  ...limitSigns,
  ...certificateSigns,
  ...cloudSigns,
  ...nameSigns,
  ...metadataSigns,
  ...listenSigns,
  ...loginSigns,
  ...connectionSigns,
  ...nodeLimitSigns,
  ...dataSigns,
  ...leftoverSigns,
  ...programSigns,
  ...variableSigns,
  ...fileSigns,
  ...databaseSigns,
  ...missingFileSigns,
  ...pathSigns,
  ...settingsSigns,
  ...demandSigns,
];

/** Node.js and others print an error's fields below it. */
const FIELD =
  /^\s+\[?(?:code|errno|syscall|address|port|path|errors|cause|hostname|status)\]?: |^\s*status code: \d{3}(?:, request id: .{0,80})?$/;
/** npm explains its own words, once more without the path. */
const RESTATED = /^npm (?:ERR!|error) enoent (?:This is |and is )/;
function candidateAt(
  lines: readonly LogLine[],
  i: number,
): Candidate | undefined {
  const line = lines[i];
  if (!line || line.isFrame || FIELD.test(line.text)) return undefined;
  if (OWN_LOG.test(line.text) || RESTATED.test(line.text)) return undefined;
  const weight = weightOf(line);
  if (weight === undefined) return undefined;
  const variable = special(lines, i);
  if (variable)
    return {
      i,
      weight,
      sign: ['environment-variable-missing', /^/],
      groups: variable,
    };
  const asked = askedBefore(lines, i);
  if (asked)
    return {
      i,
      weight,
      sign: ['kubernetes-api-forbidden', /^/, 'unnamed'],
      ...asked,
    };
  const text = plain(line.text);
  for (const sign of SIGNS) {
    const match = sign[1].exec(text);
    if (match && !isOptional(sign[0], text))
      return { i, weight, sign, groups: match.groups ?? {} };
  }
  return undefined;
}

/** More lines of ordinary work than this after an error: it was not the end. */
const GOES_ON = 15;

/** Before the end of a log nothing stands behind a line yet. */
const NOTHING_AFTER = [false, false, false, false];

/** Candidates after which the program did not recover, the last first. */
function candidatesOf(lines: readonly LogLine[]): Candidate[] {
  const found: Candidate[] = [];
  let ordinary = 0;
  let [isConnected, isStarted, isGraveAfter, wentOn] = NOTHING_AFTER;
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const candidate = candidateAt(lines, i);
    const { text = '', level } = lines[i] ?? {};
    if (!candidate) {
      if (level === 'info') ordinary += 1;
      isGraveAfter ||= level === 'error' || level === 'fatal';
      if (level === 'error' || level === 'fatal' || level === 'warn') continue;
      wentOn ||= lines[i] !== undefined && saysGoesOn(lines[i]);
      isConnected ||= saysConnected(text);
      isStarted ||= saysStarted(text);
      continue;
    }
    const { sign, weight } = candidate;
    const recovered =
      isStarted ||
      ordinary > GOES_ON ||
      (isConnected && OF_ADDRESS.test(sign[0]));
    // What exists already is often passed over; an error after it is then the reason.
    const isPassedOver =
      sign[0] === 'leftovers-of-earlier-run' && sign[2] !== 'socket';
    if (isPassedOver && isGraveAfter) continue;
    const isAsked = sign[2] === 'kubectl';
    if (isAsked && wentOnWithout(lines.slice(i + 1), isGraveAfter)) continue;
    const wasNotLast = wentOn && found.some(later => later.weight === 2);
    if (weight === 3 && wasNotLast) found.push({ ...candidate, weight: 2 });
    else if (weight === 3 || !recovered) found.push(candidate);
  }
  return found;
}

/** So many refused settings are named. */
const MOST_SETTINGS = 4;

/** Of files that are missing one after the other, the first. */
function firstMissing(candidates: readonly Candidate[], late: Candidate) {
  if (late.sign[0] !== 'file-missing') return late;
  let first = late;
  for (const one of candidates) {
    const isNext = one.i === first.i - 1 && one.sign[0] === late.sign[0];
    if (isNext && one.sign === late.sign) first = one;
  }
  return first;
}

/** What else the same words name on the lines just before: of refused settings each counts. */
function othersOf(
  candidates: readonly Candidate[],
  best: Candidate,
): readonly Candidate[] {
  const { i, sign, groups } = best;
  if (sign[0] !== 'settings-invalid') return [];
  const kind = Object.keys(groups).find(name => groups[name]);
  return candidates
    .filter(
      one =>
        one.sign === sign &&
        one.i < i &&
        i - one.i <= MOST_SETTINGS &&
        kind !== undefined &&
        groups[kind] !== one.groups[kind] &&
        one.groups[kind],
    )
    .reverse();
}

/** The best candidate, with the facts of another line of the same problem when it names more. */
function specific(lines: readonly LogLine[], candidates: readonly Candidate[]) {
  const heaviest = Math.max(...candidates.map(({ weight }) => weight));
  const late = candidates.find(({ weight }) => weight === heaviest);
  if (!late) return undefined;
  const best = firstMissing(candidates, rootOf(lines, candidates, late));
  const [problem, , kind] = best.sign;
  let facts = factsAt(lines, best);
  const raws = [best.i, best.also ?? best.i].map(at => lines[at]?.raw ?? '');
  for (const other of candidates.slice(0, 40)) {
    if (isRich(facts) === 2 || other === best || other.sign[0] !== problem)
      continue;
    const own = factsAt(lines, other);
    if (isRich(own) <= isRich(facts)) continue;
    facts = { ...facts, ...own };
    raws[1] = lines[other.i]?.raw ?? '';
  }
  const more = othersOf(candidates, best);
  const others = more
    .flatMap(({ groups }) => Object.values(groups).find(Boolean) ?? [])
    .join('\n');
  raws.push(...more.map(one => lines[one.i]?.raw ?? ''));
  const word = {
    problem,
    facts: others ? { ...facts, others } : facts,
    lines: [...new Set(raws)],
    ...(kind && { kind }),
  };
  const [after, isReason] = [afterAt(lines, best.i), isReasonAt(lines, best.i)];
  const own = { ...word, weight: best.weight, after, isReason };
  const told = misreadLength(lines, best.i, droppedByBrokers(lines, own));
  return { i: best.i, word: told };
}

/** The last error that nobody caught. */
function crash(lines: readonly LogLine[]) {
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (!line || line.isFrame || line.level === 'info') continue;
    const last = crashAt(lines, i);
    if (!last) continue;
    const { i: first, facts, before } = firstCrash(lines, i, last);
    const { raw = '', text = '', level } = lines[first] ?? {};
    const weight: Weight = level === 'warn' ? 1 : 2;
    const next = lines[first + 1]?.raw;
    const said =
      facts.message && next && !text.includes(facts.message) ? [next] : [];
    const word = {
      problem: 'unhandled-exception' as const, // one of Problem
      facts: before ? { ...facts, before: before.text } : facts,
      lines: [raw, ...said, ...(before ? [before.raw] : [])],
    };
    return { i: first, word: { ...word, weight } };
  }
  return undefined;
}

/** Between two errors of one chain; between an error and the one that follows from it there is no ordinary work. */
const CHAIN =
  /^(?:During handling of|The above exception was|Caused by: )|^ ---> /;

/** Whether an error close before is the root of what nobody caught; an old one is not. */
function isRoot(
  lines: readonly LogLine[],
  from: number,
  to: number,
  weight: Weight,
) {
  const between = lines.slice(from + 1, to);
  if (between.some(({ level }) => level === 'info')) return false;
  return weight >= 2 || between.some(({ text }) => CHAIN.test(text));
}

/** What the end of a log says was wrong; `undefined` when no sign is known. */
export function understand(log: string): Understood | undefined {
  const lines = logLines(log);
  const named = specific(lines, candidatesOf(lines));
  const thrown = crash(lines);
  if (named && thrown && thrown.word.weight >= 2 && thrown.i > named.i) {
    return isRoot(lines, named.i, thrown.i, named.word.weight)
      ? named.word
      : thrown.word;
  }
  // What nobody caught says itself what was wrong.
  const isSame = named?.i === thrown?.i;
  if (named && (named.word.weight >= 2 || !thrown || isSame)) return named.word;
  return thrown?.word ?? named?.word ?? usage(lines);
}
