import { diagnose } from '../../diagnose';
import type { Tweak } from '../../testing';
import { node, snapshot, unscheduledPod } from '../../testing';

const GPU: Tweak = [
  'spec.containers.0.resources',
  { requests: { 'nvidia.com/gpu': '1', cpu: '1' } },
];
const SELECTS: Tweak = ['spec.nodeSelector', { pool: 'batch' }];
const APART: Tweak = [
  'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  [{ topologyKey: 'kubernetes.io/hostname' }],
];
const TOGETHER: Tweak = [
  'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  [{ topologyKey: 'kubernetes.io/hostname' }],
];
/** Tied to one node by name, as a DaemonSet's pods are. */
const TIED: Tweak = [
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  {
    nodeSelectorTerms: [
      {
        matchFields: [
          { key: 'metadata.name', operator: 'In', values: ['worker'] },
        ],
      },
    ],
  } as never, // the helper's Json knows no object type
];
const MASTER =
  "node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate";

/** What is found, then what only contributes, without the common beginning of the ids. */
function verdict(message: string, tweaks: Tweak[], nodes: unknown[] = []) {
  const { found, contributing, broken } = diagnose(
    snapshot([unscheduledPod(message, ...tweaks), ...nodes]),
  );
  expect(broken).toEqual([]);
  const short = (one: { cause: string }) =>
    one.cause.replace('unschedulable-', '');
  return [found.map(short).join(' '), contributing.map(short).join(' ')];
}

describe('which of several obstacles is the root, by the scheduler’s words', () => {
  it.each<[string, string, string, ...Tweak[]]>([
    [`1 ${MASTER}, 4 Insufficient cpu`, 'resources', ''],
    [
      '3 Insufficient memory, 2 node(s) had untolerated taint {dedicated: db}, 1 node(s) were unschedulable',
      'resources',
      'cordoned taint',
    ],
    [
      '1 Insufficient cpu, 4 node(s) had untolerated taint {node.kubernetes.io/not-ready: }',
      'node-condition',
      'resources',
    ],
    [
      '1 Insufficient cpu, 2 node(s) were unschedulable',
      'cordoned',
      'resources',
    ],
    [
      "2 node(s) didn't match node selector, 1 Insufficient cpu",
      'resources',
      'node-selector',
      SELECTS,
    ],
    [
      `1 ${MASTER}, 4 node(s) didn't match Pod's node affinity/selector`,
      'node-selector',
      '',
      SELECTS,
    ],
    [
      "2 node(s) didn't match Pod's node affinity/selector, 3 node(s) had untolerated taint {pool: batch}",
      'taint',
      'node-selector',
      SELECTS,
    ],
    [
      "3 node(s) didn't match Pod's node affinity/selector, 2 node(s) had untolerated taint(s)",
      'node-selector',
      'taint',
      SELECTS,
    ],
    ['3 Insufficient nvidia.com/gpu, 2 Insufficient cpu', 'resources', '', GPU],
    [
      '5 Insufficient nvidia.com/gpu, 2 Insufficient cpu',
      'extended-resource',
      'resources',
      GPU,
    ],
    [
      '3 Insufficient nvidia.com/gpu, 2 node(s) had untolerated taint {nvidia.com/gpu: present}',
      'taint',
      'extended-resource',
      GPU,
    ],
    [
      "1 Insufficient cpu, 3 node(s) didn't match pod affinity/anti-affinity, 3 node(s) didn't match pod anti-affinity rules",
      'pod-anti-affinity',
      'resources',
    ],
    [
      "4 node(s) didn't match pod affinity/anti-affinity rules, 1 Insufficient cpu",
      'pod-anti-affinity',
      'resources',
      APART,
    ],
    [
      "4 node(s) didn't match pod affinity/anti-affinity",
      'pod-affinity',
      '',
      TOGETHER,
    ],
    [
      '1 Insufficient memory, 2 node(s) had volume node affinity conflict',
      'volume-zone',
      'resources',
    ],
    [
      '2 node(s) had no available volume zone, 1 node(s) exceed max volume count',
      'volume-zone',
      'volume-limit',
    ],
    [
      '2 node(s) were not ready, 1 node(s) had disk pressure',
      'node-condition',
      '',
    ],
    [
      "31 node(s) didn't have free ports for the requested pod ports, 5 Insufficient memory",
      'resources',
      '',
      TIED,
    ],
    [
      "3 node(s) didn't have free ports for the requested pod ports, 1 Insufficient memory",
      'host-port',
      'resources',
    ],
    [
      "1 node(s) didn't have free ports for the requested pod ports, 4 node(s) didn't match Pod's node affinity/selector",
      'host-port',
      'node-selector',
      TIED,
    ],
    [
      '1 Too many pods, 12 node is filtered out by the prefilter result',
      'resources',
      'node-selector',
    ],
  ])('%s', (reasons, root, also, ...tweaks) => {
    const message = `0/5 nodes are available: ${reasons}. preemption: 0/5 nodes are available: 5 Insufficient cpu.`;
    expect(verdict(message, tweaks)).toEqual([root, also]);
    const event = message.replace('available: ', 'unavailable: ');
    expect(verdict(event, tweaks)).toEqual([root, also]);
  });

  it.each([
    'No nodes are available that match all of the predicates: Insufficient cpu (2), PodToleratesNodeTaints (1).',
    'No nodes are available that match all of the following predicates:: Insufficient cpu (2), NodeUnschedulable (1).',
    'pod (web-1) failed to fit in any node\nfit failure summary on nodes : Insufficient cpu (2), MatchNodeSelector (1)',
    'all nodes are unavailable: 3 Insufficient cpu.',
  ])('of other schedulers: %s', message => {
    expect(verdict(message, [])[0]).toBe('resources');
  });

  it('leaves claims to their own causes', () => {
    const message =
      '0/4 nodes are available: 1 Insufficient cpu, 3 pod has unbound immediate PersistentVolumeClaims.';
    // With those causes there, room only contributes.
    expect(verdict(message, [])).toEqual(['resources', '']);
    const { found } = diagnose(snapshot([unscheduledPod(message)]));
    expect(found[0]?.givesWay).toBe(true);
  });
});

describe('which is the root when the nodes are known', () => {
  const named = (name: string, ...tweaks: Tweak[]) =>
    node(['metadata.name', name], ...tweaks);
  const taint = (key: string): Tweak => [
    'spec.taints',
    [{ key, effect: 'NoSchedule' }],
  ];
  const pool: Tweak = ['metadata.labels', { pool: 'batch' }];

  it('counts only taints of nodes that the pod was meant for', () => {
    const message =
      "0/3 nodes are available: 2 node(s) had untolerated taint(s), 1 node(s) didn't match Pod's node affinity/selector.";
    const nodes = [
      named('a', pool, taint('node.kubernetes.io/unreachable')),
      named('b', taint('dedicated')),
      named('c'),
    ];
    expect(verdict(message, [SELECTS], nodes)).toEqual(['node-condition', '']);
    const without = nodes.slice(1);
    expect(verdict(message, [SELECTS], without)).toEqual(['node-selector', '']);
  });

  it('looks at the nodes with the device', () => {
    const device: Tweak = [
      'status.allocatable',
      { 'nvidia.com/gpu': '8', cpu: '8' },
    ];
    const message =
      '0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) had untolerated taint(s).';
    const master = taint('node-role.kubernetes.io/control-plane');
    const nodes = [
      named('a', master),
      named('b'),
      named('c', device, taint('gpu')),
    ];
    expect(verdict(message, [GPU], nodes)).toEqual([
      'taint',
      'extended-resource',
    ]);
  });

  it('looks only at the node that the pod is tied to, of however many', () => {
    const message =
      "0/36 nodes are available: 5 Insufficient memory, 30 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s).";
    const nodes = [named('worker', taint('dedicated')), named('b')];
    expect(verdict(message, [TIED], nodes)[0]).toBe('taint');
  });

  it('holds to the scheduler’s word when the nodes look open', () => {
    const message =
      '0/2 nodes are available: 2 node(s) had untolerated taint {a: b}.';
    expect(verdict(message, [], [named('a')])[0]).toBe('taint');
  });
});
