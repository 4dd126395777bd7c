import { CLOSE_CODES, LIMITS } from 'backstage-plugin-pod-health-common';
import fc from 'fast-check';
import { session } from '../testing/FakePodHealthApi';
import { FakeTerminalSocket } from '../testing/FakeTerminalSocket';
import { sayEnglish } from '../testing/say';
import { AckCounter } from './AckCounter';
import { endSentence } from './endWords';
import { readPaste } from './paste';
import { usableSize } from './screenSize';
import { silenceQueries } from './silenceQueries';
import { TerminalConnection } from './TerminalConnection';
import {
  CONNECTING,
  millisecondsUntil,
  nextTerminal,
  type TerminalState,
} from './terminalState';

describe('AckCounter', () => {
  it('never leaves so much unacknowledged that a paused server would wait for ever', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300_000)), writes => {
        let acknowledged = 0;
        const counter = new AckCounter(bytes => {
          acknowledged += bytes;
        });
        writes.forEach(bytes => counter.drawn(bytes));
        const drawn = writes.reduce((sum, bytes) => sum + bytes, 0);
        expect(acknowledged).toBeLessThanOrEqual(drawn);
        expect(drawn - acknowledged).toBeLessThan(LIMITS.outputResumeBytes);
      }),
    );
  });

  it('stays below the messages a browser may send, at 35 MB drawn per second', () => {
    let acks = 0;
    const counter = new AckCounter(() => {
      acks += 1;
    });
    for (let drawn = 0; drawn < 35_000_000; drawn += 4096) {
      counter.drawn(4096);
    }
    expect(acks).toBeGreaterThan(0);
    expect(acks).toBeLessThan(LIMITS.socketMessagesPerSecond);
  });
});

describe('readPaste', () => {
  it.each([
    ['ls -la', 1, false],
    ['ls\n', 1, true],
    ['a\r\nb\rc', 3, true],
    ['', 1, false],
  ])('%j is %d line(s), asks first: %s', (raw, lines, asksFirst) => {
    expect(readPaste(raw)).toMatchObject({ lines, asksFirst });
  });

  it('drops control characters: one could end a bracketed paste early', () => {
    expect(readPaste('a\u001b[201~\u0003b\tc').text).toBe('a[201~b\tc');
  });
});

describe('usableSize', () => {
  it('never asks for the size that ends a shell, whatever the window is', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (columns, rows) => {
        const size = usableSize(columns, rows);
        expect(size.columns).toBeGreaterThanOrEqual(20);
        expect(size.rows).toBeGreaterThanOrEqual(5);
        expect(size.columns).toBeLessThanOrEqual(LIMITS.terminalMax);
        expect(size.rows).toBeLessThanOrEqual(LIMITS.terminalMax);
        expect(Number.isInteger(size.columns + size.rows)).toBe(true);
      }),
    );
    expect(usableSize(120.9, 40)).toEqual({ columns: 120, rows: 40 });
  });
});

describe('silenceQueries', () => {
  function handlers() {
    const known = new Map<string, (data: string) => boolean>();
    const sequence =
      (kind: string) =>
      (
        id: { prefix?: string; intermediates?: string; final: string },
        handler: () => boolean,
      ) => {
        const { prefix = '', intermediates = '', final } = id;
        known.set(`${kind} ${prefix}${intermediates}${final}`, handler);
      };
    silenceQueries({
      parser: {
        registerCsiHandler: sequence('CSI'),
        registerDcsHandler: sequence('DCS'),
        registerOscHandler: (code, handler) =>
          known.set(`OSC ${code}`, handler),
      },
    });
    return known;
  }

  it.each([
    ['CSI c', ''],
    ['CSI >c', ''],
    ['CSI n', ''],
    ['CSI ?n', ''],
    ['CSI $p', ''],
    ['CSI ?$p', ''],
    ['CSI >q', ''],
    ['CSI t', ''],
    ['DCS $q', ''],
    ['DCS +q', ''],
    ['OSC 8', ';https://evil.example'],
    ['OSC 52', 'c;aGk='],
    ['OSC 4', '1;?'],
    ['OSC 11', '?'],
  ])('swallows %s', (name, data) => {
    expect(handlers().get(name)?.(data)).toBe(true);
  });

  it('lets a program set colours', () => {
    expect(handlers().get('OSC 11')?.('#000000')).toBe(false);
  });
});

describe('TerminalConnection', () => {
  function setUp() {
    const socket = new FakeTerminalSocket();
    const events = {
      onOutput: jest.fn((_: Uint8Array, drawn: () => void) => drawn()),
      onStatus: jest.fn(),
      onNotice: jest.fn(),
      onClosed: jest.fn(),
    };
    return {
      socket,
      events,
      connection: new TerminalConnection(socket, events),
    };
  }

  it('hands on output, and acknowledges what was drawn', () => {
    const { socket, events } = setUp();
    for (let i = 0; i < 4; i += 1) {
      socket.receive({ type: 'output', bytes: new Uint8Array(64 * 1024) });
    }
    expect(events.onOutput).toHaveBeenCalledTimes(4);
    expect(socket.sent).toEqual([{ type: 'ack', bytes: 4 * 64 * 1024 }]);
  });

  it('acknowledges nothing that is not drawn yet', () => {
    const { socket, events } = setUp();
    events.onOutput.mockImplementation(() => undefined);
    socket.receive({ type: 'output', bytes: new Uint8Array(1024 * 1024) });
    expect(socket.sent).toEqual([]);
  });

  it('cuts a large input into frames, and loses no byte', () => {
    const { socket, connection } = setUp();
    const text = '你好'.repeat(50_000);
    connection.input(text);
    expect(socket.sent.length).toBeGreaterThan(1);
    const bytes = socket.sent.flatMap(frame =>
      frame.type === 'stdin' ? [...frame.bytes] : [],
    );
    expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe(text);
  });

  it('keeps what is sent before the socket is open, in order', () => {
    const { socket, connection } = setUp();
    socket.readyState = WebSocket.CONNECTING;
    connection.resize({ columns: 100, rows: 30 });
    connection.input('x');
    expect(socket.sent).toEqual([]);
    socket.readyState = WebSocket.OPEN;
    socket.dispatchEvent(new Event('open'));
    expect(socket.sent.map(({ type }) => type)).toEqual(['resize', 'stdin']);
  });

  it.each([
    ['a frame of an unknown type', Uint8Array.of(99).buffer],
    ['an empty frame', new Uint8Array().buffer],
    ['text', '{"state":"attached"}'],
  ])('ends at %s', (_, data) => {
    const { socket, events } = setUp();
    socket.dispatchEvent(new MessageEvent('message', { data }));
    expect(socket.readyState).toBe(WebSocket.CLOSED);
    expect(events.onClosed).toHaveBeenCalledTimes(1);
  });

  it('tells the close code once, and nothing after it was closed here', () => {
    const first = setUp();
    first.socket.closeFromServer(CLOSE_CODES.takenOver);
    expect(first.events.onClosed).toHaveBeenCalledWith(CLOSE_CODES.takenOver);
    const second = setUp();
    second.connection.close();
    second.socket.closeFromServer(1000);
    expect(second.events.onClosed).not.toHaveBeenCalled();
  });
});

describe('nextTerminal', () => {
  const attached: TerminalState = nextTerminal(CONNECTING, {
    type: 'status',
    at: 1000,
    status: {
      state: 'attached',
      now: '2026-03-02T10:00:00Z',
      endsAt: '2026-03-02T11:00:00Z',
    },
  });

  it('attaches, and counts down by the server’s clock', () => {
    const { deadlines } = attached;
    expect(attached.phase).toBe('attached');
    expect(
      deadlines && millisecondsUntil(deadlines.endsAt, deadlines, 61_000),
    ).toBe(59 * 60_000);
  });

  it('keeps the first word about the end', () => {
    const ended = nextTerminal(attached, {
      type: 'status',
      at: 2000,
      status: {
        state: 'ended',
        now: '2026-03-02T10:01:00Z',
        endsAt: '2026-03-02T11:00:00Z',
        reason: 'user-exit',
        exitCode: 3,
      },
    });
    expect(nextTerminal(ended, { type: 'closed' })).toBe(ended);
    expect(endSentence(ended, sayEnglish)).toBe(
      'You left the shell. Exit code 3.',
    );
  });

  it('takes a silent close for a lost connection, until the session says more', () => {
    const lost = nextTerminal(attached, { type: 'closed' });
    expect(lost.phase).toBe('lost');
    const still = session({ state: 'ready' });
    expect(nextTerminal(lost, { type: 'session', session: still })).toBe(lost);
    const over = session({ state: 'ended', endReason: 'pod-gone' });
    expect(
      nextTerminal(lost, { type: 'session', session: over }),
    ).toMatchObject({ phase: 'ended', reason: 'pod-gone' });
  });

  it('ends without a reason when a newer server gives an unknown one', () => {
    const over = session({ state: 'ended', endReason: 'from-the-future' });
    const state = nextTerminal(attached, { type: 'session', session: over });
    expect(state.phase).toBe('ended');
    expect(endSentence(state, sayEnglish)).toBe('');
  });

  it('takes the idle warning back when something is typed', () => {
    const warned = nextTerminal(attached, {
      type: 'notice',
      notice: { notice: 'idle-soon', at: '' },
    });
    expect(warned.notice).toBe('idle-soon');
    expect(nextTerminal(warned, { type: 'input' }).notice).toBeUndefined();
  });
});
