import type { Text } from '../../engine';
import { both, formatQuantity, parseQuantity } from '../../engine';

const NAMES: Readonly<Record<string, Text>> = {
  cpu: both('CPU', 'CPU'),
  memory: both('memory', '内存'),
  'ephemeral-storage': both('local disk', '本地磁盘'),
  storage: both('storage', '存储'),
  pods: both('pods', 'Pod 数'),
  persistentvolumeclaims: both('volume claims', '存储卷声明数'),
};

/**
 * A resource of a quota or limit range in words: `limits.memory` is "memory limits". What is counted by kind
 * (`count/jobs.batch`) and extended resources keep their names.
 */
export function resourceName(resource: string): Text {
  const [, kind, rest = ''] =
    /^(requests|limits)\.(.{1,253})$/.exec(resource) ?? [];
  const known = NAMES[kind === undefined ? resource : rest];
  const name = known ?? both(rest || resource, rest || resource);
  if (kind === 'requests')
    return both(`${name.en} requests`, `${name.zh}请求（requests）`);
  if (kind === 'limits')
    return both(`${name.en} limits`, `${name.zh}上限（limits）`);
  return name;
}

/** A quantity of such a resource in words; as it was written when it is none. */
export function quantityOf(
  resource: string,
  text: string,
  rounding: 'up' | 'down' = 'down',
): string {
  const value = parseQuantity(text);
  if (value === undefined) return text;
  // A claim is counted, although "storage" may stand in its resource's name.
  const unit = /(?:^count\/|persistentvolumeclaims$)/.test(resource)
    ? 'pods'
    : resource;
  return formatQuantity(unit, value, rounding);
}
