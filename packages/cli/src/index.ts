/**
 * The Pod Health diagnosis in a terminal and in a pipe.
 *
 * @packageDocumentation
 */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { version } from '../package.json';
import { main } from './main';

export { EXIT } from './exit';
export { main } from './main';
export type { Io } from './io';

/** Runs the command on this process: its arguments, streams and clock. Sets the exit code; ends quietly when the reader goes. */
export async function run(): Promise<void> {
  const { stdin, stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `| head` closes the pipe: nothing more to say.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), {
    stdin: () => stdin,
    open: file => createReadStream(file),
    write: async text => {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    writeError: text => stderr.write(text),
    clock: () => new Date().toISOString(),
    version,
  });
}
