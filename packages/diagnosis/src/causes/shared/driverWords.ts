import type { Text } from '../../engine';
import { both } from '../../engine';

/** Characters of a driver's own words that a sentence bears. */
const LONGEST = 240;
/** A body of JSON, of Go's printing of one, or of Azure's errors says itself what is wrong. */
const BODY =
  /(?:"message"\s{0,4}:\s{0,4}"|\bmessage=|\bMessage=")([^"\]]{1,1024})/g;
/** What follows the message in a body printed by Go. */
const NEXT_FIELD = /, (?:code|detail|details|type|links|actions|status)=[^]*$/;
const WRAPPER =
  /^(?:\(combined from similar events\): )?(?:[\w. ]{1,80} failed (?:[\w ]{1,40} )?for volume ["“'‘][^"”'’]{1,253}["”'’]|failed to provision volume with StorageClass "[^"]{1,253}") ?: /;
const INNER = /^(?:[^]*\bdesc = |[^]*\bOutput: )/;
/** Says nothing to a reader: ids of requests, encoded copies, ends of nested errors. */
const NOISE =
  /Running scope as unit:? [^\s]{1,200}|Encoded authorization failure message: \S{1,4096}|[,.]?\s?(?:status code: \d{3}, )?request ?id: ?\S{1,80}|, err(?:or)?: <?nil>?|<[a-z-]{1,40}>|Please see \S{1,300}|\bhttps?:\/\/[^\s\]]{1,300}/gi;

/** What a body in a message says; a service that sends one was reached. */
export function bodyIn(message: string): string | undefined {
  const found = [...message.slice(0, 8192).matchAll(BODY)].at(-1)?.[1];
  return found?.replace(NEXT_FIELD, '').trim();
}

/** A colon after these stands within a sentence (of AWS, who may not do what to which): its end says nothing without the beginning. */
const WITHIN = /\bUser$|\b(?:to|not) perform$|\bon (?:the )?resources?$/;

/** Without clauses at the beginning while it is too long: the last one says what was wrong at the bottom. */
function shortened(text: string): string {
  const sentence = /^.{30,200}?\. (?=[A-Z])/.exec(text)?.[0];
  let rest = text.length > LONGEST && sentence ? sentence.slice(0, -2) : text;
  while (rest.length > LONGEST) {
    const next = rest.indexOf(': ');
    const isEnd = next === -1 || rest.length - next < 12;
    if (isEnd || WITHIN.test(rest.slice(0, next)))
      return `${rest.slice(0, LONGEST - 1)}…`;
    rest = rest.slice(next + 2);
  }
  return rest;
}

/** A driver's own last words: what its message ends in, without wrappers and ids. Empty when nothing is left. */
export function driverWords(message: string): string {
  const start = message.slice(0, 8192).replace(WRAPPER, '');
  const inner = bodyIn(start) ?? start.replace(INNER, '');
  const plain = inner
    .replace(NOISE, ' ')
    .replace(/\\[nt"]/g, ' ')
    .replace(/[“”]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:.]+$/, '')
    .trim();
  return shortened(plain);
}

/** A sentence with the driver's own words, to be put behind another; empty without words. */
export function sayingOf(words: string): Text {
  return words === ''
    ? both('', '')
    : both(` The exact words: “${words}”.`, `原文：“${words}”。`);
}
