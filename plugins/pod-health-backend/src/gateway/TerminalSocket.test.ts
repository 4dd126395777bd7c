import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import {
  decodeDown,
  encodeUp,
  LIMITS,
  type DownFrame,
  type UpFrame,
} from 'backstage-plugin-pod-health-common';
import type WebSocket from 'ws';
import type { SessionTerminal, TerminalListener } from '../sessions/types';
import { FakeClock, settle } from '../testing/fakeClock';
import { TerminalSocket } from './TerminalSocket';

/** The browser's socket as ws shows it, without a network: closes and pings are only recorded. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  readonly frames: DownFrame[] = [];
  readonly closes: [number, string][] = [];
  readonly ping = jest.fn();
  readonly terminate = jest.fn(() => this.gone());

  send(bytes: Uint8Array): void {
    const decoded = decodeDown(bytes);
    if (decoded.ok) {
      this.frames.push(decoded.frame);
    }
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  close(code: number, why: string): void {
    this.closes.push([code, why]);
    this.gone();
  }

  gone(): void {
    if (this.readyState === this.OPEN) {
      this.readyState = 3;
      this.emit('close');
    }
  }
}

function start(replay = new Uint8Array()) {
  const clock = new FakeClock();
  const socket = new FakeSocket();
  const output = new PassThrough();
  const over = new AbortController();
  const written: string[] = [];
  const sizes: number[][] = [];
  const attach = {
    output,
    buffered: 0,
    closed: new Promise<never>(() => {}),
    write: (bytes: Uint8Array) =>
      void written.push(Buffer.from(bytes).toString()),
    resize: (...size: number[]) => void sizes.push(size),
    close: () => {},
  };
  let listener: TerminalListener | undefined;
  let reason: ReturnType<SessionTerminal['endReason']>;
  const events = {
    onInput: jest.fn(),
    onOutput: jest.fn(),
    onToken: jest.fn(async () => {}),
    onDetached: jest.fn(),
  };
  const terminal: SessionTerminal = {
    session: {} as SessionTerminal['session'], // not read by the socket
    attach,
    ended: over.signal,
    endReason: () => reason,
    exitCode: () => (reason === 'user-exit' ? 3 : undefined),
    replay,
    listen: given => {
      listener = given;
    },
    deadlines: () => ({ now: 'n', endsAt: 'e', idleEndsAt: 'i' }),
    ...events,
  };
  new TerminalSocket(socket as unknown as WebSocket, terminal, clock).open(); // what it uses of a WebSocket is there
  return {
    clock,
    socket,
    output,
    attach,
    written,
    sizes,
    events,
    listener: () => listener,
    receive: (frame: UpFrame) =>
      socket.emit('message', Buffer.from(encodeUp(frame)), true),
    end(why: NonNullable<typeof reason>) {
      reason = why;
      over.abort();
    },
    shown: () =>
      socket.frames
        .map(frame =>
          frame.type === 'output' ? Buffer.from(frame.bytes).toString() : '',
        )
        .join(''),
  };
}

it('says its deadlines first, then the screen as it was, then what comes', async () => {
  const { socket, output, shown } = start(Buffer.from('before '));
  output.write('after');
  await settle();
  expect(socket.frames[0]).toEqual({
    type: 'status',
    status: { state: 'attached', now: 'n', endsAt: 'e', idleEndsAt: 'i' },
  });
  expect(shown()).toBe('before after');
});

it('passes keys, sizes and tokens on, and counts only keys as input', () => {
  const { receive, written, sizes, events } = start();
  receive({ type: 'stdin', bytes: Buffer.from('ls\n') });
  receive({ type: 'resize', columns: 100, rows: 30 });
  receive({ type: 'ack', bytes: 5 });
  receive({ type: 'token', token: 'fresh' });
  expect(written).toEqual(['ls\n']);
  expect(sizes).toEqual([[100, 30]]);
  expect(events.onInput.mock.calls).toEqual([[3]]);
  expect(events.onToken.mock.calls).toEqual([['fresh']]);
});

it('never passes on the size that ends a shell', () => {
  const { receive, sizes } = start();
  receive({ type: 'resize', columns: 7, rows: 2 });
  expect(sizes).toEqual([[8, 2]]);
});

it('holds the cluster back at 1 MiB not drawn, and goes on at 256 KiB', async () => {
  const { output, receive } = start();
  const chunk = Buffer.alloc(LIMITS.outputPauseBytes / 16);
  for (let at = 0; at < 15; at += 1) {
    output.write(chunk);
    await settle();
  }
  expect(output.isPaused()).toBe(false);
  output.write(chunk);
  await settle();
  expect(output.isPaused()).toBe(true);
  const rest = LIMITS.outputPauseBytes - LIMITS.outputResumeBytes;
  receive({ type: 'ack', bytes: rest - 1 });
  expect(output.isPaused()).toBe(true);
  receive({ type: 'ack', bytes: 1 });
  expect(output.isPaused()).toBe(false);
});

it('holds the browser back while the cluster takes no keys', async () => {
  const { attach, receive, socket, clock } = start();
  attach.buffered = 1024 * 1024;
  receive({ type: 'stdin', bytes: Buffer.from('x') });
  expect(socket.isPaused).toBe(true);
  await clock.advance(1_000);
  expect(socket.isPaused).toBe(true);
  attach.buffered = 0;
  await clock.advance(50);
  expect(socket.isPaused).toBe(false);
});

it.each([
  ['a text message', Buffer.from('ls'), false],
  ['unknown-type', Buffer.from([9]), true],
  ['empty', Buffer.alloc(0), true],
])('closes with 1008 after %s', (why, data, isBinary) => {
  const { socket, events } = start();
  socket.emit('message', data, isBinary);
  expect(socket.closes).toEqual([[1008, why]]);
  expect(events.onDetached).toHaveBeenCalled();
});

it('takes 200 messages a second and closes with 1008 after one more', async () => {
  const { socket, receive, clock } = start();
  const key = { type: 'stdin', bytes: Buffer.from('x') } as const;
  for (let at = 0; at < 200; at += 1) {
    receive(key);
  }
  await clock.advance(1_000);
  for (let at = 0; at < 200; at += 1) {
    receive(key);
  }
  expect(socket.closes).toEqual([]);
  receive(key);
  expect(socket.closes).toEqual([[1008, 'too many messages']]);
});

it('waits for the last output of a shell that exits, and says its code', async () => {
  const { socket, output, end, clock, shown } = start();
  end('user-exit');
  await settle();
  output.end('bye');
  await clock.advance(0);
  expect(shown()).toBe('bye');
  expect(socket.frames.at(-1)).toMatchObject({
    status: { state: 'ended', reason: 'user-exit', exitCode: 3 },
  });
  expect(socket.closes).toEqual([[1000, 'user-exit']]);
  expect(clock.timers).toBe(0);
});

it.each([
  ['idle', 4408],
  ['permission-revoked', 4403],
  ['pod-gone', 4410],
  ['server-restart', 1012],
  ['cluster-disconnected', 4502],
] as const)('ends %s with %d at once', async (reason, code) => {
  const { socket, end } = start();
  end(reason);
  await settle();
  expect(socket.closes).toEqual([[code, reason]]);
});

it('leaves the output to the page that has taken over', async () => {
  const { socket, output, end, shown } = start();
  end('taken-over');
  output.write('not yours');
  await settle();
  expect(shown()).toBe('');
  expect(socket.closes).toEqual([[4409, 'taken-over']]);
});

it('keeps what is printed while no page is there', async () => {
  const { socket, output, events } = start();
  socket.gone();
  output.write('later');
  await settle();
  expect(events.onDetached).toHaveBeenCalledTimes(1);
  expect(events.onOutput).not.toHaveBeenCalled();
  expect(output.read()?.toString()).toBe('later');
});

it('pings every 20 s and notices within 60 s that nobody answers', async () => {
  const { socket, clock } = start();
  await clock.advance(40_000);
  expect(socket.ping).toHaveBeenCalledTimes(2);
  socket.emit('pong');
  await clock.advance(40_000);
  expect(socket.terminate).not.toHaveBeenCalled();
  await clock.advance(20_000);
  expect(socket.terminate).toHaveBeenCalled();
  expect(clock.timers).toBe(0);
});

it('passes notices and moved deadlines on', () => {
  const { socket, listener } = start();
  listener()?.onNotice({ notice: 'idle-soon', at: 'x' });
  listener()?.onDeadlines();
  expect(socket.frames.slice(1).map(frame => frame.type)).toEqual([
    'notice',
    'status',
  ]);
});
