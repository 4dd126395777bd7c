import type { ByteReader } from '../api/readLines';

/** A source of bytes that gives them in the given chunks; `cancelled` tells whether it was given back early. */
export class ChunkReader implements ByteReader {
  cancelled = false;
  private at = 0;

  constructor(
    private readonly chunks: readonly Uint8Array[],
    private readonly failure?: Error,
  ) {}

  async read() {
    const value = this.chunks[this.at];
    this.at += 1;
    if (!value && this.failure) {
      throw this.failure;
    }
    return value ? { done: false, value } : { done: true };
  }

  async cancel() {
    this.cancelled = true;
  }
}

/** Cuts bytes at the given places, which may be anything. */
export function cutBytes(
  bytes: Uint8Array,
  places: readonly number[],
): Uint8Array[] {
  const cuts = [...new Set(places.map(place => place % (bytes.length + 1)))];
  const borders = [0, ...cuts.sort((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.slice(borders[index], end));
}

/** All of a stream. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) {
    all.push(item);
  }
  return all;
}
