import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { realCluster } from './realCluster';

const PORT = 16_443;
/** Flags of the cluster's own server that are not for a second one: its port, and the log that tells who asked what. */
const OWN = /^--(?:secure-port|audit-)/;

/** A kube-apiserver of ours on the etcd of a cluster on this machine; what happens to it happens to nobody else. */
export class SecondApiServer {
  readonly url = `https://127.0.0.1:${PORT}`;
  #child: ChildProcess | undefined;

  private constructor(
    private readonly program: string,
    private readonly args: readonly string[],
  ) {}

  /** Starts one like that of the cluster whose state is in this folder; resolves when it answers. */
  static async start(state: string): Promise<SecondApiServer> {
    const pid = readFileSync(join(state, 'kube-apiserver.pid'), 'utf8').trim();
    const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .filter(part => part !== '' && !OWN.test(part));
    const server = new SecondApiServer(program, [
      ...args,
      `--secure-port=${PORT}`,
      // It is no endpoint of the `kubernetes` service.
      '--endpoint-reconciler-type=none',
    ]);
    await server.run();
    return server;
  }

  /** Runs it, for the first time or again; resolves when it answers. */
  async run(): Promise<void> {
    const child = spawn(this.program, this.args, { stdio: 'ignore' });
    this.#child = child;
    const api = await realCluster({ server: this.url });
    try {
      for (;;) {
        const version = await api.version().catch(() => undefined); // not yet
        if (version) {
          return;
        }
        if (child.exitCode !== null) {
          throw new Error(`the API server ended with ${child.exitCode}`);
        }
        await wait(200);
      }
    } finally {
      await api.close();
    }
  }

  /** It stands still: connections stay open, and nothing is said on them. */
  stop(): void {
    this.#child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child?.kill('SIGCONT');
  }

  /** It is gone in this moment. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }
}
