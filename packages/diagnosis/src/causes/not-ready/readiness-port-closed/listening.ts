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

/** The last line of a log that says on which port the program listens. Times such as `12:30:05` are no ports. */
export function listeningLine(log: string): Listening | undefined {
  const lines = log.slice(0, READ).split(/\r?\n/);
  for (const line of lines.reverse()) {
    if (line.length > LONGEST_LINE || !LISTENS.test(line)) continue;
    const words = line.replace(TIME, ' ');
    const port = Number(PORT.exec(words)?.[1]);
    if (port > 0 && port < 65_536)
      return { line, port, isLocal: LOCAL.test(line) };
  }
  return undefined;
}
