/** What stands in the place of a secret. */
const HIDDEN = '«hidden»';

/**
 * Shapes by which a secret is known in free text. Each pattern is linear: no nested repetition, every repetition bounded or
 * of one class followed by something outside it.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // JSON web tokens, the kind Kubernetes and Backstage use.
  [/\beyJ[\w-]{8,4096}\.[\w-]{8,8192}\.[\w-]{0,1024}/g, HIDDEN],
  [/\b(Bearer|Basic|Token)\s+[\w.~+/=-]{8,8192}/gi, `$1 ${HIDDEN}`],
  // user:password in a URL.
  [/(:\/\/[^\s:/@]{1,256}:)[^\s/@]{1,512}@/g, `$1${HIDDEN}@`],
  [
    /\b((?:[\w-]{0,64}[_-])?(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)"?\s{0,3}[=:]\s{0,3}"?)[^\s",;&]{1,1024}/gi,
    `$1${HIDDEN}`,
  ],
  // Keys of AWS, GitHub and Slack, by their prefixes.
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|xox[abprs]-[\w-]{10,255})/g, HIDDEN],
];

/** A NUL, real or spelt out. */
const NULS = ['\u0000', '\\x00', '\\u0000', '\\000'];
/** An assignment inside quotes, as the runtime prints an environment variable it refuses. */
const QUOTED_ASSIGNMENT = /"([A-Za-z_][A-Za-z0-9_]{0,255}=)[^"]{0,65536}"/g;

/**
 * Takes what looks like a credential out of the cluster's own words (security.md T21). Where a message complains of a NUL
 * byte, values of quoted assignments go too: the runtime then prints a secret's value (facts.md). Idempotent.
 */
export function redactSecrets(text: string): string {
  const spelt = NULS.some(nul => text.includes(nul))
    ? text.replace(QUOTED_ASSIGNMENT, `"$1${HIDDEN}"`)
    : text;
  return PATTERNS.reduce(
    (left, [pattern, instead]) => left.replace(pattern, instead),
    spelt,
  );
}
