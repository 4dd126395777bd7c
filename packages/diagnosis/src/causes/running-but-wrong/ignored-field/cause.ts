import type { FieldSchema } from '../../../facts/snapshot';
import type { AppliedObject } from '../../../engine';
import {
  both,
  count,
  defineCause,
  fieldMeaning,
  listEn,
  listZh,
  needed,
  quoteOf,
  unknownFieldsOf,
} from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';

/** More are counted, not shown. */
const SHOWN = 5;

interface Applied extends AppliedObject {
  readonly droppedFields?: readonly string[];
}

const bare = (path: string) => path.replace(/(?:\[\])+$/, '');

/**
 * Fields that were applied, have a good name, and are not in the object: the outermost of each. What is misspelt is another
 * cause's.
 */
function ignoredFields(schema: FieldSchema, object: Applied): string[] {
  const { droppedFields = [] } = object;
  if (droppedFields.length === 0) return [];
  const applied = { ...object, appliedFields: droppedFields };
  const unknown = unknownFieldsOf(schema, applied).map(({ path }) => path);
  const isBelow = (path: string, outer: string) =>
    path === outer ||
    path.startsWith(`${outer}.`) ||
    path.startsWith(`${outer}[]`);
  const paths = [...new Set(droppedFields.map(bare))];
  return paths.filter(
    path =>
      !unknown.some(outer => isBelow(path, outer)) &&
      !paths.some(outer => outer !== path && isBelow(path, outer)),
  );
}

function lost(fields: readonly string[]) {
  for (const path of fields) {
    const meaning = fieldMeaning(path.slice(path.lastIndexOf('.') + 1));
    if (meaning) {
      return both(
        ` ${path} would have ${meaning.en}.`,
        `${path} 的作用本应是：${meaning.zh}。`,
      );
    }
  }
  return both('', '');
}

export default defineCause({
  id: 'ignored-field',
  state: 'running-but-wrong',
  title: both(
    'A field of the manifest is not in effect',
    '清单中有字段没有生效',
  ),
  severity: 'warning',
  since: '0.2.0',
  alsoWhenHealthy: true,
  reads: ['owners', 'schema'],
  mayRead: ['pod'],
  covers: [],
  detect({ pod: fact, owners, schema, subject }) {
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
      const ignored = ignoredFields(schema, object);
      if (ignored.length === 0) return [];
      const { droppedFields = [], kind, metadata } = object;
      const fields = ignored.slice(0, SHOWN);
      const at = (path: string) =>
        droppedFields.findIndex(one => bare(one) === path);
      return [
        {
          data: {
            ...placeOf(subject),
            kind,
            name: metadata.name ?? '',
            fields,
            more: ignored.length - fields.length,
          },
          quotes: [
            ...fields.flatMap(path => quote(`droppedFields.${at(path)}`)),
            ...quote('metadata.name'),
          ],
        },
      ];
    });
  },
  explain({ kind, name, fields, more }) {
    const rest =
      more > 0
        ? both(` and ${count(more, 'more field')}`, `等，另有 ${more} 个`)
        : both('', '');
    const effect = lost(fields);
    return {
      what: both(
        `${kind} “${name}” was applied with ${listEn(fields)}${
          rest.en
        }, but the cluster does not hold ${
          fields.length + more === 1 ? 'it' : 'them'
        }.`,
        `${kind}“${name}”的清单中写有 ${listZh(fields)}${
          rest.zh
        }，但集群中的对象没有这些字段。`,
      ),
      why: both(
        `The name is right, so either this cluster has the feature switched off (Kubernetes then drops its fields without a word), or somebody has taken it out since.${effect.en}`,
        `名称没有写错：可能是集群关闭了对应的功能（Kubernetes 会不加提示地丢弃其字段），也可能是之后被人移除。${effect.zh}`,
      ),
    };
  },
  steps({ namespace, kind, name, fields }) {
    return [
      {
        text: both(
          'Look at what the cluster holds.',
          '查看集群中实际保存的对象。',
        ),
        command: kubectl(
          namespace,
          'get',
          kind.toLowerCase(),
          name,
          '-o',
          'yaml',
        ),
      },
      {
        text: both(
          `Ask your platform team whether this cluster supports ${listEn(
            fields,
          )}.`,
          `询问平台团队集群是否支持 ${listZh(fields)}。`,
        ),
        link: 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/',
      },
      {
        text: both(
          'Remove it from the manifest if it is not wanted, or apply the manifest again if somebody took it out.',
          '如果不需要，请从清单中删除；如果是被人移除的，请重新应用清单。',
        ),
      },
    ];
  },
});
