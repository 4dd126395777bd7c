// Written by `npm run generate`. Do not edit.
import type { CatalogueEntry } from './catalogue';

/** Every cause this version knows, by state and id. */
export const causeCatalogue: readonly CatalogueEntry[] = [];
