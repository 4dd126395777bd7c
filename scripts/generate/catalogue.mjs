// catalogue.generated.ts: what is known of each cause without running it. Served by the backend; the ids label its metrics.
import { formatted } from './files.mjs';

const FILE = 'packages/diagnosis/src/catalogue.generated.ts';

/** The catalogue's source file, formatted as the rest of the repository. */
export async function catalogueSource(causes) {
  const entries = causes.map(
    ({
      id,
      state,
      title,
      severity,
      since,
      reads,
      mayRead = [],
      beats = [],
    }) => ({
      id,
      state,
      title,
      severity,
      since,
      reads,
      mayRead,
      beats,
    }),
  );
  const source = [
    '// Written by `npm run generate`. Do not edit.',
    "import type { CatalogueEntry } from './catalogue';",
    '',
    '/** Every cause this version knows, by state and id. */',
    `export const causeCatalogue: readonly CatalogueEntry[] = ${JSON.stringify(
      entries,
    )};`,
    '',
  ].join('\n');
  return [await formatted({ file: FILE, text: source })];
}
