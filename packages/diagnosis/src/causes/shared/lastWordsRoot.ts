import type { LogLine } from '../../engine';
import type { Problem } from './lastWordSign';
import { saysGoesOn } from './lastWordsWeight';

/** An error and the one it leads to close after: what was not downloaded is not there, a key that is ignored lets nobody in. */
interface Leads {
  readonly root: RegExp;
  readonly kind?: string;
  readonly to: ReadonlySet<Problem>;
  /** What the lines must say, too. */
  readonly says?: RegExp;
  /** What the later line must say. */
  readonly sums?: RegExp;
}

/** Programs that bring files from elsewhere. */
const DOWNLOADS =
  /\b(?:curl|wget|Invoke-(?:WebRequest|RestMethod)|WebClient|Start-BitsTransfer|download\w{0,3}|fetch\w{0,3}|git|apk|apt(?:-get)?|yum|dnf|pip3?|npm|gsutil|azcopy|aws s3)\b/i;

/** Said of all that was found wrong before, and of nothing itself. */
const SUMMARY =
  /\bconfig\w{0,10}\b.{0,300}\b(?:check|test|validation) failed\b|^Invalid config\w{0,10}, exiting|\bconfig\w{0,10} file contains errors\b|\b(?:cannot|could not|failed to) load (?:the )?config\w{0,10} file\W{0,3}$|\berror(?:\(s\)|s)? found in config\w{0,10}\b|\bFPM initiali[sz]ation failed|\bfailed to post process the configuration/i;

const LEADS: readonly Leads[] = [
  {
    root: /^(?:dependency-|tls-fails|cloud-access-denied)/,
    to: new Set<Problem>([
      'file-missing',
      'program-part-missing',
      'settings-invalid',
    ]),
    says: DOWNLOADS,
  },
  {
    root: /^file-mode-too-open$/,
    to: new Set<Problem>([
      'dependency-refuses-login',
      'permission-denied-on-file',
      'tls-fails',
    ]),
  },
  {
    root: /^(?:data-|file-|settings-|permission-denied|disk-full|leftovers-|address-|port-)/,
    to: new Set<Problem>(['settings-invalid']),
    sums: SUMMARY,
  },
  {
    root: /^file-missing$/,
    kind: 'first',
    to: new Set<Problem>([
      'program-part-missing',
      'settings-invalid',
      'database-not-migrated',
    ]),
  },
];

/** Between a root and what it leads to are not more lines than this. */
const NEAR = 15;

interface Told {
  readonly i: number;
  readonly weight: number;
  readonly sign: readonly [Problem, RegExp, string?];
}

const isLed = (lines: readonly LogLine[], early: Told, late: Told) =>
  LEADS.some(({ root, kind, to, says, sums }) => {
    const [problem, , own] = early.sign;
    if (!root.test(problem) || !to.has(late.sign[0])) return false;
    if (kind !== undefined && own !== kind) return false;
    if (sums && !sums.test(lines[late.i]?.text ?? '')) return false;
    const near = lines.slice(Math.max(0, early.i - 2), early.i + 3);
    return !says || near.some(({ text }) => says.test(text));
  });

/** Of candidates, the last first, the one that led to the one given: close before it, with no ordinary work between. */
export function rootOf<C extends Told>(
  lines: readonly LogLine[],
  candidates: readonly C[],
  late: C,
): C {
  const early = candidates.filter(
    ({ i, weight }) => i < late.i && late.i - i <= NEAR && weight >= 2,
  );
  const root = early.findLast(one => {
    const between = lines.slice(one.i + 1, late.i);
    return (
      isLed(lines, one, late) &&
      !between.some(line => line.level === 'info' || saysGoesOn(line))
    );
  });
  return root ?? late;
}
