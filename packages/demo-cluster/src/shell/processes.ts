import { specOf, type ContainerSpec } from '../store/pods';
import type { KubeObject } from '../types';

/** A process as `ps` shows it. */
export interface Process {
  readonly pid: number;
  readonly user: string;
  readonly command: string;
}

/** Who the shell runs as: the container's user, else the pod's, else root. */
export function userOf(pod: KubeObject, spec: ContainerSpec): number {
  return (
    spec.securityContext?.runAsUser ??
    specOf(pod).securityContext?.runAsUser ??
    0
  );
}

/** A command as its process has it: the kubelet has made `$` of each `$$`. On one line, as busybox shows it. */
function commandLine(words: readonly string[]): string {
  return words.join(' ').replaceAll('$$', '$').replace(/\s+/g, ' ');
}

/** The simulated process table of a debug container: with a target that one's process first, as PID 1. */
export function processesOf(pod: KubeObject, spec: ContainerSpec): Process[] {
  const user = String(userOf(pod, spec));
  const target = specOf(pod).containers?.find(
    c => c.name === spec.targetContainerName,
  );
  const own = commandLine(spec.command ?? ['sh']);
  const isPlain = spec.command?.length === 1;
  const first = target ? 24 : 1;
  const mine = [
    { pid: first, user, command: own },
    ...(isPlain ? [] : [{ pid: first + 7, user, command: 'sh -i' }]),
  ];
  if (!target) {
    return mine;
  }
  const targetUser = String(
    target.securityContext?.runAsUser ??
      specOf(pod).securityContext?.runAsUser ??
      0,
  );
  const command = commandLine([
    ...(target.command ?? ['/app/server']),
    ...(target.args ?? []),
  ]);
  return [{ pid: 1, user: targetUser, command }, ...mine];
}

/** Busybox's `ps`, cut at the terminal's width. */
export function renderProcesses(
  processes: readonly Process[],
  columns: number,
): string {
  const last = processes[processes.length - 1];
  const all = [
    ...processes,
    { pid: last.pid + 9, user: last.user, command: '{ps} sh' },
  ];
  const rows = all.map(
    p => `${String(p.pid).padStart(5)} ${p.user.padEnd(8)} ${p.command}`,
  );
  return ['PID   USER     COMMAND', ...rows]
    .map(row => `${row.slice(0, Math.max(columns - 1, 20))}\n`)
    .join('');
}
