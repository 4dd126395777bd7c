// Each rule is broken once on purpose: a rule that could not fail would not be one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './check.mjs';
import * as law from './rules.mjs';

const packages = new Map([
  ['pod-diagnosis', 'packages/diagnosis/src'],
  ['backstage-plugin-pod-health-common', 'plugins/pod-health-common/src'],
  ['backstage-plugin-pod-health-backend', 'plugins/pod-health-backend/src'],
]);
const backend = 'plugins/pod-health-backend/src';

const check = (path, text) => violations([{ path, text }], law, packages);

/** For each rule a file that breaks it. */
const breaking = {
  'the engine is pure': [
    'packages/diagnosis/src/engine/rank.ts',
    `import x from '../causes/index';`,
  ],
  'pod-diagnosis depends on nothing': [
    'packages/diagnosis/src/diagnose.ts',
    `import fs from 'node:fs';`,
  ],
  'facts know no cause': [
    'packages/diagnosis/src/facts/pod.ts',
    `import x from '../causes/crashing/a/cause';`,
  ],
  'the wire contract runs in a browser and in Node': [
    'plugins/pod-health-common/src/api.ts',
    `import { Buffer } from 'node:buffer';`,
  ],
  'the extension points know no implementation': [
    'plugins/pod-health-node/src/a.ts',
    `import 'undici';`,
  ],
  'guards are pure functions': [
    `${backend}/guards/isX.ts`,
    `import knex from 'knex';`,
  ],
  'the Kubernetes client knows only Kubernetes': [
    `${backend}/kube/log.ts`,
    `import { Watch as W } from '@kubernetes/client-node';`,
  ],
  'facts, logs and sessions reach a cluster only through its interface': [
    `${backend}/logs/follow.ts`,
    `import { createKubeApi } from '../kube/createKubeApi';`,
  ],
  'routes and gateway do not reach past the services': [
    `${backend}/routes/a.ts`,
    `import { paths } from '../kube/paths';`,
  ],
  'one place audits': [
    `${backend}/sessions/a.ts`,
    `import type { AuditorService } from '@backstage/backend-plugin-api';`,
  ],
  'the page never sees a Kubernetes object or the engine': [
    'plugins/pod-health/src/a.tsx',
    `export { diagnose } from 'pod-diagnosis';`,
  ],
  'xterm is loaded with the terminal only': [
    'plugins/pod-health/src/a.ts',
    `const x = () => import('@xterm/xterm');`,
  ],
  'the API double imports no plugin, so that it cannot agree with their mistakes':
    [
      'packages/demo-cluster/src/a.ts',
      `import { LIMITS } from 'backstage-plugin-pod-health-common';`,
    ],
  'the command line is the engine and nothing of Backstage': [
    'packages/cli/src/a.ts',
    `const x = require('@backstage/errors');`,
  ],
};

for (const rule of law.rules) {
  test(`breaking is noticed: ${rule.name}`, () => {
    const found = check(...breaking[rule.name]);
    assert.ok(
      found.some(sentence => sentence.endsWith(`(${rule.name})`)),
      found.join('\n') || 'nothing found',
    );
  });
}

test('time and chance in the engine are noticed', () => {
  for (const text of [
    'Date.now();',
    'new Date();',
    'Math.random();',
    'process.env.X;',
  ]) {
    assert.equal(
      check('packages/diagnosis/src/engine/a.ts', text).length > 0,
      true,
      text,
    );
  }
  assert.deepEqual(
    check('packages/diagnosis/src/engine/a.ts', 'new Date(0);'),
    [],
  );
});

test('a cause may not import another', () => {
  const cause = 'packages/diagnosis/src/causes/crashing/oom/cause.ts';
  assert.deepEqual(
    check(cause, `import { a } from '../../../engine'; import './words';`),
    [],
  );
  assert.deepEqual(
    check(cause, `import { a } from '../../shared/exitCodes';`),
    [],
  );
  assert.match(
    check(cause, `import { a } from '../exit/cause';`)[0],
    /each cause stands alone/,
  );
});

test('what causes share stays small', () => {
  const found = check(
    'packages/diagnosis/src/causes/shared/a.ts',
    `// ${'x'.repeat(11_000)}`,
  );
  assert.match(found[0], /stays under 10240/);
});

test('shipped code imports no test code', () => {
  const found = check(
    `${backend}/logs/a.ts`,
    `import { fakeClock } from '../testing/fakeClock';`,
  );
  assert.match(found.at(-1), /shipped code imports no test code/);
  assert.deepEqual(
    check(
      `${backend}/logs/a.test.ts`,
      `import { fakeClock } from '../testing/fakeClock';`,
    ),
    [],
  );
});

test('length, names and bare suppressions are noticed', () => {
  assert.match(check('scripts/a.mjs', '\n'.repeat(300))[0], /300 lines/);
  assert.deepEqual(check('scripts/a.mjs', '\n'.repeat(299)), []);
  assert.match(check('scripts/utils.mjs', '')[0], /says nothing/);
  assert.match(
    check('packages/cli/src/a.ts', `function f() {${'\n'.repeat(40)}}`)[0],
    /f has 41 lines/,
  );
  assert.match(
    check(
      'scripts/a.mjs',
      ['//', 'eslint-disable-next-line no-console'].join(' '),
    )[0],
    /without its reason/,
  );
  assert.deepEqual(
    check(
      'scripts/a.mjs',
      '// eslint-disable-next-line no-console -- the CLI prints',
    ),
    [],
  );
});

test('what a layer may import is left alone', () => {
  assert.deepEqual(
    check(
      `${backend}/logs/a.ts`,
      `import type { KubeApi } from '../kube/types';
       import { LIMITS } from 'backstage-plugin-pod-health-common';
       import { isPodOfEntity } from '../guards/isPodOfEntity';`,
    ),
    [],
  );
});

test('a circle of imports is noticed once, type imports too', () => {
  const folder = 'packages/diagnosis/src/engine';
  const files = [
    { path: `${folder}/a.ts`, text: `import type { B } from './b';` },
    { path: `${folder}/b.ts`, text: `import { c } from './c';` },
    { path: `${folder}/c.ts`, text: `import { a } from './a';` },
    { path: `${folder}/d.ts`, text: `import { a } from './a';` },
  ];
  assert.deepEqual(violations(files, law, packages), [
    `${folder}/a.ts: imports itself by way of ${folder}/b.ts, ${folder}/c.ts (no circles)`,
  ]);
  assert.deepEqual(violations(files.slice(1), law, packages), []);
});
