import { own } from './read';

/** Longer words are read at their beginning only. */
const LONGEST = 8192;
const FIXED = /(?:^|[\s"'=])-Xmx(\d{1,12}[kmgt]?)(?![\w.])/gi;

/** The largest heap that words give a Java program (`-Xmx2g`): the last one counts. */
export function maxHeapIn(words: string): string | undefined {
  return [...words.slice(0, LONGEST).matchAll(FIXED)].at(-1)?.[1];
}

const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, 256) : [];

/** The largest heap that a container's command or arguments set. Nothing else of them is kept, and of variables no part of a value. */
export function maxHeapOf(container: unknown): string | undefined {
  const words = [
    ...listed(own(container, 'command')),
    ...listed(own(container, 'args')),
  ];
  return words
    .flatMap(word => (typeof word === 'string' ? maxHeapIn(word) ?? [] : []))
    .at(-1);
}
