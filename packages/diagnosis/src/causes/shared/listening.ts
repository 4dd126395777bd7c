/** Only the end of a log is read, in characters; a server says once, at its start, where it listens. */
const READ = 65_536;
const LONGEST_LINE = 500;
const LISTENS =
  /\b(?:listen(?:ing|s)?|started|starting|running|serving|ready|bound|binding|available|initialized)\b/i;
const PORT = /(?:\bports?(?:\(s\))?[ =:"']{1,3}|:)(\d{2,5})\b(?![:.]\d)/i;
const TIME = /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b/g;
const LOCAL = /\b(?:127\.0\.0\.1|localhost|\[::1\]):\d/;

/** What a program says of where it listens. */
export interface Listening {
  readonly line: string;
  readonly port: number;
  /** It listens for connections from its own container only. */
  readonly isLocal: boolean;
}

/** A server says that it is up, without a port. */
const UP =
  /resuming normal operations|start(?:ed)? worker process|ready to (?:accept|handle) connections|ready for connections|(?:server|application|service) (?:is |has )?(?:now )?(?:started|running|ready|up)\b|startup complete|Server startup in|\bStarted \S{1,100} in [\d.]+ s/i;

/**
 * The line of a log that says on which port the program listens: one that names the port that is asked, else the last. Times such as
 * `12:30:05` are no ports.
 */
export function listeningLine(
  log: string,
  asked?: number,
): Listening | undefined {
  const lines = log.slice(0, READ).split(/\r?\n/);
  let last: Listening | undefined;
  for (const line of lines.reverse()) {
    if (line.length > LONGEST_LINE || !LISTENS.test(line)) continue;
    const words = line.replace(TIME, ' ');
    const port = Number(PORT.exec(words)?.[1]);
    if (!(port > 0 && port < 65_536)) continue;
    const said = { line, port, isLocal: LOCAL.test(line) };
    if (port === asked || asked === undefined) return said;
    last ??= said;
  }
  return last;
}

/** The last line of a log that says that a server is up. */
export function upLine(log: string): string | undefined {
  const lines = log.slice(0, READ).split(/\r?\n/);
  return lines.findLast(line => line.length <= LONGEST_LINE && UP.test(line));
}
