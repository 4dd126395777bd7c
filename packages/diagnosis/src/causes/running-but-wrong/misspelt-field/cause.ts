import type { Detected, Quote, UnknownField } from '../../../engine';
import {
  both,
  count,
  defineCause,
  fieldInWords,
  listEn,
  listZh,
  needed,
  quoteOf,
  unknownFieldsOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import type { Lack } from '../../shared/lostField';
import { lacksOf } from '../../shared/lostField';

/** More are counted, not shown. */
const SHOWN = 5;

/** The first field whose effect is known, as a sentence. */
function lost(fields: readonly UnknownField[]) {
  const field = fields.find(({ meaning }) => meaning !== undefined);
  return field?.meaning
    ? both(
        ` ${field.path} would have ${field.meaning.en}.`,
        `${field.path} 的作用本应是：${field.meaning.zh}。`,
      )
    : both('', '');
}

/** Where a field stands among those that were applied; a list is noted with its brackets. */
const placeIn = (applied: readonly string[] = [], path: string) =>
  `appliedFields.${applied.findIndex(
    one => one === path || one === `${path}[]`,
  )}`;

/** That a failing container lacks just this. */
function blameOf(lack: Lack | undefined) {
  return lack
    ? both(
        ` Container “${lack.container}” fails and lacks just this (${lack.field.path}), so this is most likely why.`,
        `容器“${lack.container}”出现故障，且正好缺少该设置（${lack.field.path}），因此这很可能就是原因。`,
      )
    : both('', '');
}

/** That the loss explains why a container fails: then it is the root of that, and as grave. */
function rootOf([lack, ...others]: readonly Lack[]): Omit<
  Detected<unknown>,
  'data' | 'quotes'
> {
  if (!lack) return {};
  return {
    // More than one container may lack it; then it is the fault of all.
    ...(others.length === 0 && { container: lack.container }),
    ...(!lack.isReady && { severity: 'critical' }),
    beats: lack.brings,
  };
}

export default defineCause({
  id: 'misspelt-field',
  state: 'running-but-wrong',
  title: both('A field of the manifest was ignored', '清单中有字段被忽略'),
  severity: 'warning',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['owners', 'schema'],
  mayRead: ['pod'],
  covers: [],
  detect({ pod: fact, owners, schema, subject, now }) {
    // Of a workload there are its owners alone, itself among them.
    const pods = subject.kind === 'Pod' ? [needed('pod', fact)] : [];
    const judged = [
      ...pods.map(pod => ({
        object: pod,
        quote: (at: string) => quoteOf('pod', pod, at),
      })),
      ...owners.map((object, i) => ({
        object,
        quote: (at: string) => quoteOf('owners', owners, `${i}.${at}`),
      })),
    ];
    return judged.flatMap(({ object, quote }) => {
      const unknown = unknownFieldsOf(schema, object);
      if (unknown.length === 0) return [];
      const fields = unknown.slice(0, SHOWN);
      const quotes: Quote[] = fields.flatMap(({ path }) =>
        quote(placeIn(object.appliedFields, path)),
      );
      const lacks = pods.flatMap(pod => lacksOf(pod, unknown, now));
      return [
        {
          ...rootOf(lacks),
          data: {
            ...placeOf(subject),
            kind: object.kind,
            name: object.metadata.name ?? '',
            fields,
            more: unknown.length - fields.length,
            version: schema.version,
            source: schema.source,
            ...(lacks[0] && { lack: lacks[0] }),
          },
          quotes: [...quotes, ...quote('metadata.name')],
        },
      ];
    });
  },
  explain({ kind, name, fields, more, version, source, lack }) {
    const words = fields.map(fieldInWords);
    const rest =
      more > 0
        ? both(` and ${count(more, 'more field')}`, `等，另有 ${more} 个`)
        : both('', '');
    const one = fields.length + more === 1;
    const list =
      source === 'cluster'
        ? both(
            `Kubernetes ${version} of this cluster`,
            `本集群的 Kubernetes ${version}`,
          )
        : both(
            `Kubernetes ${version}, not asked of this cluster`,
            `Kubernetes ${version}，并非取自本集群`,
          );
    const effect = lost(lack ? [lack.field, ...fields] : fields);
    const blame = blameOf(lack);
    return {
      what: both(
        `The manifest of ${kind} “${name}” holds ${
          one ? 'a field that has' : 'fields that have'
        } no effect: ${listEn(words.map(({ en }) => en))}${rest.en}.`,
        `${kind}“${name}”的清单中有不起作用的字段：${listZh(
          words.map(({ zh }) => zh),
        )}${rest.zh}。`,
      ),
      why: both(
        `Kubernetes drops fields it does not know, mostly without a word, so the pod runs without ${
          one ? 'it' : 'them'
        } (checked against the fields of ${list.en}).${effect.en}${blame.en}`,
        `Kubernetes 会丢弃它不认识的字段，通常没有提示，因此 Pod 在缺少这些设置的情况下运行（字段列表：${list.zh}）。${effect.zh}${blame.zh}`,
      ),
    };
  },
  steps({ fields, lack }) {
    const field = lack?.field ?? fields[0];
    return [
      {
        text: field
          ? both(
              field.belongs
                ? `Move ${field.path} to ${field.belongs} in the manifest.`
                : `Correct ${field.path}${
                    field.near ? ` to “${field.near}”` : ''
                  } in the manifest, and apply it again.`,
              field.belongs
                ? `在清单中将 ${field.path} 移到 ${field.belongs}。`
                : `在清单中改正 ${field.path}${
                    field.near ? `为“${field.near}”` : ''
                  }，然后重新应用。`,
            )
          : both('Correct the manifest.', '改正清单。'),
      },
      {
        text: both(
          'Apply with --validate=strict in the pipeline, so that an unknown field stops the release.',
          '在流水线中使用 --validate=strict 应用清单，让未知字段阻止发布。',
        ),
        link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
      },
    ];
  },
});
