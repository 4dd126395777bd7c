import { parseAllDocuments } from 'yaml';
import { CliError } from './errors';

/** Index after the string that begins at `start`; the text's length when it does not end. */
function endOfString(text: string, start: number): number {
  const stop = /["\\]/g;
  stop.lastIndex = start + 1;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    if (match[0] === '"') return stop.lastIndex;
    stop.lastIndex += 1; // the escaped character
  }
  return text.length;
}

/**
 * Splits texts of JSON that follow each other, as several `kubectl … -o json` into one file give them: at each point where
 * all brackets are closed outside of strings. Linear, and no deeper on the stack for a longer text.
 */
export function splitJson(text: string): string[] {
  const parts: string[] = [];
  const token = /["[\]{}]/g;
  let depth = 0;
  let start = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '"') {
      token.lastIndex = endOfString(text, match.index);
      continue;
    }
    depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    if (depth === 0) {
      parts.push(text.slice(start, token.lastIndex));
      start = token.lastIndex;
    }
  }
  const rest = text.slice(start);
  return rest.trim() === '' ? parts : [...parts, rest];
}

function parseJson(text: string, source: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (whole) {
    const parts = splitJson(text);
    if (parts.length < 2) throw notReadable(source, 'JSON', whole);
    try {
      return parts.map(part => JSON.parse(part));
    } catch (error) {
      throw notReadable(source, 'JSON', error);
    }
  }
}

function notReadable(source: string, format: string, error: unknown): CliError {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  return new CliError('invalid-input', `${source} is not ${format}: ${line}`);
}

function parseYaml(text: string, source: string): unknown[] {
  const documents = parseAllDocuments(text);
  // An empty input gives an empty list with extra fields instead of documents.
  if (!Array.isArray(documents)) return [];
  return documents.map(document => {
    const [error] = document.errors;
    if (error) throw notReadable(source, 'YAML', error);
    try {
      return document.toJS();
    } catch (failure) {
      // Too many aliases: the library's guard against "billion laughs".
      throw notReadable(source, 'YAML', failure);
    }
  });
}

/**
 * Reads Kubernetes objects from JSON (one text or several in a row) or YAML (any number of documents). A top-level list of
 * objects is taken apart; a `List` is left to the index. Throws a {@link CliError} `invalid-input`.
 */
export function parseObjects(text: string, source: string): unknown[] {
  const isJson = /^\s*[{[]/.test(text);
  const documents = isJson ? parseJson(text, source) : parseYaml(text, source);
  const objects = documents.flat().filter(one => one !== null);
  for (const object of objects) {
    if (typeof object !== 'object') {
      throw new CliError(
        'invalid-input',
        `${source} holds no Kubernetes object`,
      );
    }
  }
  return objects;
}
