import { badRequest } from '../api/status';
import type { KubeObject } from '../types';
import type { Resource } from './resources';

/** Whether an object is selected. */
export type Matcher = (object: KubeObject) => boolean;

type Labels = Record<string, string>;

/** Splits at commas that are not inside `in (…)`. */
function requirements(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function setRequirement(
  part: string,
): ((labels: Labels) => boolean) | undefined {
  const match = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (!match) {
    return undefined;
  }
  const [, key, operator, list] = match;
  const values = new Set(list.split(',').map(value => value.trim()));
  return operator === 'in'
    ? labels => key in labels && values.has(labels[key])
    : labels => !(key in labels) || !values.has(labels[key]);
}

function labelRequirement(part: string): (labels: Labels) => boolean {
  const set = setRequirement(part);
  if (set) {
    return set;
  }
  const match = /^([^=!<>\s]+)\s*(==|=|!=)\s*(.*)$/.exec(part);
  if (match) {
    const [, key, operator, value] = match;
    if (/^[=!<>]/.test(value)) {
      throw badRequest(
        `unable to parse requirement: found '${value[0]}', expected: identifier`,
      );
    }
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const exists = /^(!?)\s*([^=!<>\s()]+)$/.exec(part);
  if (!exists) {
    throw badRequest(`unable to parse requirement: ${part}`);
  }
  const wanted = exists[1] === '';
  return labels => exists[2] in labels === wanted;
}

/** Kubernetes' label selector syntax. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function labelMatcher(text: string | null): Matcher {
  const all = requirements(text ?? '').map(labelRequirement);
  return object => {
    const labels = object.metadata.labels ?? {};
    return all.every(matches => matches(labels));
  };
}

/** Fields a list may be selected by, besides metadata.name and metadata.namespace: the API's own, by resource. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
};

function fieldValue(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const step of path === 'source'
    ? ['source', 'component']
    : path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[step] // a Kubernetes object is plain JSON
        : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}

/** Kubernetes' field selector syntax: `a=b,c!=d`. A field the resource does not support is a 400. */
export function fieldMatcher(text: string | null, resource: Resource): Matcher {
  const all = requirements(text ?? '').map(part => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
    if (!match) {
      throw badRequest(
        `invalid selector: '${text}'; can't understand '${part}'`,
      );
    }
    const [, field, operator, value] = match;
    const supported =
      field === 'metadata.name' ||
      (field === 'metadata.namespace' && resource.namespaced) ||
      FIELDS[resource.resource]?.includes(field);
    if (!supported) {
      throw badRequest(`field label not supported: ${field}`);
    }
    return { field, value, wanted: operator !== '!=' };
  });
  return object =>
    all.every(
      ({ field, value, wanted }) =>
        (fieldValue(object, field) === value) === wanted,
    );
}
