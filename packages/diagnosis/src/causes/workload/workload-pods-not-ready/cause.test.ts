import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  cronJob,
  webDaemonSet,
  deployment,
  diagnosisBy,
  findings,
  job,
  podOf,
  replicaSet,
  webStatefulSet,
  waits,
} from '../../../testing';
import cause from './cause';

const find = (kind: string, ...objects: JsonObject[]) =>
  findings(cause, objects, {
    subject: { kind, namespace: 'shop', name: 'web' },
  });
const of = (kind: string, ...tweaks: Tweak[]) =>
  podOf(['apps/v1', kind, 'web'], 'web-a', ...tweaks);
const crash = waits('CrashLoopBackOff');
const unavailable = (seconds: number): Tweak => [
  'status.conditions',
  [
    {
      type: 'Available',
      status: 'False',
      reason: 'MinimumReplicasUnavailable',
      message: 'Deployment does not have minimum availability.',
      lastTransitionTime: ago(seconds),
    },
  ],
];

describe('workload-pods-not-ready', () => {
  it('counts the pods of a Deployment by way of its ReplicaSet', () => {
    const pod = podOf(
      ['apps/v1', 'ReplicaSet', 'web-5d'],
      'web-5d-a',
      ...crash,
    );
    const lacks = deployment(
      ['spec.replicas', 2],
      ['status', { replicas: 2, readyReplicas: 1 }],
    );
    const [found] = find('Deployment', lacks, replicaSet(), pod);
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toBe('Deployment “web” has 1 of 2 pods ready.');
    expect(found?.why.en).toContain(
      '“web-5d-a” is the one at fault: CrashLoopBackOff',
    );
  });

  it('reads a DaemonSet and a StatefulSet', () => {
    const [daemon] = find(
      'DaemonSet',
      webDaemonSet(),
      of('DaemonSet', ...crash),
    );
    expect(daemon?.what.en).toContain('0 of 1 pods ready');
    expect(daemon?.severity).toBe('critical');
    const [set] = find(
      'StatefulSet',
      webStatefulSet(),
      of('StatefulSet', ...crash),
    );
    expect(set?.what.en).toContain('0 of 3 pods ready');
  });

  it('sees a job at work whose pod cannot start', () => {
    const pod = podOf(
      ['batch/v1', 'Job', 'web'],
      'web-a',
      ...waits('ImagePullBackOff'),
    );
    const [found] = find('Job', job(['status.active', 1]), pod);
    expect(found?.why.en).toContain('ImagePullBackOff');
    const made: Tweak = [
      'metadata.ownerReferences',
      [
        {
          kind: 'CronJob',
          name: 'web',
          uid: 'cronjob-uid-1',
          controller: true,
        },
      ],
    ];
    const cron = cronJob(['status.active', [{ name: 'web' }]]);
    expect(find('CronJob', cron, job(made), pod)).toHaveLength(1);
  });

  it('goes by the workload alone when it has long not been available', () => {
    const lacks = (seconds: number) =>
      deployment(['status', { replicas: 1 }], unavailable(seconds));
    const [found] = find('Deployment', lacks(2000));
    expect(found?.why.en).toContain('not among what was read');
    const subject = { kind: 'Deployment', namespace: 'shop', name: 'web' };
    expect(diagnosisBy(cause, [lacks(60)], { subject }).unchecked).toEqual([
      { cause: cause.id, fact: 'siblings', status: 'notAsked' },
    ]);
  });

  it.each<[string, string, JsonObject[]]>([
    [
      'starting pods',
      'DaemonSet',
      [
        webDaemonSet(),
        of(
          'DaemonSet',
          ...waits('ContainerCreating'),
          ['status.phase', 'Pending'],
          ['status.startTime', ago(30)],
        ),
      ],
    ],
    [
      'a failed attempt of a job',
      'Job',
      [job(['status', { active: 1, failed: 1 }]), of('Job', ...crash)],
    ],
    [
      'a job whose program has just ended well',
      'Job',
      [
        job(['status.active', 1]),
        podOf(
          ['batch/v1', 'Job', 'web'],
          'web-a',
          ['status.phase', 'Running'],
          ['status.conditions', [{ type: 'Ready', status: 'False' }]],
          ['status.containerStatuses.0.ready', false],
          [
            'status.containerStatuses.0.state',
            { terminated: { exitCode: 0, finishedAt: ago(1) } },
          ],
        ),
      ],
    ],
    [
      'one scaled to zero',
      'StatefulSet',
      [webStatefulSet(['spec.replicas', 0]), of('StatefulSet', ...crash)],
    ],
    [
      'one with all it wants',
      'DaemonSet',
      [webDaemonSet(['status.numberReady', 1]), of('DaemonSet', ...crash)],
    ],
  ])('leaves %s alone', (_, kind, objects) => {
    expect(find(kind, ...objects)).toEqual([]);
  });

  it('is only information while placeholders wait for room', () => {
    const lacks = deployment(['status', { replicas: 1 }]);
    const about = (priority: number) =>
      find(
        'Deployment',
        lacks,
        replicaSet(),
        podOf(
          ['apps/v1', 'ReplicaSet', 'web-5d'],
          'web-5d-a',
          ['spec.nodeName', undefined],
          ['spec.priority', priority],
          ['spec.containers.0.image', 'registry.k8s.io/pause:3.10'],
          [
            'status',
            {
              phase: 'Pending',
              conditions: [
                {
                  type: 'PodScheduled',
                  status: 'False',
                  reason: 'Unschedulable',
                  message: '0/1 nodes are available: 1 Insufficient cpu.',
                },
              ],
            },
          ],
        ),
      )[0];
    expect(about(-10)?.severity).toBe('info');
    expect(about(-10)?.why.en).toContain('that is meant so');
    expect(about(0)?.severity).toBe('critical');
  });
});
