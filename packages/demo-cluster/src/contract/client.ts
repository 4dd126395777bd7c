import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';

/** How to reach and enter a cluster. */
export interface Access {
  readonly url: string;
  readonly ca: string;
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** A whole answer. */
export interface Reply {
  readonly code: number;
  readonly contentType: string;
  readonly text: string;
  /** The body as JSON. Throws when it is none. */
  json(): any; // the suite asserts on what comes, field by field
}

/** How long the suite waits for anything a cluster should do at once; a cluster that needs longer fails the case. */
const PATIENCE_MS = 30_000;

/** Fails when the promise takes longer than the suite's patience. */
export async function soon<T>(
  what: string | (() => string),
  promise: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(
            `${
              typeof what === 'string' ? what : what()
            } did not happen within ${PATIENCE_MS} ms`,
          ),
        ),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Frame {
  readonly channel: number;
  readonly bytes: Buffer;
}

/** The error channel's first frame may be an empty greeting. */
const isStatus = ({ channel, bytes }: Frame) =>
  channel === 3 && bytes.length > 0;

/** Frames of one attach, as they came. */
export class AttachStream {
  readonly frames: Frame[] = [];
  readonly #waiting = new Set<() => void>();
  #closeCode: number | undefined;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.frames.push({ channel: data[0], bytes: data.subarray(1) });
      this.#changed();
    });
    socket.on('close', code => {
      this.#closeCode = code;
      this.#changed();
    });
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  /** All output so far, both channels. */
  get output(): string {
    return Buffer.concat(
      this.frames
        .filter(f => f.channel === 1 || f.channel === 2)
        .map(f => f.bytes),
    ).toString();
  }

  send(channel: number, payload: string | Buffer): void {
    this.socket.send(
      Buffer.concat([Buffer.from([channel]), Buffer.from(payload)]),
    );
  }

  /** Sends bytes that are no frame of the protocol. */
  sendRaw(data: Buffer | string): void {
    this.socket.send(data);
  }

  type(text: string): void {
    this.send(0, text);
  }

  resize(columns: number, rows: number): void {
    this.send(4, JSON.stringify({ Width: columns, Height: rows }));
  }

  /** Resolves when the output after `from` contains the text; with its end. */
  async until(text: string | RegExp, from = 0): Promise<number> {
    await this.#when(`output ${text}`, () => this.#find(text, from) >= 0);
    return this.output.length;
  }

  /** The status frame. */
  async status(): Promise<any> {
    await this.#when('a status frame', () => this.frames.some(isStatus));
    return JSON.parse(String(this.frames.find(isStatus)?.bytes));
  }

  /** The close code. */
  async closed(): Promise<number> {
    await this.#when('the close', () => this.#closeCode !== undefined);
    return this.#closeCode ?? 0;
  }

  close(): void {
    this.socket.terminate();
  }

  #find(text: string | RegExp, from: number): number {
    const output = this.output.slice(from);
    return typeof text === 'string'
      ? output.indexOf(text)
      : output.search(text);
  }

  #when(what: string, holds: () => boolean): Promise<void> {
    const happened = new Promise<void>(resolve => {
      const check = () => {
        if (holds()) {
          this.#waiting.delete(check);
          resolve();
        }
      };
      this.#waiting.add(check);
      check();
    });
    return soon(
      () => `${what} (so far: ${JSON.stringify(this.output.slice(-200))})`,
      happened,
    );
  }

  #changed(): void {
    [...this.#waiting].forEach(check => check());
  }
}

/** A bare client of the Kubernetes API: no library between the suite and the bytes. */
export class ContractClient {
  constructor(readonly access: Access) {}

  async request(
    method: string,
    path: string,
    options: { body?: unknown; contentType?: string } = {},
  ): Promise<Reply> {
    const { body, contentType = 'application/json' } = options;
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const message = await this.#send(method, path, sent, contentType);
    const chunks: Buffer[] = [];
    for await (const chunk of message) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    return {
      code: message.statusCode ?? 0,
      contentType: message.headers['content-type'] ?? '',
      text,
      json: () => JSON.parse(text),
    };
  }

  get(path: string): Promise<Reply> {
    return this.request('GET', path);
  }

  patch(path: string, body: unknown): Promise<Reply> {
    return this.request('PATCH', path, {
      body,
      contentType: 'application/strategic-merge-patch+json',
    });
  }

  /** Lines of a streamed answer, as they come. Ends with the answer; the connection ends with the loop. */
  async *lines(path: string): AsyncGenerator<string> {
    const message = await this.#send('GET', path);
    if (message.statusCode !== 200) {
      throw new Error(`${path} answered ${message.statusCode}`);
    }
    let rest = '';
    try {
      for await (const chunk of message) {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop() ?? '';
        yield* parts;
      }
      if (rest) {
        yield rest;
      }
    } finally {
      message.destroy();
    }
  }

  /** Attaches; resolves after the upgrade, or with the refusal. */
  attach(
    path: string,
    protocols: readonly string[] = ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
  ): Promise<AttachStream | Reply> {
    const { url, ca, cert, key, token } = this.access;
    const socket = new WebSocket(
      `${url.replace('https', 'wss')}${path}`,
      [...protocols],
      {
        ca,
        ...(cert && { cert, key }),
        ...(token && { headers: { authorization: `Bearer ${token}` } }),
        perMessageDeflate: false,
      },
    );
    const stream = new AttachStream(socket);
    const answered = new Promise<AttachStream | Reply>((resolve, reject) => {
      socket.on('open', () => resolve(stream));
      socket.on('error', reject);
      socket.on('unexpected-response', (_request, message) => {
        readReply(message).then(resolve, reject);
      });
    });
    return soon('an answer to the upgrade', answered);
  }

  #send(
    method: string,
    path: string,
    body?: string,
    contentType?: string,
  ): Promise<IncomingMessage> {
    const { url, ca, cert, key, token } = this.access;
    const options: RequestOptions = {
      method,
      ca,
      ...(cert && { cert, key }),
      headers: {
        'user-agent': 'contract',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': contentType }),
      },
      agent: false,
    };
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      const request = httpsRequest(`${url}${path}`, options, resolve);
      request.on('error', reject);
      request.end(body);
    });
    return soon(`${method} ${path}`, answered);
  }
}

async function readReply(message: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  return {
    code: message.statusCode ?? 0,
    contentType: message.headers['content-type'] ?? '',
    text,
    json: () => JSON.parse(text),
  };
}
