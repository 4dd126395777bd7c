import type { ContainerSpec } from '../store/pods';

/** `$0` by which the product's guard script is known in a container's command. */
const GUARD_NAME = 'pod-health-guard';

/** Terminal size that tells the guard to end its shell: no real terminal has it. */
const END_SIZE = { columns: 7, rows: 2 } as const;

/** How often the guard looks at the terminal's size and the time. */
export const GUARD_LOOK_MS = 1000;

/** What the guard script of a debug container promises: to end the shell by itself. */
export interface Guard {
  /** From the container's start. */
  readonly limitMs: number;
}

/** The guard of a container, read from its command: `[sh, -c, SCRIPT, pod-health-guard, SECONDS]`. */
export function guardOf({ command = [] }: ContainerSpec): Guard | undefined {
  const [, , , name, limit] = command;
  const seconds = Number(limit);
  return name === GUARD_NAME && seconds > 0
    ? { limitMs: seconds * 1000 }
    : undefined;
}

/** Whether a terminal's size is the signal to end. */
export function isEndSize(columns: number, rows: number): boolean {
  return columns === END_SIZE.columns && rows === END_SIZE.rows;
}
