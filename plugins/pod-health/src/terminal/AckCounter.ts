import { LIMITS } from 'backstage-plugin-pod-health-common';

/**
 * Bytes per acknowledgement. What is never acknowledged must stay below the level at which the server resumes, or a flood would
 * stop for good; as much as possible below it, because acks count against the messages a browser may send per second.
 */
const ACK_EVERY = LIMITS.outputResumeBytes - 16 * 1024;

/**
 * Counts terminal output the screen has drawn and acknowledges it in large steps, so that the server sends no faster than the
 * screen draws (security.md R9).
 */
export class AckCounter {
  private pending = 0;

  constructor(private readonly send: (bytes: number) => void) {}

  /** The screen has drawn this many more bytes. */
  drawn(bytes: number) {
    this.pending += bytes;
    if (this.pending >= ACK_EVERY) {
      this.send(this.pending);
      this.pending = 0;
    }
  }
}
