import { defineCommand, type CustomCommand } from 'just-bash';
import type { KubeObject } from '../types';
import type { ContainerSpec } from '../store/pods';
import { processesOf, renderProcesses, userOf } from './processes';

/** The terminal's size, as commands see it. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What the commands need to know. */
export interface CommandContext {
  readonly pod: KubeObject;
  readonly spec: ContainerSpec;
  readonly size: () => Size;
}

type Run = (args: string[]) => { out?: string; err?: string; code?: number };

const host = (address: string) =>
  address.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '');

/** Programs that would reach the network: they fail as in a pod without a route or name service. */
const NETWORK: Readonly<Record<string, Run>> = {
  wget: args => ({
    err: `wget: bad address '${host(args.at(-1) ?? '')}'\n`,
    code: 1,
  }),
  nslookup: args => ({
    err: `;; connection timed out; no servers could be reached\n\nnslookup: can't resolve '${
      args[0] ?? ''
    }'\n`,
    code: 1,
  }),
  ping: args => ({
    err: `ping: bad address '${args.at(-1) ?? ''}'\n`,
    code: 1,
  }),
  nc: args => ({ err: `nc: bad address '${args[0] ?? ''}'\n`, code: 1 }),
};

/** Programs that say the same in every pod. */
const FIXED: Readonly<Record<string, Run>> = {
  tty: () => ({ out: '/dev/pts/0\n' }),
  kill: args => {
    const pid = args.find(a => /^\d+$/.test(a)) ?? '';
    return {
      err: `sh: can't kill pid ${pid}: Operation not permitted\n`,
      code: 1,
    };
  },
  free: () => ({
    out: '              total        used        free      shared  buff/cache   available\nMem:        4030464     1240032     1204312        2212     1586120     2590120\n',
  }),
  df: () => ({
    out: 'Filesystem           1K-blocks      Used Available Use% Mounted on\noverlay               41152736  21034512  18005440  54% /\n',
  }),
  clear: () => ({ out: '\u001b[H\u001b[J' }),
};

/** Programs whose answer is about the container they run in. */
function podPrograms({ pod, spec, size }: CommandContext): Record<string, Run> {
  const uid = userOf(pod, spec);
  const { name } = pod.metadata;
  return {
    ps: () => ({
      out: renderProcesses(processesOf(pod, spec), size().columns || 80),
    }),
    stty: args =>
      args[0] === 'size'
        ? { out: `${size().rows} ${size().columns}\n` }
        : { out: args.length === 0 ? 'speed 38400 baud; line = 0;\n' : '' },
    id: args =>
      args[0] === '-u'
        ? { out: `${uid}\n` }
        : { out: `uid=${uid} gid=0 groups=0\n` },
    whoami: () =>
      uid === 0
        ? { out: 'root\n' }
        : { err: `whoami: unknown uid ${uid}\n`, code: 1 },
    hostname: () => ({ out: `${name}\n` }),
    uname: args => ({
      out: args.includes('-a')
        ? `Linux ${name} 6.1.0 #1 SMP x86_64 GNU/Linux\n`
        : 'Linux\n',
    }),
  };
}

/** The programs of the debug image that are not part of the simulated shell itself. */
export function commandsOf(context: CommandContext): CustomCommand[] {
  return Object.entries({ ...NETWORK, ...FIXED, ...podPrograms(context) }).map(
    ([name, run]) =>
      defineCommand(name, async args => {
        const { out = '', err = '', code = 0 } = run(args);
        return { stdout: out, stderr: err, exitCode: code };
      }),
  );
}
