import type { Clock } from '../clock';
import type { Broadcast } from '../runtime/Terminal';

/** A program in the foreground of a terminal. */
export interface Program {
  /** What is typed while it runs, after the terminal's echo. */
  readonly input?: (text: string) => void;
  /** Whether the terminal echoes what is typed. */
  readonly echo: boolean;
  /** Resolves with the exit code when it ends; at once when the signal aborts. */
  readonly done: Promise<number>;
}

/** What programs run on. */
export interface ProgramContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly broadcast: Broadcast;
  readonly write: (text: string) => Promise<void>;
}

type Start = (args: readonly string[], context: ProgramContext) => Program;

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Waits by the clock, or until the signal aborts. */
export function pause(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const over = new Promise<void>(resolve => {
    const timer = clock.setTimer(ms, resolve);
    signal.addEventListener('abort', () => timer.cancel(), { once: true });
  });
  return Promise.race([over, untilAborted(signal)]);
}

const sleep: Start = ([seconds = '0'], { clock, signal }) => ({
  echo: true,
  done: pause(clock, Number.parseFloat(seconds) * 1000, signal).then(() =>
    signal.aborted ? 130 : 0,
  ),
});

/** Gives back each line until Ctrl-D. */
const cat: Start = (_args, { signal, write }) => {
  let line = '';
  let finish: (code: number) => void = () => {};
  const closed = new Promise<number>(resolve => {
    finish = resolve;
  });
  return {
    echo: true,
    input: text => {
      for (const key of text) {
        if (key === '\u0004') {
          finish(0);
        } else if (key === '\r' || key === '\n') {
          write(`${line}\r\n`);
          line = '';
        } else {
          line += key;
        }
      }
    },
    done: Promise.race([closed, untilAborted(signal).then(() => 130)]),
  };
};

const FLOOD_BYTES = 8 * 1024;

/** Writes as fast as somebody reads. */
const yes: Start = (args, { signal, broadcast, write }) => {
  const word = `${args.join(' ') || 'y'}\r\n`;
  const block = word.repeat(Math.ceil(FLOOD_BYTES / word.length));
  const flood = async () => {
    while (!signal.aborted) {
      await broadcast.untilHeard(signal);
      await Promise.race([write(block), untilAborted(signal)]);
      await new Promise(resolve => setImmediate(resolve));
    }
    return 130;
  };
  return { echo: true, done: flood() };
};

/** A full-screen editor, of which only `:q` and what looks like it are known. */
const vi: Start = (args, { signal, write }) => {
  let typed = '';
  let finish: (code: number) => void = () => {};
  const quit = new Promise<number>(resolve => {
    finish = resolve;
  });
  write(
    `\u001b[?1049h\u001b[H\u001b[J~\r\n~\r\n~\r\n- ${
      args[0] ?? 'No file'
    } 1/1 100%`,
  );
  // In raw mode Ctrl-C is a key like others: only the end of the terminal aborts it.
  return {
    echo: false,
    input: text => {
      typed += text;
      if (/:(q|q!|wq|x)[\r\n]/.test(typed)) {
        write('\u001b[?1049l');
        finish(0);
      }
    },
    done: Promise.race([quit, untilAborted(signal).then(() => 1)]),
  };
};

/** Programs that hold the terminal. Everything else is run by the interpreter, whose output comes when it is done. */
const PROGRAMS: Readonly<Record<string, Start>> = { sleep, yes, vi };

/** A program and what it was called with. */
export interface KnownProgram {
  readonly start: Start;
  readonly args: readonly string[];
}

/** The program a line starts, if it is a plain call of one that holds the terminal. */
export function programOf(line: string): KnownProgram | undefined {
  if (/[|&;<>()$`"'\\*]/.test(line)) {
    return undefined;
  }
  const [name = '', ...args] = line.trim().split(/\s+/);
  if (name === 'cat' && args.length === 0) {
    return { start: cat, args };
  }
  return Object.hasOwn(PROGRAMS, name)
    ? { start: PROGRAMS[name], args }
    : undefined;
}

/**
 * A line in two parts: what to run first, and the program that then holds the terminal (`echo going; sleep 9`). Only for plain
 * lines; undefined for all others.
 */
export function splitBeforeProgram(
  line: string,
): { first: string; rest: string } | undefined {
  const match = /^([^'"`()|&<>\\]+);\s*([^;]+)$/.exec(line);
  return match && programOf(match[2])
    ? { first: match[1], rest: match[2] }
    : undefined;
}

/** Whether Ctrl-C reaches the program as a key instead of ending it. */
export function isRaw(program: Program): boolean {
  return !program.echo;
}
