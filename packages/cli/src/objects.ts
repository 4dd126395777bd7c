import { parseAllDocuments } from 'yaml';
import { CliError } from './errors';

/**
 * Splits texts of JSON that follow each other, as several `kubectl … -o json` into one file give them: at each point where
 * all brackets are closed outside of strings. Linear.
 */
export function splitJson(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  // Strings are matched whole, so that a bracket inside one never counts.
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    const [token] = match;
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else continue;
    if (depth === 0) {
      const end = match.index + 1;
      parts.push(text.slice(start, end));
      start = end;
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
