import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** Whose log a line is from. */
export interface RedactorContext {
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/**
 * Hides what must not be read in log lines: customers' numbers, tokens a program prints. Works on text that people read;
 * it is no substitute for not logging it.
 */
export interface Redactor {
  /**
   * The line as it may be shown. Called for each line, at most 16 KiB of it, without its time: it must be fast, and its
   * patterns must not backtrack. Throwing hides the whole line.
   */
  redact(line: string, context: RedactorContext): string;
}

/** Collects {@link Redactor}s. */
export interface RedactorExtensionPoint {
  /** Adds a redactor. Each gets what the one before has left. */
  addRedactor(redactor: Redactor): void;
}

/** For modules that know what an organisation's secrets look like. */
export const redactorExtensionPoint =
  createExtensionPoint<RedactorExtensionPoint>({
    id: 'pod-health.redactor',
  });
