import {
  ago,
  event,
  findings,
  node,
  pod,
  unscheduledPod,
} from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const asks = (requests: Record<string, string>): Tweak => [
  'spec.containers.0.resources',
  { requests },
];
const SHORT = '0/3 nodes are available: 3 Insufficient cpu.';
/** A pod on node `worker` that asks for so much CPU. */
const busy = (cpu: string, ...tweaks: Tweak[]) =>
  pod(
    ['metadata.name', `busy-${cpu}`],
    ['metadata.namespace', 'other'],
    ['metadata.uid', `busy-${cpu}`],
    asks({ cpu }),
    ...tweaks,
  );

const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };
const what = (objects: unknown[]) => findings(cause, objects, on)[0]?.what.en;

describe('unschedulable-resources', () => {
  it('reckons what is left on the nearest node', () => {
    const wants = unscheduledPod(SHORT, asks({ cpu: '2' }));
    expect(what([wants, node(), busy('2800m')])).toBe(
      'The pod waits for a node: it asks for 2 CPU, and no node it may use has that left. The node that comes nearest, “worker”, has 1.2 CPU left of 4.',
    );
  });

  it('does not count pods that have ended', () => {
    const wants = unscheduledPod(SHORT, asks({ cpu: '3' }));
    const ended = busy('4', ['status.phase', 'Succeeded']);
    expect(what([wants, node(), ended, busy('2')])).toContain(
      '2 CPU left of 4',
    );
  });

  it('tells the smallest change, and when no node would do even if empty', () => {
    const wants = unscheduledPod(SHORT, asks({ cpu: '6' }));
    const [found] = findings(cause, [wants, node(), busy('1500m')], on);
    expect(found?.steps[0]?.text.en).toContain('at most 2.5 CPU');
    expect(found?.steps[1]?.text.en).toContain('even when empty');
  });

  it('counts containers, sidecars, init containers and overhead', () => {
    const wants = unscheduledPod(
      SHORT,
      asks({ memory: '1Gi' }),
      ['spec.overhead', { memory: '256Mi' }],
      [
        'spec.initContainers',
        [
          {
            name: 'proxy',
            restartPolicy: 'Always',
            resources: { requests: { memory: '512Mi' } },
          },
          { name: 'init', resources: { requests: { memory: '8Gi' } } },
        ],
      ],
    );
    const big = unscheduledPod(
      '0/1 nodes are available: 1 Insufficient memory.',
    );
    const taken = { ...big, spec: wants.spec ?? {} };
    // The init container runs beside the sidecar: 8.5 GiB, and 0.25 GiB overhead.
    expect(what([taken, node()])).toContain('asks for 8.75 GiB of memory');
  });

  it('rounds so that the words never claim a fit', () => {
    const wants = unscheduledPod(
      '0/1 nodes are available: 1 Insufficient memory.',
      asks({ memory: '1025Mi' }),
    );
    const small = node(['status.allocatable.memory', '1024.5Mi']);
    expect(what([wants, small])).toMatch(/asks for 1\.01 GiB.* has 1 GiB/);
  });

  it('says only what the scheduler says when the nodes are not known', () => {
    const wants = unscheduledPod(SHORT, asks({ cpu: '2' }));
    const [found] = findings(cause, [wants]);
    expect(found?.what.en).toBe(
      'The pod waits for a node: it asks for 2 CPU, and no node it may use has that left.',
    );
    expect(found?.why.en).toContain('Of 3 nodes, 3 lack CPU.');
  });

  it('shows no numbers that contradict the scheduler', () => {
    const wants = unscheduledPod(SHORT, asks({ cpu: '1' }));
    expect(what([wants, node(), busy('1')])).not.toContain('“worker”');
  });

  it('looks only at nodes the pod may use', () => {
    const wants = unscheduledPod(
      '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s).',
      asks({ cpu: '5' }),
    );
    const reserved = node(
      ['metadata.name', 'gpu'],
      ['spec.taints', [{ key: 'gpu', effect: 'NoSchedule' }]],
      ['status.allocatable.cpu', '32'],
    );
    const [found] = findings(cause, [wants, node(), reserved, busy('1')], on);
    expect(found?.what.en).toContain('“worker”, has 3 CPU left of 4');
    expect(found?.steps[2]?.text.en).toContain('“gpu”');
  });

  it.each([
    ['memory', '0/5 nodes are available: 5 Insufficient memory.'],
    [
      'local disk',
      '0/5 nodes are available: 5 Insufficient ephemeral-storage. preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.',
    ],
    ['CPU', '0/5 nodes are unavailable: 5 Insufficient cpu.'],
  ])('knows lack of %s', (name, message) => {
    const [found] = findings(cause, [unscheduledPod(message)]);
    expect(found?.why.en).toContain(`5 lack ${name}`);
  });

  it.each(['5 Too many pods', '5 Insufficient pods'])(
    'tells the limit of pods from lack of room: %s',
    reason => {
      const message = `0/5 nodes are available: ${reason}.`;
      const [found] = findings(cause, [unscheduledPod(message)]);
      expect(found?.what.en).toContain('5 nodes that it may use already hold');
      expect(found?.steps.map(({ text }) => text.en).join()).not.toContain(
        'Lower',
      );
    },
  );

  it('takes the newest event when the pod has no condition yet', () => {
    const bare = unscheduledPod('', ['status.conditions', []]);
    const old = event(
      'FailedScheduling',
      '0/3 nodes are available: 3 node(s) were not ready.',
      ['lastTimestamp', ago(900)],
      ['metadata.name', 'web-1.older'],
    );
    const events = [event('FailedScheduling', SHORT), old];
    expect(findings(cause, [bare, ...events])).toHaveLength(1);
    const placed = pod();
    expect(findings(cause, [placed, ...events])).toEqual([]);
  });

  it('does not count nodes again that preemption counts', () => {
    const message =
      "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 1 Insufficient cpu, 2 Preemption is not helpful for scheduling.";
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });

  it('lists room that is being made as evidence against', () => {
    const soon = unscheduledPod(SHORT, ['status.nominatedNodeName', 'worker']);
    expect(findings(cause, [soon])[0]?.contradictions).toHaveLength(1);
  });

  it.each([
    ['has a node', 'spec.nodeName', 'worker'],
    ['is on its way out', 'metadata.deletionTimestamp', '2026-01-15T11:59:00Z'],
    ['waits for a gate', 'status.conditions.0.reason', 'SchedulingGated'],
  ])('leaves a pod alone that %s', (_, path, value) => {
    expect(findings(cause, [unscheduledPod(SHORT, [path, value])])).toEqual([]);
  });

  it('speaks of no other node to a pod that is tied to one', () => {
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchFields: [
                { key: 'metadata.name', operator: 'In', values: ['worker'] },
              ],
            },
          ],
        },
      },
    };
    const wants = unscheduledPod(
      "0/5 nodes are available: 1 Insufficient cpu, 4 node(s) didn't match Pod's node affinity.",
      asks({ cpu: '2' }),
      ['spec.affinity', affinity],
    );
    const [found] = findings(cause, [wants, node(), busy('2800m')], on);
    expect(found?.what.en).toBe(
      'The pod waits for its node “worker”: it asks for 2 CPU, and that node does not have that left. It has 1.2 CPU left of 4.',
    );
    expect(found?.why.en).not.toContain('4 nodes');
    expect(found?.steps[1]?.text.en).toContain('another node does not help');
  });

  it.each([
    [
      '0/2 nodes are available: 1 Insufficient memory, 1 Pod is waiting for preemptible or free resource to appear: have to use at least one bad node 1/10.1.2.3 when scheduling in VC default.',
      'Of 1 node its scheduler “hived” says in words of its own: “Pod is waiting for preemptible or free resource to appear: have to use at least one bad node 1/10.1.2.3 when scheduling in VC default”.',
    ],
    [
      '0/5 nodes are available: 2 the moon is full, 3 Insufficient cpu.',
      'Of 2 nodes its scheduler “hived” says in words of its own: “the moon is full”.',
    ],
  ])(
    'repeats what a scheduler says in words of its own: %s',
    (message, words) => {
      const wants = unscheduledPod(message, asks({ cpu: '2', memory: '1Gi' }), [
        'spec.schedulerName',
        'hived',
      ]);
      expect(findings(cause, [wants], on)[0]?.why.en).toContain(words);
      const plain = unscheduledPod(message, asks({ cpu: '2', memory: '1Gi' }));
      expect(findings(cause, [plain], on)[0]?.why.en).toContain(
        'the scheduler, or an extension of it, says',
      );
    },
  );

  it('adds nothing to the words of Kubernetes’ own scheduler', () => {
    const wants = unscheduledPod(
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match node selector.",
      asks({ cpu: '2' }),
    );
    expect(findings(cause, [wants], on)[0]?.why.en).not.toContain(
      'words of its',
    );
  });

  describe('with a machine that came for it', () => {
    const PLACES =
      '0/2 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/memory-pressure: }, 1 Too many pods.';
    const named = event('Nominated', 'Pod should schedule on: nodeclaim/a-x', [
      'reason',
      'Nominated',
    ]);
    const fresh = (age: number, type: string, status = 'True') =>
      node(
        ['metadata.name', 'fresh'],
        ['metadata.uid', 'fresh-uid'],
        ['metadata.creationTimestamp', ago(age)],
        ['status.conditions', [{ type, status }]],
      );
    const waits = (message: string) =>
      unscheduledPod(message, ['metadata.creationTimestamp', ago(300)]);
    const judge = (message: string, ...objects: unknown[]) =>
      findings(cause, [waits(message), ...objects], on)[0];

    it.each([
      [PLACES, 'MemoryPressure', 'memory'],
      [PLACES, 'DiskPressure', 'disk'],
      [SHORT, 'PIDPressure', 'process numbers'],
    ])('and is short of something itself: %s', (message, type, lacks) => {
      const found = judge(message, named, fresh(120, type));
      expect(found?.why.en).toContain(
        `added node “fresh” meanwhile, but that is short of ${lacks} itself`,
      );
      const steps = found?.steps.map(({ text }) => text.en).join(' ');
      expect(steps).toContain('larger machines');
      expect(steps).not.toContain('for another node');
    });

    it.each([
      ['is older than the pod', [named, fresh(9000, 'MemoryPressure')]],
      ['is well', [named, fresh(120, 'MemoryPressure', 'False')]],
      ['was not asked for', [fresh(120, 'MemoryPressure')]],
    ])('says no such thing of one that %s', (_, objects) => {
      const found = judge(PLACES, ...objects);
      expect(found?.why.en).not.toContain('added node');
    });
  });
});
