// docs/causes/*.md: each cause.md with what the code knows about it on top, and an index.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../loadTypeScript.mjs';
import { formatted, PAGE_MARK } from './files.mjs';

const FOLDER = 'docs/causes';

/** States in the order a pod lives through them, with the sentence of the index. */
const STATES = {
  pending: 'The pod has no node yet.',
  waiting: 'The pod has a node, but a container cannot be made.',
  crashing: 'A container starts and ends again.',
  'running-but-wrong': 'Everything runs, but not as was asked.',
  'not-ready': 'Everything runs, but no traffic reaches it.',
  failed: 'The cluster ended the pod, or refused it on its node.',
  terminating: 'The pod should be gone and is not.',
  workload: 'A controller cannot make its pods at all.',
};

/**
 * What Kubernetes says, by id: where it says it, under which reason, and the format strings (`%s` stands for anything). Written from the
 * sources of Kubernetes, its runtimes and its API.
 */
const reasonTexts = JSON.parse(
  readFileSync(path.join(root, 'packages/diagnosis/reasonTexts.json'), 'utf8'),
);

/** Text in a table's cell, in code style; a backtick or bar in it would end the cell. */
const cell = text =>
  `\`${text
    .replace(/`/g, "'")
    .replace(/\|/g, '¦')
    .replace(/\s+/g, ' ')
    .trim()}\``;

const unique = rows => [
  ...new Map(rows.map(row => [row.join(), row])).values(),
];

/** What Kubernetes says when it is this, so that a page is found by the error's own text. */
function textsSection(covers) {
  const rows = covers.flatMap(id => {
    const { where, reason, texts } = reasonTexts[id];
    const shown = texts.length > 0 ? texts : [''];
    return shown.map(text => [reason, text && cell(text), where]);
  });
  if (rows.length === 0) return [];
  return [
    '## What Kubernetes says',
    '',
    '`%s` and its like stand for anything.',
    '',
    '| Reason | Text | Where |',
    '|---|---|---|',
    ...unique(rows).map(
      ([reason, text, where]) =>
        `| ${cell(reason)} | ${text} | ${where.replace(/\|/g, '¦')} |`,
    ),
    '',
  ];
}

/** What Kubernetes reports that is no cause by itself, and why. */
function contextPage(context) {
  const rows = Object.entries(context)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([id, why]) => `| \`${id}\` | ${cell(reasonTexts[id].reason)} | ${why} |`,
    );
  return [
    PAGE_MARK,
    '',
    '# What is reported and is no cause',
    '',
    `${rows.length} of the errors and warnings that Kubernetes and its runtimes can report say nothing of a pod's health by themselves, or repeat what another says better.`,
    '',
    '| Id | Reason | Why it is no cause |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The pages of all causes, README.md, their index, and what is no cause. */
export async function causePages(causes, context, folders) {
  const byId = new Map(causes.map(cause => [cause.id, cause]));
  const pages = folders.map(({ id, folder }) => {
    const source = path.join(root, folder, 'cause.md');
    const prose = existsSync(source) ? readFileSync(source, 'utf8') : '';
    return {
      file: `${FOLDER}/${id}.md`,
      text: page(byId.get(id), folder, prose),
    };
  });
  const all = [
    ...pages,
    { file: `${FOLDER}/README.md`, text: index(causes) },
    { file: `${FOLDER}/not-a-cause.md`, text: contextPage(context) },
  ];
  return Promise.all(all.map(formatted));
}

const code = names => names.map(name => `\`${name}\``).join(', ');

function page(cause, folder, prose) {
  const {
    id,
    state,
    title,
    severity,
    since,
    reads,
    mayRead = [],
    beats = [],
    covers,
  } = cause;
  const links = beats
    .map(other =>
      other.endsWith('/*')
        ? `all of ${other.slice(0, -2)}`
        : `[${other}](${other}.md)`,
    )
    .join(', ');
  const rows = [
    ['Id', `\`${id}\``],
    ['State', state],
    ['Severity', severity],
    ['Since', since],
    ['Needs', code(reads)],
    ['Better with', code(mayRead)],
    ['Explains', links],
    ['Covers', code(covers)],
    ['Source', `[${folder}](../../${folder})`],
  ].filter(([, value]) => value !== '');
  const body = prose.replace(/^# .*\n+/, '').trim();
  const table = [
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ];
  const texts = textsSection(covers);
  const parts = [PAGE_MARK, '', `# ${title.en}`, '', ...table, '', body, ''];
  return [...parts, ...texts].join('\n');
}

function index(causes) {
  const sections = Object.entries(STATES).flatMap(([state, sentence]) => {
    const rows = causes
      .filter(cause => cause.state === state)
      .map(
        ({ id, title, severity }) =>
          `| [${id}](${id}.md) | ${title.en} | ${severity} |`,
      );
    if (rows.length === 0) return [];
    return [
      `## ${state}`,
      '',
      sentence,
      '',
      '| Cause | What it says | Severity |',
      '|---|---|---|',
      ...rows,
      '',
    ];
  });
  return [
    PAGE_MARK,
    '',
    '# Causes',
    '',
    `The ${causes.length} causes this version can tell apart. Each has a manifest that makes a real cluster produce it (\`scenario.yaml\` in`,
    'its folder), or a line in [not-reproducible.md](not-reproducible.md). Each page ends with the texts of Kubernetes that lead to it, so search this folder for the',
    'error you have. What is reported and is no cause by itself: [not-a-cause.md](not-a-cause.md).',
    '',
    ...sections,
  ].join('\n');
}
