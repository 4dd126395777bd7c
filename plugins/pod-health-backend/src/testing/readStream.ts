import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';

/** An open answer, read line by line. */
export interface OpenStream {
  readonly response: Response;
  /** The next line, without its newline; `undefined` at the end. */
  next(): Promise<string | undefined>;
  /** All lines that are left, up to the end. */
  rest(): Promise<string[]>;
  /** Leaves. */
  leave(): void;
}

/** Opens a stream as a browser would: gzip accepted. */
export async function openStream(
  server: Server,
  path: string,
): Promise<OpenStream> {
  const { port } = server.address() as AddressInfo; // the test backend listens on TCP
  const leave = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { 'Accept-Encoding': 'gzip' },
    signal: leave.signal,
  });
  const lines = linesOf(response);
  const next = async () => {
    const { value, done } = await lines.next();
    return done ? undefined : value;
  };
  return {
    response,
    next,
    async rest() {
      const left: string[] = [];
      for (let line = await next(); line !== undefined; line = await next()) {
        left.push(line);
      }
      return left;
    },
    leave: () => leave.abort(),
  };
}

async function* linesOf(response: Response): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
