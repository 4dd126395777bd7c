/** One condition of a selector. All conditions of a selector must hold. */
export type Requirement =
  | {
      readonly key: string;
      readonly op: 'in';
      readonly values: readonly string[];
    }
  | {
      readonly key: string;
      readonly op: 'notin';
      readonly values: readonly string[];
    }
  | { readonly key: string; readonly op: 'exists' | 'absent' };

/** Labels of an object, as the API gives them. */
export type Labels = Readonly<Record<string, string>>;

const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const KEY = new RegExp(`^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?${NAME}$`);
const VALUE = new RegExp(`^(?:${NAME})?$`);
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/;

/** A selector longer than this is not one a person wrote. */
const SELECTOR_MAX = 2048;

/**
 * Reads a label selector in the API's query syntax: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, joined by
 * commas. `undefined` when it is not one; numeric comparisons (`a>1`) are not understood.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(
  selector: string,
): readonly Requirement[] | undefined {
  if (selector.length > SELECTOR_MAX) {
    return undefined;
  }
  if (selector.trim() === '') {
    return [];
  }
  const parsed = splitOutsideParentheses(selector).map(parseRequirement);
  return parsed.every(isRequirement) ? parsed : undefined;
}

/** Whether labels fulfil all conditions. As in Kubernetes, `!=` and `notin` hold for an object without the label. */
export function matchesLabels(
  requirements: readonly Requirement[],
  labels: Labels,
): boolean {
  return requirements.every(requirement => {
    const value = Object.hasOwn(labels, requirement.key)
      ? labels[requirement.key]
      : undefined;
    switch (requirement.op) {
      case 'in':
        return value !== undefined && requirement.values.includes(value);
      case 'notin':
        return value === undefined || !requirement.values.includes(value);
      case 'exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}

function isRequirement(each: Requirement | undefined): each is Requirement {
  return each !== undefined;
}

function splitOutsideParentheses(selector: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < selector.length; at++) {
    const char = selector[at];
    if (char === '(') {
      depth++;
    } else if (char === ')') {
      depth--;
    } else if (char === ',' && depth === 0) {
      parts.push(selector.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, selector.slice(from)];
}

function parseRequirement(part: string): Requirement | undefined {
  const text = part.trim();
  const set = SET.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return checked(set[1], set[2] === 'in' ? 'in' : 'notin', values);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const op = equality[2] === '!=' ? 'notin' : 'in';
    return checked(equality[1], op, [equality[3]]);
  }
  const absent = text.startsWith('!');
  const key = absent ? text.slice(1).trim() : text;
  return KEY.test(key) ? { key, op: absent ? 'absent' : 'exists' } : undefined;
}

function checked(
  key: string,
  op: 'in' | 'notin',
  values: readonly string[],
): Requirement | undefined {
  return KEY.test(key) && values.every(value => VALUE.test(value))
    ? { key, op, values }
    : undefined;
}
