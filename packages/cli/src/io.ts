import { CliError } from './errors';
import { parseObjects } from './objects';

/** The world outside, so that tests can give another. */
export interface Io {
  /** Standard input, opened only when it is read. */
  stdin(): AsyncIterable<Uint8Array | string>;
  /** Reads a file. */
  open(file: string): AsyncIterable<Uint8Array | string>;
  /** Resolves when more may be written: a slow reader holds the command back. */
  write(text: string): Promise<void>;
  writeError(text: string): void;
  /** The moment, RFC 3339. */
  clock(): string;
  readonly version: string;
}

/** What `file` holds; `-` is standard input. */
export function source(io: Io, file: string) {
  return file === '-' ? io.stdin() : io.open(file);
}

/** All of a file as text. Throws a {@link CliError} `invalid-input`. */
export async function readText(io: Io, file: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source(io, file)) chunks.push(Buffer.from(chunk));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError('invalid-input', `cannot read ${file}: ${message}`);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

/** The Kubernetes objects of some files, in order. Throws a {@link CliError} `invalid-input`. */
export async function readObjects(
  io: Io,
  files: readonly string[],
): Promise<unknown[]> {
  const objects: unknown[] = [];
  for (const file of files) {
    const name = file === '-' ? 'standard input' : file;
    // Not push(...): a list of ten thousands overflows the stack.
    for (const one of parseObjects(await readText(io, file), name))
      objects.push(one);
  }
  return objects;
}
