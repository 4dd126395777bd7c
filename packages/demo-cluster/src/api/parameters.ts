import { badRequest } from './status';

/** A 64-bit number from the query; undefined when absent, 400 in Go's words when it is none. */
export function integer(
  query: URLSearchParams,
  name: string,
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^[+-]?\d{1,18}$/.test(text)) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

/** A flag from the query, as Go's strconv.ParseBool reads it; anything else is false. */
export function flag(query: URLSearchParams, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(
    query.get(name) ?? '',
  );
}
