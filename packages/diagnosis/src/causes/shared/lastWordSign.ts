/** What a program's last words say was wrong: the ids of the causes that speak of it. */
export type Problem =
  | 'address-in-use'
  | 'arguments-invalid'
  | 'cloud-access-denied'
  | 'data-directory-incompatible'
  | 'data-directory-locked'
  | 'database-not-migrated'
  | 'dependency-answers-with-error'
  | 'dependency-name-not-resolved'
  | 'dependency-refuses-connection'
  | 'dependency-refuses-login'
  | 'dependency-times-out'
  | 'disk-full'
  | 'environment-variable-missing'
  | 'file-missing'
  | 'file-mode-too-open'
  | 'file-system-read-only'
  | 'heap-exhausted'
  | 'kubernetes-api-forbidden'
  | 'kubernetes-kind-missing'
  | 'kubernetes-object-missing'
  | 'leader-election-lost'
  | 'leftovers-of-earlier-run'
  | 'missing-command'
  | 'node-setting-too-low'
  | 'permission-denied-on-file'
  | 'port-not-permitted'
  | 'privilege-missing'
  | 'process-limit-reached'
  | 'processor-unsupported'
  | 'program-part-missing'
  | 'settings-invalid'
  | 'tls-fails'
  | 'too-many-open-files'
  | 'unhandled-exception'
  | 'user-not-accepted';

/**
 * A wording, the problem it tells, and which kind of it. Named groups become facts; a group whose name is in no list of
 * lastWords.ts names the problem's main thing (the variable, the module, the file).
 */
export type Sign = readonly [problem: Problem, wording: RegExp, kind?: string];

/** What was understood of the last words. */
export interface LastWord {
  readonly problem: Problem;
  /** Which kind of the problem, if a sign tells. */
  readonly kind?: string;
  readonly facts: Readonly<Partial<Record<FactOfWord, string>>>;
  /** The telling line, and one more that names what it does not, as they stand in the log. */
  readonly lines: readonly string[];
}

/** What can be read out of last words. */
export type FactOfWord =
  | 'action'
  | 'address'
  | 'before'
  | 'bytes'
  | 'database'
  | 'exception'
  | 'file'
  | 'group'
  | 'have'
  | 'host'
  | 'language'
  | 'line'
  | 'message'
  | 'mode'
  | 'name'
  | 'others'
  | 'path'
  | 'port'
  | 'resource'
  | 'setting'
  | 'status'
  | 'user'
  | 'verb'
  | 'want'
  | 'where';
