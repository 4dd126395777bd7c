import type { ServerResponse } from 'node:http';
import type { RawSockets } from '../server/RawSockets';
import type { ApiError, Status } from './status';

/** Bytes after which the answer breaks, and how. */
export interface BreakAfter {
  readonly bytes: number;
  readonly how: 'rst' | 'fin' | 'stall';
}

/** What a request's record still learns. */
export interface AnswerRecord {
  code: number;
  bytes: number;
}

/** One answer being sent: counts its bytes, waits for slow readers, and breaks where a fault says so. */
export class Answer {
  #broken = false;

  constructor(
    readonly response: ServerResponse,
    private readonly record: AnswerRecord,
    private readonly sockets: RawSockets,
    private readonly breakAfter?: BreakAfter,
  ) {}

  /** The reader has gone, or a fault has cut it off. */
  get closed(): boolean {
    return this.#broken || this.response.destroyed;
  }

  /** Calls back when the connection of this answer is over, for whatever reason. */
  onClose(callback: () => void): void {
    this.response.once('close', callback);
  }

  /** Sends the head of a body of unknown length. */
  begin(code: number, contentType: string): void {
    this.record.code = code;
    this.response.writeHead(code, {
      'content-type': contentType,
      'cache-control': 'no-cache, private',
    });
    this.response.flushHeaders();
  }

  /** Sends bytes; resolves when the connection takes more, false when nobody reads any longer. */
  async write(chunk: Buffer): Promise<boolean> {
    if (this.closed) {
      return false;
    }
    const sent = this.#cut(chunk);
    if (sent.length > 0) {
      this.record.bytes += sent.length;
      if (!this.response.write(sent)) {
        await this.#drained();
      }
    }
    if (sent.length < chunk.length) {
      await this.#break();
    }
    return !this.closed;
  }

  end(): void {
    if (!this.#broken) {
      this.response.end();
    }
  }

  /** A whole JSON answer. */
  async json(
    code: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify(body)}\n`);
    await this.whole(code, 'application/json', bytes, headers);
  }

  /** A whole answer of any type. */
  async whole(
    code: number,
    contentType: string,
    bytes: Buffer,
    headers: Record<string, string> = {},
  ): Promise<void> {
    this.record.code = code;
    this.response.writeHead(code, {
      'content-type': contentType,
      'cache-control': 'no-cache, private',
      'content-length': String(bytes.length),
      ...headers,
    });
    if (await this.write(bytes)) {
      this.end();
    }
  }

  /** A Status. */
  async fail(error: ApiError): Promise<void> {
    await this.json(error.code, error.status, error.headers);
  }

  /** A Status that is no error of a request. */
  async status(status: Status): Promise<void> {
    await this.json(status.code ?? 200, status);
  }

  /** An answer without a body. */
  empty(code: number, headers: Record<string, string> = {}): void {
    this.record.code = code;
    this.response.writeHead(code, headers);
    this.response.end();
  }

  #cut(chunk: Buffer): Buffer {
    const left = this.breakAfter
      ? this.breakAfter.bytes - this.record.bytes
      : Infinity;
    return chunk.length > left ? chunk.subarray(0, Math.max(0, left)) : chunk;
  }

  async #break(): Promise<void> {
    this.#broken = true;
    const { socket } = this.response;
    if (!socket || this.breakAfter?.how === 'stall') {
      return;
    }
    // What was sent before the cut must arrive, or the test would not know where it was cut.
    await new Promise<void>(resolve => {
      this.response.write('', () => resolve());
      this.response.once('close', () => resolve());
    });
    if (this.breakAfter?.how === 'fin') {
      socket.end();
    } else {
      this.sockets.reset(socket);
    }
  }

  #drained(): Promise<void> {
    const { response } = this;
    return new Promise(resolve => {
      const done = () => {
        response.off('drain', done);
        response.off('close', done);
        resolve();
      };
      response.once('drain', done);
      response.once('close', done);
    });
  }
}
