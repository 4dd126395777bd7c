/** What can be wrong with what the command is given. Public: batch answers carry it. */
export type CliErrorCode =
  | 'usage'
  | 'invalid-input'
  | 'line-too-long'
  | 'subject-not-found'
  | 'internal';

/** A failure with a sentence for the person who typed the command. */
export class CliError extends Error {
  constructor(readonly code: CliErrorCode, message: string) {
    super(message);
    this.name = 'CliError';
  }
}
