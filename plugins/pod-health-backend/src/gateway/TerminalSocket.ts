import {
  CLOSE_CODE_OF,
  CLOSE_CODES,
  decodeUp,
  encodeDown,
  type DownFrame,
  type UpFrame,
} from 'backstage-plugin-pod-health-common';
import type WebSocket from 'ws';
import { END_SIGNAL } from '../sessions/guardScript';
import type { SessionTerminal } from '../sessions/types';
import { pause, type Clock, type Timer } from '../time/clock';
import { MessageRate } from './MessageRate';
import { OutputFlow } from './OutputFlow';

/** Load balancers close what is silent for a minute; a browser silent for three pings is gone (security.md R8). */
const PING_MS = 20_000;
const DEAD_MS = 60_000;
/** After an end, how long the last output may take to arrive from the cluster. */
const LAST_OUTPUT_MS = 500;
/** Keystrokes on their way to the cluster at which the browser is held back, and how often that is looked at. */
const INPUT_HIGH_BYTES = 1024 * 1024;
const INPUT_LOOK_MS = 50;
/** A browser that does not answer a close is cut off. */
const CLOSE_MS = 2_000;

/** One browser at one terminal: its bytes both ways, until either side ends. Whatever it sends, nothing throws. */
export class TerminalSocket {
  readonly #socket: WebSocket;
  readonly #terminal: SessionTerminal;
  readonly #clock: Clock;
  readonly #flow: OutputFlow;
  readonly #rate: MessageRate;
  readonly #closed = new AbortController();
  #heardAt: number;
  #timer?: Timer;
  #isEnding = false;

  /** Takes over a WebSocket that has just opened. */
  constructor(socket: WebSocket, terminal: SessionTerminal, clock: Clock) {
    this.#socket = socket;
    this.#terminal = terminal;
    this.#clock = clock;
    this.#flow = new OutputFlow(terminal.attach.output);
    this.#rate = new MessageRate(clock);
    this.#heardAt = clock.monotonic();
  }

  /** Begins to move bytes. */
  open(): void {
    this.#listen();
    this.#begin();
  }

  #listen(): void {
    const socket = this.#socket;
    const terminal = this.#terminal;
    socket.on('message', (data, isBinary) =>
      // ws gives one Buffer unless told otherwise.
      this.#onMessage(data as Buffer, isBinary),
    );
    socket.on('pong', () => this.#heard());
    socket.on('error', () => socket.terminate()); // its close follows and is what counts
    socket.on('close', () => this.#onClose());
    terminal.listen({
      onNotice: notice => this.#send({ type: 'notice', notice }),
      onDeadlines: () => this.#sendStatus(),
    });
    terminal.ended.addEventListener('abort', this.#onEnded);
  }

  #begin(): void {
    const { output } = this.#terminal.attach;
    if (this.#terminal.ended.aborted) {
      void this.#onEnded();
      return;
    }
    this.#sendStatus();
    if (this.#terminal.replay.length > 0) {
      this.#sendOutput(this.#terminal.replay);
    }
    output.on('data', this.#onOutput);
    output.resume();
    this.#armPing();
  }

  readonly #onOutput = (chunk: Uint8Array): void => {
    this.#terminal.onOutput(chunk);
    this.#sendOutput(chunk);
  };

  #sendOutput(bytes: Uint8Array): void {
    this.#send({ type: 'output', bytes });
    this.#flow.sent(bytes.length);
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    if (this.#isEnding) {
      return;
    }
    this.#heard();
    if (!this.#rate.admit()) {
      this.#refuse('too many messages');
      return;
    }
    const decoded = isBinary ? decodeUp(data) : undefined;
    if (!decoded?.ok) {
      this.#refuse(decoded?.fault ?? 'a text message');
      return;
    }
    this.#onFrame(decoded.frame);
  }

  #onFrame(frame: UpFrame): void {
    const terminal = this.#terminal;
    switch (frame.type) {
      case 'stdin':
        terminal.onInput(frame.bytes.length);
        terminal.attach.write(frame.bytes);
        void this.#holdBack();
        break;
      case 'resize':
        this.#resize(frame.columns, frame.rows);
        break;
      case 'ack':
        this.#flow.acknowledged(frame.bytes);
        break;
      default:
        void terminal.onToken(frame.token);
    }
  }

  /** The size that ends a shell is not a browser's to send: the end would be told as the person's exit. */
  #resize(columns: number, rows: number): void {
    const isSignal = columns === END_SIGNAL.columns && rows === END_SIGNAL.rows;
    this.#terminal.attach.resize(isSignal ? columns + 1 : columns, rows);
  }

  /** A paste faster than the cluster takes it waits in the browser, not here. */
  async #holdBack(): Promise<void> {
    const { attach } = this.#terminal;
    if (attach.buffered < INPUT_HIGH_BYTES || this.#socket.isPaused) {
      return;
    }
    this.#socket.pause();
    while (
      attach.buffered >= INPUT_HIGH_BYTES / 2 &&
      !this.#closed.signal.aborted
    ) {
      await pause(this.#clock, INPUT_LOOK_MS, this.#closed.signal);
    }
    this.#heard();
    this.#socket.resume();
  }

  /** Against the protocol: this browser is shown the door; the session waits a while for it to come back. */
  #refuse(why: string): void {
    this.#isEnding = true;
    this.#close(CLOSE_CODES.policy, why);
  }

  readonly #onEnded = async (): Promise<void> => {
    if (this.#isEnding) {
      return;
    }
    this.#isEnding = true;
    if (this.#terminal.endReason() === 'taken-over') {
      // The output is another page's from now on.
      this.#terminal.attach.output.off('data', this.#onOutput);
    }
    await this.#lastOutput();
    const reason = this.#terminal.endReason() ?? 'lost';
    const exitCode = this.#terminal.exitCode();
    this.#send({
      type: 'status',
      status: {
        state: 'ended',
        ...this.#terminal.deadlines(),
        reason,
        ...(exitCode !== undefined && { exitCode }),
      },
    });
    this.#close(CLOSE_CODE_OF[reason], reason);
  };

  /** The pod's status may know of the end before the last output has come. Another page's output is not ours to wait for. */
  async #lastOutput(): Promise<void> {
    const { output } = this.#terminal.attach;
    if (
      output.readableEnded ||
      output.destroyed ||
      this.#terminal.endReason() !== 'user-exit'
    ) {
      return;
    }
    const over = new AbortController();
    const done = () => over.abort();
    output.once('end', done);
    await pause(this.#clock, LAST_OUTPUT_MS, over.signal);
    output.off('end', done);
  }

  #sendStatus(): void {
    this.#send({
      type: 'status',
      status: { state: 'attached', ...this.#terminal.deadlines() },
    });
  }

  #send(frame: DownFrame): void {
    if (this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(encodeDown(frame));
    }
  }

  #close(code: number, why: string): void {
    this.#socket.resume(); // a paused socket never sees the answer to its close
    this.#timer?.cancel();
    this.#timer = this.#clock.setTimer(CLOSE_MS, () =>
      this.#socket.terminate(),
    );
    this.#socket.close(code, why);
  }

  #onClose(): void {
    this.#closed.abort();
    this.#timer?.cancel();
    const { output } = this.#terminal.attach;
    output.off('data', this.#onOutput);
    if (!this.#terminal.ended.aborted) {
      output.pause(); // kept for a page that comes back
    }
    this.#terminal.ended.removeEventListener('abort', this.#onEnded);
    this.#terminal.onDetached();
  }

  #heard(): void {
    this.#heardAt = this.#clock.monotonic();
  }

  #armPing(): void {
    this.#timer = this.#clock.setTimer(PING_MS, () => {
      const silent = this.#clock.monotonic() - this.#heardAt;
      if (silent >= DEAD_MS && !this.#socket.isPaused) {
        this.#socket.terminate();
        return;
      }
      this.#socket.ping();
      this.#armPing();
    });
  }
}
