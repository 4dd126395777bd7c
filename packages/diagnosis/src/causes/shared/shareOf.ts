const HOST = '(?:[\\w.-]{1,253}|\\[[\\da-fA-F:]{2,45}\\])';
const SOURCE = `(${HOST}:/[^\\s"]{0,512}|//[^\\s"]{1,512})`;
const SHARES = [
  new RegExp(`\\bmounting ${SOURCE}`),
  new RegExp(`-t \\w{1,12} (?:-o \\S{1,512} )?${SOURCE}`),
  new RegExp(`\\bmount "${SOURCE}"`),
];

const LOCAL = /^(?:127\.|localhost|\[?::1)/;

/** The share that a failed mount names, as the node asked for it: `10.0.0.5:/export`, `//server/share`. */
export function shareOf(message: string): string | undefined {
  const start = message.slice(0, 8192);
  const found = SHARES.flatMap(share => share.exec(start)?.[1] ?? [])[0];
  // A tunnel's own end says nothing of the server.
  return found === undefined || LOCAL.test(found)
    ? undefined
    : found.replace(/['",;)]{1,4}$/, '');
}
