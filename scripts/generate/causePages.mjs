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

/** The pages of all causes and README.md, their index. */
export async function causePages(causes, folders) {
  const byId = new Map(causes.map(cause => [cause.id, cause]));
  const pages = folders.map(({ id, folder }) => {
    const source = path.join(root, folder, 'cause.md');
    const prose = existsSync(source) ? readFileSync(source, 'utf8') : '';
    return {
      file: `${FOLDER}/${id}.md`,
      text: page(byId.get(id), folder, prose),
    };
  });
  const all = [...pages, { file: `${FOLDER}/README.md`, text: index(causes) }];
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
  const links = beats.map(other => `[${other}](${other}.md)`).join(', ');
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
  return [PAGE_MARK, '', `# ${title.en}`, '', ...table, '', body, ''].join(
    '\n',
  );
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
    'its folder), or a line in [not-reproducible.md](not-reproducible.md).',
    '',
    ...sections,
  ].join('\n');
}
