import type { Clock } from '../clock';
import type { LogInstance } from '../logs/LogStore';
import { Broadcast, type OutputSink, type Terminal } from './Terminal';
import type { ContainerSpec } from '../store/pods';
import type { KubeObject } from '../types';

/** A container with a terminal and a shell in it. */
export interface ShellTerminal extends Terminal {
  /** Resolves with the exit code when the shell has ended by itself. */
  readonly exited: Promise<number>;
  /** Ends it from outside. */
  end(code: number): void;
}

/** Opens the simulated shell of a container. */
export function openShell(_options: {
  pod: KubeObject;
  spec: ContainerSpec;
  clock: Clock;
  log: LogInstance;
}): ShellTerminal {
  const broadcast = new Broadcast();
  let end: (code: number) => void = () => {};
  const exited = new Promise<number>(resolve => {
    end = resolve;
  });
  return {
    exited,
    ended: exited.then(() => {}),
    end: code => end(code),
    attach: (sink: OutputSink) => broadcast.add(sink),
    input: bytes => void broadcast.send(bytes),
    resize: () => {},
  };
}
