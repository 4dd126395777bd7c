import { Bash, defineCommand } from 'just-bash';
import { commandsOf, type CommandContext } from './commands';
import { filesOf, ROOT_HOME } from './files';
import { userOf } from './processes';

/** What running a line came to. */
export interface LineResult {
  readonly output: string;
  readonly code: number;
  /** The line ended the shell (`exit`). */
  readonly exits: boolean;
}

/** A command of our own after each line: when it is not reached, the line has ended the shell. */
const SENTINEL = '__shell_goes_on';

/** Variables of the interpreter itself, which a line does not hand on to the next. */
const OWN = new Set(['?', 'OPTIND', 'SHELLOPTS', 'BASHOPTS', 'IFS', '_']);

/** A line may compute, not hog: the portal's process does the computing. */
const LIMITS = { maxCommandCount: 5000, maxLoopIterations: 2000 };

/**
 * A shell over a virtual file system, line by line, with variables and directory kept between lines. It is the just-bash
 * package: no process of this machine, no file of it, no network.
 */
export class Interpreter {
  readonly #bash: Bash;
  #environment: Record<string, string>;
  #directory = '/';
  #code = 0;
  #goesOn = false;

  constructor(context: CommandContext, sleep: (ms: number) => Promise<void>) {
    this.#environment = {
      HOSTNAME: context.pod.metadata.name,
      HOME: userOf(context.pod, context.spec) === 0 ? ROOT_HOME : '/',
      PATH: '/bin:/sbin:/usr/bin:/usr/sbin',
      TERM: 'xterm',
      SHLVL: '1',
      KUBERNETES_SERVICE_HOST: '10.96.0.1',
      KUBERNETES_SERVICE_PORT: '443',
    };
    const sentinel = defineCommand(SENTINEL, async ([code]) => {
      this.#goesOn = true;
      return { stdout: '', stderr: '', exitCode: Number(code) };
    });
    this.#bash = new Bash({
      files: filesOf(context.pod),
      env: this.#environment,
      cwd: '/',
      customCommands: [...commandsOf(context), sentinel],
      executionLimits: LIMITS,
      // It would patch this process's globals under everybody else's feet; the sandbox is the virtual file system.
      defenseInDepth: false,
      sleep,
    });
  }

  get directory(): string {
    return this.#directory;
  }

  /** Exit code of the last line. */
  get code(): number {
    return this.#code;
  }

  /** Runs one line. A rejection of the interpreter (its limits, an abort) is the line's failure, never ours. */
  async run(line: string, signal: AbortSignal): Promise<LineResult> {
    this.#goesOn = false;
    const script = `(exit ${this.#code})\n${line}\n${SENTINEL} $?`;
    try {
      const result = await this.#bash.exec(script, {
        env: this.#environment,
        cwd: this.#directory,
        rawScript: true,
        signal,
      });
      this.#remember(result.env);
      this.#code = result.exitCode;
      const output = result.stdout + told(result.stderr);
      const broke = /^sh: (syntax error|.*too many)/m.test(told(result.stderr));
      const exits = !this.#goesOn && !broke && !signal.aborted;
      return { output, code: this.#code, exits };
    } catch (error) {
      this.#code = signal.aborted ? 130 : 2;
      const output = signal.aborted ? '' : `sh: ${String(error)}\n`;
      return { output, code: this.#code, exits: false };
    }
  }

  #remember(environment: Readonly<Record<string, string>>): void {
    const kept = Object.entries(environment).filter(([name]) => !OWN.has(name));
    this.#environment = Object.fromEntries(kept);
    this.#directory = environment.PWD ?? this.#directory;
  }
}

/** The interpreter's complaints in busybox's words. */
function told(stderr: string): string {
  return stderr
    .replace(/^bash: (.*): command not found$/gm, 'sh: $1: not found')
    .replace(
      /^bash: cd: (.*): No such file or directory$/gm,
      "sh: cd: can't cd to $1: No such file or directory",
    )
    .replace(/^bash: /gm, 'sh: ');
}
