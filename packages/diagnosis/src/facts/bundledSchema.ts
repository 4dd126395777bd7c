import fields from './schema.bundled.json';
import type { FieldSchema } from './snapshot';

/**
 * The API's fields as a recent Kubernetes knows them, for when the cluster's own list was not gathered. Written by
 * scripts/generate/schema.mjs from a live cluster.
 */
export const bundledSchema: FieldSchema = { ...fields, source: 'bundled' };
