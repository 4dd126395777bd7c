/** A field that the API server refuses, and its words. */
export interface FieldFault {
  readonly field: string;
  readonly why: string;
}

const INVALID = /\S{1,317} "[^"]{1,317}" is invalid: /;
const FORBIDDEN = /^.{0,600}? is forbidden: (?:pod rejected: )?/;
/** The kinds of field errors. Source: staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go */
const KINDS =
  'Not found|Required value|Duplicate value|Invalid value|Unsupported value|Forbidden|Too long|Too many|Internal error';
const FAULT = new RegExp(
  `(?:^\\[?|, )((?:spec|metadata|status)(?:[.[][^\\s:"]{1,256})?|<nil>): (${KINDS})(?=[:,\\]]|$)`,
  'g',
);
/** Fields that admission plugins refuse with a sentence of their own. */
const OWN: readonly { readonly says: RegExp; readonly field: string }[] = [
  { says: /integer value of priority \(/, field: 'spec.priority' },
  {
    says: /string value of PreemptionPolicy \(/,
    field: 'spec.preemptionPolicy',
  },
  { says: /Overhead (?:set without|doesn't match)/, field: 'spec.overhead' },
];
const LONGEST = 200;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\]$/, '');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** Every field the API server refuses; one without a field's name when it says it otherwise. */
export function faultsIn(answer: string): readonly FieldFault[] {
  const own = OWN.find(({ says }) => says.test(answer));
  if (own)
    return [
      { field: own.field, why: shortened(answer.replace(FORBIDDEN, '')) },
    ];
  const match = INVALID.exec(answer);
  const text = answer.slice(match ? match.index + match[0].length : 0);
  const starts = [...text.matchAll(FAULT)];
  if (starts.length === 0) return [{ field: '', why: shortened(text) }];
  return starts.slice(0, 10).map((start, i) => {
    const [all = '', field = '', kind = ''] = start;
    const rest = text.slice(start.index + all.length, starts[i + 1]?.index);
    return { field, why: shortened(`${kind}${rest}`) };
  });
}
