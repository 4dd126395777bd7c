import type {
  Diagnosis,
  FactName,
  Finding,
  Locale,
  Quote,
  Unchecked,
} from 'pod-diagnosis';
import { isHealthy } from './localise';

const WORDS = {
  en: {
    container: 'container',
    evidence: 'Evidence',
    against: 'Speaks against it',
    steps: 'What to do',
    consequences: 'Also seen, as a consequence',
    unchecked: 'Not checked',
    more: (number: number) => ` and ${number} more`,
    broken: 'Failed to judge (please report)',
    unrecognised: 'Not healthy, but no known cause fits what was given.',
    healthy: 'Nothing wrong found.',
    summary: (
      all: number,
      ill: number,
      subjects = all === 1 ? 'subject' : 'subjects',
    ) => `${all} ${subjects} looked at, ${ill} not healthy`,
    status: {
      notAsked: 'not in the input',
      forbidden: 'not allowed',
      expired: 'no longer kept by the cluster',
      timeout: 'no answer in time',
    },
  },
  zh: {
    container: '容器',
    evidence: '证据',
    against: '相反的证据',
    steps: '怎么办',
    consequences: '同时出现的后果',
    unchecked: '未检查',
    more: (number: number) => ` 等，另有 ${number} 项`,
    broken: '判断失败（请报告）',
    unrecognised: '不健康，但给出的数据不符合任何已知原因。',
    healthy: '没有发现问题。',
    summary: (all: number, ill: number) =>
      `检查了 ${all} 个对象，${ill} 个不健康`,
    status: {
      notAsked: '输入中没有',
      forbidden: '没有权限',
      expired: '集群已不再保留',
      timeout: '未及时得到回答',
    },
  },
} as const;

/**
 * Text of the cluster as it may be shown in a terminal: control characters, which could move the cursor or recolour the
 * screen, become visible escapes; long values are cut.
 */
export function printable(value: unknown, limit: number = 2000): string {
  const text = String(value);
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}]/gu,
    char => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}

function indent(text: string, by: string): string {
  return printable(text).replace(/\n/g, `\n${by}`);
}

/** Evidence, one to a line; a value of several lines stands under its place. */
function quoteLines(quotes: readonly Quote[]): string[] {
  return quotes.map(({ from, at, value, pod }) => {
    const whose = pod === undefined ? '' : `${pod}: `;
    const where = printable(`${whose}${from} ${at}`);
    const text = String(value).trimEnd();
    return text.includes('\n')
      ? `      ${where} =\n        ${indent(text, '        ')}`
      : `      ${where} = ${printable(text)}`;
  });
}

function findingLines(finding: Finding, lang: Locale): string[] {
  const words = WORDS[lang];
  const where = finding.container
    ? `, ${words.container} ${printable(finding.container)}`
    : '';
  const steps = finding.steps.flatMap((step, i) => [
    `      ${i + 1}. ${indent(step.text[lang], '         ')}`,
    ...(step.command ? [`         $ ${printable(step.command)}`] : []),
    ...(step.link ? [`         ${step.link}`] : []),
  ]);
  const against = quoteLines(finding.contradictions);
  return [
    `  * ${finding.title[lang]} (${finding.cause}, ${finding.severity}${where})`,
    `    ${indent(finding.what[lang], '    ')}`,
    `    ${indent(finding.why[lang], '    ')}`,
    `    ${words.evidence}:`,
    ...quoteLines(finding.quotes),
    ...(against.length > 0 ? [`    ${words.against}:`, ...against] : []),
    ...(steps.length > 0 ? [`    ${words.steps}:`, ...steps] : []),
  ];
}

/** Causes named in one line of what was not checked. */
const UNCHECKED_SHOWN = 5;

function uncheckedLines(
  unchecked: readonly Unchecked[],
  lang: Locale,
): string[] {
  const byFact = new Map<string, string[]>();
  for (const { fact, status, cause } of unchecked) {
    const key = `${fact satisfies FactName} ${WORDS[lang].status[status]}`;
    byFact.set(key, [...(byFact.get(key) ?? []), cause]);
  }
  const words = WORDS[lang];
  return [...byFact].map(([why, causes]) => {
    const shown = causes.slice(0, UNCHECKED_SHOWN).join(', ');
    const more = causes.length - UNCHECKED_SHOWN;
    return `  ${words.unchecked} (${why}): ${shown}${
      more > 0 ? words.more(more) : ''
    }`;
  });
}

function subjectLines(diagnosis: Diagnosis, lang: Locale): string[] {
  const words = WORDS[lang];
  const { subject, state, found, contributing, unchecked, broken } = diagnosis;
  const kind = subject.kind === 'Pod' ? '' : `${subject.kind} `;
  const name = printable(`${kind}${subject.namespace}/${subject.name}`);
  const healthy = isHealthy(diagnosis);
  const none = healthy ? words.healthy : words.unrecognised;
  const consequences = contributing.map(
    ({ title, cause }) => `${title[lang]} (${cause})`,
  );
  return [
    `${name}: ${state}`,
    ...(found.length === 0 ? [`  ${none}`] : []),
    ...found.flatMap(finding => findingLines(finding, lang)),
    ...(consequences.length > 0
      ? [`  ${words.consequences}: ${consequences.join('; ')}`]
      : []),
    ...uncheckedLines(unchecked, lang),
    ...broken.map(
      one => `  ${words.broken}: ${one.cause}: ${printable(one.message)}`,
    ),
    '',
  ];
}

/** The report a person reads: what is not healthy first in full (with `all`, the healthy too), then one line of summary. */
export function textReport(
  diagnoses: readonly Diagnosis[],
  lang: Locale,
  all: boolean,
): string {
  const ill = diagnoses.filter(one => !isHealthy(one));
  const shown = all ? [...ill, ...diagnoses.filter(isHealthy)] : ill;
  const lines = shown.flatMap(one => subjectLines(one, lang));
  const summary = WORDS[lang].summary(diagnoses.length, ill.length);
  return `${[...lines, summary].join('\n')}\n`;
}
