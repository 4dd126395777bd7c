import { StringDecoder } from 'node:string_decoder';
import type { Clock, Timer } from '../clock';
import type { LogInstance } from '../logs/LogStore';
import { Broadcast, type OutputSink, type Terminal } from '../runtime/Terminal';
import type { ContainerSpec } from '../store/pods';
import type { KubeObject } from '../types';
import type { Size } from './commands';
import { GUARD_LOOK_MS, guardOf, isEndSize } from './guard';
import { Interpreter } from './Interpreter';
import { LineEditor, type LineEvent } from './LineEditor';
import { LineLog } from './LineLog';
import { userOf } from './processes';
import {
  isRaw,
  pause,
  programOf,
  splitBeforeProgram,
  type KnownProgram,
  type Program,
} from './programs';

/** A container and what its terminal needs. */
export interface ShellOptions {
  readonly pod: KubeObject;
  readonly spec: ContainerSpec;
  readonly clock: Clock;
  readonly log: LogInstance;
}

const BANNER =
  "\r\n\r\nBusyBox v1.35.0 (simulated) built-in shell (ash)\r\nEnter 'help' for a list of built-in commands.\r\n\r\n";

const KILLED = 137;

/** A simulated terminal with a shell in it. Everybody attached shares it, as with a real container. */
export class Shell implements Terminal {
  /** Resolves with the exit code when the shell ends by itself, or by its guard. */
  readonly exited: Promise<number>;
  readonly ended: Promise<void>;
  readonly #options: ShellOptions;
  readonly #broadcast = new Broadcast();
  readonly #decoder = new StringDecoder('utf8');
  readonly #editor = new LineEditor(text => void this.#write(text));
  readonly #lineLog: LineLog;
  readonly #interpreter: Interpreter;
  readonly #over = new AbortController();
  readonly #timers: Timer[] = [];
  #exit: (code: number) => void = () => {};
  #size: Size = { columns: 0, rows: 0 };
  #foreground: { abort: AbortController; program?: Program } | undefined;
  #started = false;
  /** Typed while something ran in the foreground. */
  #ahead = '';

  constructor(options: ShellOptions) {
    this.#options = options;
    const { pod, spec, clock, log } = options;
    this.#lineLog = new LineLog(log, clock);
    this.#interpreter = new Interpreter(
      { pod, spec, size: () => this.#size },
      ms =>
        pause(clock, ms, this.#foreground?.abort.signal ?? this.#over.signal),
    );
    this.exited = new Promise(resolve => {
      this.#exit = resolve;
    });
    this.ended = this.exited.then(() => {});
    this.#arm();
  }

  attach(sink: OutputSink): () => void {
    return this.#broadcast.add(sink);
  }

  input(bytes: Buffer): void {
    for (const key of this.#decoder.write(bytes)) {
      this.#key(key);
    }
  }

  resize(columns: number, rows: number): void {
    const isNew = columns !== this.#size.columns || rows !== this.#size.rows;
    this.#size = { columns, rows };
    if (!this.#started && guardOf(this.#options.spec)) {
      this.#start();
    } else if (isNew && this.#started && !this.#foreground) {
      this.#editor.redraw();
    }
  }

  /** Ends it, from inside or outside. Harmless a second time. */
  end(code: number): void {
    if (!this.#over.signal.aborted) {
      this.#over.abort();
      this.#foreground?.abort.abort();
      this.#timers.forEach(timer => timer.cancel());
      this.#lineLog.end();
      this.#exit(code);
    }
  }

  /** Under a guard the shell waits for a terminal's size and has a limit; without one it starts at once. */
  #arm(): void {
    const guard = guardOf(this.#options.spec);
    if (!guard) {
      this.#start();
      return;
    }
    const { clock } = this.#options;
    this.#timers.push(clock.setTimer(guard.limitMs, () => this.end(KILLED)));
    const look = () => {
      if (isEndSize(this.#size.columns, this.#size.rows)) {
        this.end(KILLED);
      } else if (!this.#over.signal.aborted) {
        this.#timers[1] = clock.setTimer(GUARD_LOOK_MS, look);
      }
    };
    this.#timers.push(clock.setTimer(GUARD_LOOK_MS, look));
  }

  #start(): void {
    this.#started = true;
    this.#write(BANNER);
    this.#prompt();
  }

  #prompt(): void {
    const { pod, spec } = this.#options;
    const sign = userOf(pod, spec) === 0 ? '#' : '$';
    this.#editor.begin(`${this.#interpreter.directory} ${sign} `);
    const ahead = this.#ahead;
    this.#ahead = '';
    for (const key of ahead) {
      this.#key(key);
    }
  }

  #key(key: string): void {
    if (this.#over.signal.aborted) {
      return;
    }
    if (this.#foreground) {
      this.#foregroundKey(key);
    } else if (this.#started) {
      const event = this.#editor.feed(key);
      if (event) {
        this.#act(event);
      }
    } else {
      this.#ahead += key;
    }
  }

  #foregroundKey(key: string): void {
    const { program, abort } = this.#foreground ?? {};
    if (abort?.signal.aborted) {
      this.#ahead += key; // interrupted already: this is for the prompt to come
    } else if (program && isRaw(program)) {
      program.input?.(key);
    } else if (key === '\u0003') {
      this.#write('^C');
      this.#ahead = '';
      abort?.abort();
    } else if (program?.input) {
      this.#write(echoOf(key));
      program.input(key);
    } else {
      this.#ahead += key;
    }
  }

  #act(event: LineEvent): void {
    switch (event.kind) {
      case 'interrupt':
        this.#prompt();
        break;
      case 'eof':
        this.#write('\r\n');
        this.end(this.#interpreter.code);
        break;
      default:
        if (event.line.trim() === '') {
          this.#prompt();
        } else {
          this.#run(event.line);
        }
    }
  }

  async #run(line: string): Promise<void> {
    const abort = new AbortController();
    const { first, rest } = splitBeforeProgram(line) ?? { rest: line };
    const program = programOf(rest);
    if (first !== undefined && !(await this.#interpret(first, abort))) {
      return;
    }
    if (program) {
      await this.#runProgram(program, abort);
    } else if (!(await this.#interpret(rest, abort))) {
      return;
    }
    this.#after(abort.signal.aborted ? '\r\n' : '');
  }

  async #runProgram(
    known: KnownProgram,
    abort: AbortController,
  ): Promise<void> {
    const program = known.start(known.args, {
      clock: this.#options.clock,
      signal: abort.signal,
      broadcast: this.#broadcast,
      write: text => this.#write(text),
    });
    this.#foreground = { abort, program };
    await program.done;
  }

  /** Runs a line in the interpreter and shows its output. False when it has ended the shell. */
  async #interpret(line: string, abort: AbortController): Promise<boolean> {
    this.#foreground = { abort };
    const result = await this.#interpreter.run(line, abort.signal);
    await this.#write(result.output.replace(/\r?\n/g, '\r\n'));
    if (result.exits) {
      this.end(result.code);
    }
    return !result.exits;
  }

  /** The foreground is free again. */
  #after(output: string): void {
    this.#write(output);
    this.#foreground = undefined;
    if (!this.#over.signal.aborted) {
      this.#prompt();
    }
  }

  /** To everybody attached, and to the log; resolves when all have taken it. */
  #write(text: string): Promise<void> {
    if (text === '' || this.#over.signal.aborted) {
      return Promise.resolve();
    }
    this.#lineLog.write(text);
    return this.#broadcast.send(Buffer.from(text));
  }
}

/** What a terminal shows of a key while a program reads lines. */
function echoOf(key: string): string {
  if (key === '\r' || key === '\n') {
    return '\r\n';
  }
  return key >= ' ' ? key : '';
}
