import type { Answers } from '../src/testing/FakePodHealthApi';
import { session } from '../src/testing/FakePodHealthApi';
import { EVENTFUL_LOG, line } from '../src/testing/logs';
import { failing, overview, row, whole } from '../src/testing/overviews';
import {
  card,
  container,
  crashReport,
  imageReport,
  NOW,
  pod,
  report,
  unknownReport,
} from '../src/testing/reports';
import { loadBalancerReport } from '../src/testing/serviceReport';

import { TIMELINE_SCENES } from './timelineScenes';

const TOO_WIDE = { code: 'selector-too-wide', details: {} };

const REFUSED = {
  allowed: false,
  problem: { code: 'not-allowed', details: { entity: 'checkout' } },
};

const manyPods = Array.from({ length: 500 }, (_, index) =>
  pod(`ledger-7d9f8b6c5d-${String(index).padStart(4, '0')}`, {
    ...(index < 40 && {
      state: 'crashing' as const,
      causes: ['image-not-found'],
      restarts: index,
    }),
  }),
);

/** Every state of the tab, by the name in the address. */
export const SCENES: Readonly<Record<string, Partial<Answers>>> = {
  'image not found': { report: imageReport(), log: EVENTFUL_LOG },
  'out of memory': { report: crashReport(), log: EVENTFUL_LOG },
  healthy: {
    report: report({
      pods: ['a', 'b', 'c'].map(name => pod(`ledger-7d9f8b6c5d-${name}`)),
      podCount: 3,
    }),
    log: [line(1, 'ready')],
  },
  overview: {
    overview: [
      whole(
        overview(
          [
            failing('checkout'),
            row('cart', { verdict: 'degraded', podCount: 40, sickPodCount: 3 }),
            row('search', { verdict: 'unknown', unseen: ['prod-us'] }),
            row('wide', {}, { health: undefined, problem: TOO_WIDE }),
            row('ledger', {}, { health: undefined }),
            row('batch', { verdict: 'no-pods', podCount: 0 }),
            row('storefront', { podCount: 1200 }),
          ],
          { count: 70, more: false, entities: ['component:default/zebra'] },
        ),
      ),
    ],
  },
  'overview: nothing': { overview: [whole(overview([]))] },
  'overview: asking': {},
  'overview: connection lost': {
    overview: [whole(overview([failing('checkout'), row('cart')]))],
    streamProblem: { code: 'portal-unreachable', details: {} },
  },
  'load balancer not set up': { report: loadBalancerReport() },
  'no pods': { report: report({ verdict: 'no-pods', pods: [], podCount: 0 }) },
  'pods cannot be created': {
    report: report({
      verdict: 'no-pods',
      pods: [],
      podCount: 0,
      causes: [
        card({
          cause: 'quota-exceeded',
          title: 'The namespace’s quota is used up',
          what: 'The ReplicaSet may not create a pod: it would need 2 CPUs and 0.5 are left.',
          why: 'The quota of namespace shop allows 10 CPUs in all.',
          podCount: 0,
        }),
      ],
    }),
  },
  'cannot be told': { report: unknownReport() },
  terminating: {
    report: report({
      verdict: 'degraded',
      pods: [
        pod('archive-0', {
          state: 'terminating',
          causes: ['finalizer-blocks-deletion'],
          node: undefined,
          containers: [
            container({ state: 'terminated', ready: false, exitCode: 0 }),
          ],
        }),
        pod('archive-1'),
      ],
      podCount: 2,
      causes: [
        card({
          cause: 'finalizer-blocks-deletion',
          severity: 'warning',
          title: 'A finalizer keeps the pod from being deleted',
          what: 'The pod was to be gone at 09:02 and still carries example.com/backup.',
          why: 'Whoever set the finalizer has to remove it; nothing runs that does.',
          examples: [
            {
              pod: {
                cluster: 'prod-eu',
                namespace: 'shop',
                pod: 'archive-0',
                uid: 'uid-archive-0',
              },
              quotes: [
                {
                  from: 'pod',
                  at: 'metadata.finalizers.0',
                  value: 'example.com/backup',
                },
              ],
              contradictions: [
                { from: 'events', at: '0.message', value: 'Backup finished' },
              ],
            },
          ],
        }),
      ],
    }),
  },
  'many pods': {
    report: report({
      verdict: 'degraded',
      pods: manyPods,
      podCount: 10_000,
      causes: [
        card({
          podCount: 40,
          examples: manyPods.slice(0, 3).map(({ ref }) => ({
            pod: ref,
            container: 'app',
            quotes: [
              {
                from: 'pod',
                at: 'status.containerStatuses.0.state.waiting.reason',
                value: 'ImagePullBackOff',
              },
            ],
            contradictions: [],
          })),
        }),
      ],
    }),
  },
  'other team': {
    report: crashReport(),
    abilities: {
      logs: REFUSED,
      debug: REFUSED,
      target: REFUSED,
      admin: REFUSED,
    },
  },
  loading: {},
  'not in the catalog': {
    streamProblem: { code: 'entity-has-no-selector', details: {} },
  },
  'portal away': {
    report: imageReport(),
    streamProblem: { code: 'portal-unreachable', details: {} },
  },
  'hostile text': {
    report: report({
      verdict: 'failing',
      pods: [pod('ledger-\u202egnp.exe', { state: 'failed', causes: ['x'] })],
      causes: [
        card({
          cause: 'x',
          title: '<b>bold</b> \u202etxet desrever',
          what: `${'a-very-long-word-'.repeat(40)}`,
          examples: [
            {
              pod: {
                cluster: 'prod-eu',
                namespace: 'shop',
                pod: 'ledger-\u202egnp.exe',
                uid: 'uid-ledger-\u202egnp.exe',
              },
              quotes: [
                {
                  from: 'events',
                  at: '0.message',
                  value:
                    '\u001b]52;c;aGk=\u0007 <script>alert(1)</script> [a](javascript:alert(1))',
                },
              ],
              contradictions: [],
            },
          ],
        }),
      ],
    }),
  },
  'log refused': {
    report: crashReport(),
    logProblem: { code: 'previous-log-not-found', details: {} },
  },
  ...TIMELINE_SCENES,
  'log empty': { report: crashReport(), log: [] },
  'debug refused': {
    report: crashReport(),
    preflight: {
      possible: false,
      image: 'registry.example.com/debug-tools@sha256:4f1c',
      maxMinutes: 60,
      idleMinutes: 10,
      rows: [
        { check: 'permission', status: 'good' },
        {
          check: 'consent',
          status: 'refused',
          problem: { code: 'not-consented', details: { namespace: 'shop' } },
        },
        { check: 'pod-state', status: 'good' },
        {
          check: 'admission',
          status: 'unknown',
          note: 'could-not-check',
          fixedBy: 'platform',
        },
        {
          check: 'blast-radius',
          status: 'warning',
          note: 'last-ready-replica',
        },
        {
          check: 'debuggers',
          status: 'warning',
          note: 'debug-containers-present',
          details: { count: 2 },
        },
      ],
    },
  },
  'debug waiting': {
    report: crashReport(),
    sessions: [
      session({
        state: 'starting',
        waiting: {
          reason: 'ErrImagePull',
          message: 'registry.example.com: no such host',
        },
      }),
    ],
  },
  'debug failed': {
    report: crashReport(),
    sessions: [
      session({
        state: 'ended',
        endReason: 'start-failed',
        waiting: {
          reason: 'CreateContainerConfigError',
          message: 'container has runAsNonRoot and image will run as root',
        },
        problem: { code: 'start-failed', details: {} },
      }),
    ],
  },
  'open session': {
    taken: true,
    report: crashReport(),
    listed: [
      session({
        state: 'attached',
        createdAt: '2026-03-02T10:03:00Z',
        now: NOW,
      }),
    ],
  },
};
