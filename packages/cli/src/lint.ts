import type { FieldSchema, LintResult, Locale } from 'pod-diagnosis';
import {
  bundledSchema,
  fieldInWords,
  lintObject,
  reduceSchema,
} from 'pod-diagnosis';
import type { LintArguments } from './arguments';
import { CliError } from './errors';
import { EXIT } from './exit';
import type { Io } from './io';
import { readObjects, readText } from './io';
import { printable } from './textReport';

const WORDS = {
  en: {
    ok: 'every field is known',
    notChecked: 'not checked: not a kind that makes pods',
    would: 'it would have',
    summary: (objects: number, unknown: number, version: string) =>
      `${objects} ${
        objects === 1 ? 'object' : 'objects'
      } checked against Kubernetes ${version}, ${unknown} unknown ${
        unknown === 1 ? 'field' : 'fields'
      }`,
  },
  zh: {
    ok: '所有字段都是已知的',
    notChecked: '未检查：不是创建 Pod 的类型',
    would: '它的作用本应是',
    summary: (objects: number, unknown: number, version: string) =>
      `按 Kubernetes ${version} 检查了 ${objects} 个对象，有 ${unknown} 个未知字段`,
  },
} as const;

/** The schema of the given OpenAPI documents, or the one that ships with the command. */
async function schemaFrom(
  io: Io,
  files: readonly string[],
): Promise<FieldSchema> {
  if (files.length === 0) return bundledSchema;
  const documents: unknown[] = [];
  let version = '';
  for (const file of files) {
    try {
      documents.push(JSON.parse(await readText(io, file)));
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError('invalid-input', `${file} is not JSON`);
    }
    version ||= versionOf(documents[documents.length - 1]);
  }
  const schema = reduceSchema(documents, version);
  if (Object.keys(schema.kinds).length > 0) return schema;
  throw new CliError(
    'invalid-input',
    'the OpenAPI documents hold no kind that makes pods; try: kubectl get --raw /openapi/v3/apis/apps/v1',
  );
}

/** `info.version` of an OpenAPI document. */
function versionOf(document: unknown): string {
  const info = (document as { info?: { version?: unknown } } | null)?.info; // any JSON; each step is checked
  return typeof info?.version === 'string' ? info.version : '';
}

function lines(result: LintResult, lang: Locale): string[] {
  const words = WORDS[lang];
  const { kind, namespace, name = '', checked, unknown } = result;
  const title = printable(`${kind} ${namespace ? `${namespace}/` : ''}${name}`);
  if (!checked) return [`${title}: ${words.notChecked}`];
  if (unknown.length === 0) return [`${title}: ${words.ok}`];
  const fields = unknown.map(field => {
    const effect = field.meaning
      ? `; ${words.would}: ${field.meaning[lang]}`
      : '';
    return `  ${printable(fieldInWords(field)[lang])}${effect}`;
  });
  return [`${title}:`, ...fields];
}

/** Runs `lint`: the exit code says whether a field is unknown; 2 when no object could be checked. */
export async function runLint(options: LintArguments, io: Io): Promise<number> {
  const schema = await schemaFrom(io, options.openapi);
  // Whoever lints asks about a name like no other too: the list may be older than the cluster, and then says its version.
  const strict: FieldSchema = { ...schema, source: 'cluster' };
  const objects = (await readObjects(io, options.files)).flatMap(itemsOf);
  const results = objects.map(object => lintObject(object, strict));
  const checked = results.filter(result => result.checked);
  if (checked.length === 0) {
    throw new CliError(
      'subject-not-found',
      'no object that makes pods in the input',
    );
  }
  const unknown = results.flatMap(result => result.unknown);
  const { lang, output } = options;
  const summary = WORDS[lang].summary(
    checked.length,
    unknown.length,
    schema.version,
  );
  await io.write(
    output === 'json'
      ? `${JSON.stringify({ version: schema.version, results }, null, 2)}\n`
      : `${[...results.flatMap(one => lines(one, lang)), summary].join(
          '\n',
        )}\n`,
  );
  return unknown.length > 0 ? EXIT.found : EXIT.healthy;
}

/** A `List` is taken apart. */
function itemsOf(object: unknown): readonly unknown[] {
  const { kind, items } = object as { kind?: unknown; items?: unknown }; // readObjects gives objects only
  return kind === 'List' && Array.isArray(items) ? items : [object];
}
