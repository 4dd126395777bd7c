// Who may import what, as data: the table of docs/architecture.md. Paths are of the repository; a package of the workspace counts as its
// src folder. `in`: files the rule is about. `except`: files it is not about. `may`: the only imports allowed besides the file's own
// layer (`in`). `never`: imports refused even so. `neverNamed`: names that may not be imported from anywhere. `neverUsed`:
// identifiers or members that may not appear.

const backend = 'plugins/pod-health-backend/src';
const page = 'plugins/pod-health/src';
const diagnosis = 'packages/diagnosis/src';
const common = 'plugins/pod-health-common/src';
const node = 'plugins/pod-health-node/src';
/** The Kubernetes client as an interface: types, the names of kinds, what its refusals mean; no connection. */
const kubeInterface = [
  `${backend}/kube/types`,
  `${backend}/kube/kinds`,
  `${backend}/kube/objects`,
  `${backend}/kube/userAgent`,
  `${backend}/kube/errors`,
];

/** What the plugin measures itself by, as an interface. */
const metricsPort = `${backend}/metrics/metrics`;

/** Tests and what only tests use; they may import what they test with. */
export const TESTS = [
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/*.cluster.ts',
  '**/*.contract.ts',
  '**/testing/**',
  '**/contract/**',
  '**/dev/**',
  '**/setupTests.ts',
];

export const rules = [
  {
    name: 'the engine is pure',
    in: [`${diagnosis}/engine/**`],
    may: [`${diagnosis}/facts/**`],
    neverUsed: [
      'Date.now',
      'new Date()',
      'Math.random',
      'process',
      'globalThis',
    ],
  },
  {
    name: 'pod-diagnosis depends on nothing',
    in: [`${diagnosis}/**`],
    may: [],
    neverUsed: ['Date.now', 'new Date()', 'Math.random', 'process', 'fetch'],
  },
  {
    name: 'facts know no cause',
    in: [`${diagnosis}/facts/**`],
    may: [],
    never: [`${diagnosis}/causes/**`],
  },
  {
    name: 'the wire contract runs in a browser and in Node',
    in: [`${common}/**`],
    may: ['@backstage/plugin-permission-common'],
  },
  {
    name: 'the extension points know no implementation',
    in: [`${node}/**`],
    may: [
      '@backstage/backend-plugin-api',
      '@backstage/catalog-model',
      '@kubernetes/client-node',
      `${common}/**`,
    ],
  },
  {
    name: 'guards are pure functions',
    in: [`${backend}/guards/**`],
    may: [
      `${common}/**`,
      `${backend}/config.types`,
      `${backend}/entity/types`,
      `${backend}/kube/types`,
      `${backend}/sessions/types`,
      '@backstage/catalog-model',
      '@backstage/plugin-permission-common',
      '@backstage/backend-plugin-api',
    ],
    neverUsed: ['Date.now', 'new Date()', 'Math.random', 'fetch'],
  },
  {
    name: 'the Kubernetes client knows only Kubernetes',
    in: [`${backend}/kube/**`],
    may: [
      `${common}/**`,
      `${backend}/time/**`,
      metricsPort,
      '@kubernetes/client-node',
      'undici',
      'ws',
      'node:**',
      'plugins/pod-health-backend/package', // its version, for the user agent
    ],
    neverNamed: ['Log', 'Exec', 'Attach', 'Watch', 'ListWatch'],
  },
  {
    name: 'facts, logs and sessions reach a cluster only through its interface',
    in: [
      `${backend}/facts/**`,
      `${backend}/logs/**`,
      `${backend}/sessions/**`,
      `${backend}/entity/**`,
    ],
    except: [`${backend}/sessions/store/**`], // the one place that talks to the database
    may: [
      `${backend}/facts/**`,
      `${backend}/logs/**`,
      `${backend}/sessions/**`,
      `${backend}/entity/**`,
      `${backend}/guards/**`,
      `${backend}/audit/**`,
      `${backend}/time/**`,
      `${backend}/config.types`,
      metricsPort,
      ...kubeInterface,
      `${common}/**`,
      `${node}/**`,
      `${diagnosis}/**`,
      '@backstage/backend-plugin-api',
      '@backstage/catalog-client',
      '@backstage/catalog-model',
      '@backstage/errors',
      '@backstage/types',
      '@backstage/plugin-catalog-node',
      '@backstage/plugin-permission-common',
      'node:crypto',
      'node:events',
      'node:stream',
    ],
  },
  {
    name: 'routes and gateway do not reach past the services',
    in: [`${backend}/routes/**`, `${backend}/gateway/**`],
    never: [
      'knex',
      'undici',
      '@kubernetes/client-node',
      `${backend}/kube/create*`,
      `${backend}/kube/transport/**`,
      `${backend}/kube/paths`,
      `${backend}/kube/attach*`,
    ],
  },
  {
    name: 'one place audits',
    in: [`${backend}/**`],
    except: [
      `${backend}/audit/**`,
      `${backend}/plugin.ts`,
      `${backend}/deps.ts`,
      `${backend}/sessions/createSessionService.ts`, // hands it on to audit/
    ],
    neverNamed: ['AuditorService', 'AuditorServiceEvent'],
  },
  {
    name: 'the page never sees a Kubernetes object or the engine',
    in: [`${page}/**`],
    never: [
      `${diagnosis}/**`,
      '@kubernetes/client-node',
      'node:**',
      '@material-ui/lab',
    ],
  },
  {
    name: 'xterm is loaded with the terminal only',
    in: [`${page}/**`],
    except: [`${page}/terminal/XtermView.tsx`],
    never: ['@xterm/**'],
  },
  {
    name: 'the API double imports no plugin, so that it cannot agree with their mistakes',
    in: ['packages/demo-cluster/src/**'],
    never: ['plugins/**', 'backstage-plugin-**'],
  },
  {
    name: 'the command line is the engine and nothing of Backstage',
    in: ['packages/cli/src/**'],
    never: ['@backstage/**', 'plugins/**'],
  },
];

/** Each cause stands alone: found by folder, not by a list. */
export const causes = {
  folder: `${diagnosis}/causes`,
  may: [
    `${diagnosis}/engine`,
    `${diagnosis}/engine/**`,
    `${diagnosis}/facts/**`,
  ],
  shared: `${diagnosis}/causes/shared`,
  /** One module recognises one layer of Kubernetes (docs/adr/0008). */
  sharedBytes: 10 * 1024,
};

/** Most lines. Tests hold their tables of cases, so their files may be longer. */
export const limits = {
  file: 299,
  testFile: 450,
  function: 40,
};

/** File names that say nothing of what is in the file. */
export const bannedFileNames =
  /^(utils?|helpers?|misc|common|stuff|lib)\.[cm]?[jt]sx?$/;
