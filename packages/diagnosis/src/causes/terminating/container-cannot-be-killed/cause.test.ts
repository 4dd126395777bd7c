import type { Tweak } from '../../../testing';
import { ago, event, findings, node, pod } from '../../../testing';
import cause from './cause';

const due = (seconds: number): Tweak => [
  'metadata.deletionTimestamp',
  ago(seconds),
];

describe('container-cannot-be-killed', () => {
  it('names container, node and time', () => {
    const [found] = findings(cause, [pod(due(600)), node()]);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toBe(
      'The pod should have been gone 10 min ago, but “app” still runs on node “worker”.',
    );
    expect(found?.steps[2]?.command).toBe(
      'kubectl -n shop delete pod web-1 --grace-period=0 --force',
    );
  });

  it.each([
    [
      'ExceededGracePeriod',
      'Container runtime did not kill the pod within specified grace period.',
    ],
    [
      'FailedKillPod',
      'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"',
    ],
    [
      'FailedKillPod',
      'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unknown desc = Error response from daemon: cannot stop container: 1a2b: tried to kill container, but did not receive an exit event"',
    ],
    [
      'FailedSync',
      'error determining status: rpc error: code = Unknown desc = failed to kill container "1a2b": wait container "1a2b": context deadline exceeded',
    ],
  ])('believes the kubelet at once: %s', (reason, message) => {
    const [found] = findings(cause, [pod(due(5)), event(reason, message)]);
    expect(found?.quotes[0]?.value).toBe(message);
  });

  it('counts the sandbox, and a message about several', () => {
    const ended: Tweak = [
      'status.containerStatuses.0.state',
      { terminated: { exitCode: 137 } },
    ];
    const sandbox =
      'failed to "KillPodSandbox" for "1a" with KillPodSandboxError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"';
    const [found] = findings(cause, [
      pod(due(600), ended),
      event('FailedKillPod', `error killing pod: ${sandbox}`),
    ]);
    expect(found?.what.en).toContain('its sandbox) does not end on node');
    const both = `error killing pod: [failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unknown desc = Error response from daemon: Cannot stop container 3a", ${sandbox}]`;
    expect(
      findings(cause, [pod(due(600)), event('FailedKillPod', both)]),
    ).toHaveLength(1);
  });

  it.each([
    'error killing pod: [failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unavailable desc = error reading from server: EOF", failed to "KillPodSandbox" for "1a" with KillPodSandboxError: "rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /var/run/containerd/containerd.sock: connect: no such file or directory\\""]',
    'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial unix /var/run/crio/crio.sock: connect: connection refused\\""',
    'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unknown desc = Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"',
    'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unavailable desc = transport is closing"',
  ])('says that the runtime is down: %s', message => {
    const [found] = findings(cause, [
      pod(due(600)),
      node(),
      event('FailedKillPod', message),
    ]);
    expect(found?.why.en).toContain('could not even ask for the end');
    expect(found?.why.en).not.toContain('NFS');
    expect(found?.steps[1]?.text.en).toContain('must be started again');
  });

  const DAEMON =
    'rpc error: code = Unknown desc = Error response from daemon: Cannot stop container 39f9: Cannot kill container 39f9: ';
  const unkilled = (why: string) => [
    pod(due(600)),
    event(
      'FailedKillPod',
      `error killing pod: failed to "KillContainer" for "app" with KillContainerError: "${why}"`,
    ),
  ];

  it.each([
    `${DAEMON}rpc error: code = 14 desc = grpc: the connection is unavailable`,
    `${DAEMON}connection error: desc = \\"transport: dial unix /var/run/docker/containerd/docker-containerd.sock: connect: connection refused\\": unknown`,
    `${DAEMON}transport is closing: unavailable`,
    'rpc error: code = Unknown desc = failed to kill container "39f9": ttrpc: client shutting down: ttrpc: closed: unknown',
  ])('says that the runtime is broken: %s', why => {
    const [found] = findings(cause, unkilled(why));
    expect(found?.why.en).toMatch(
      /^The container runtime of the node is broken/,
    );
    expect(found?.why.en).not.toContain('NFS');
    expect(found?.steps[1]?.text.en).toContain('must be started again');
  });

  it.each([
    [
      'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      true,
    ],
    ['operation timeout: context deadline exceeded', true],
    [
      'rpc error: code = DeadlineExceeded desc = an error occurs during waiting for container "39f9" to be killed: wait container "39f9": context deadline exceeded',
      false,
    ],
    [
      `${DAEMON}tried to kill container, but did not receive an exit event`,
      false,
    ],
  ])('tells a runtime that does not answer: %s', (why, isSilent) => {
    const [found] = findings(cause, unkilled(why));
    const words = isSilent ? 'did not answer the kubelet' : 'can ignore (KILL)';
    expect(found?.why.en).toContain(words);
  });

  it.each([
    'error killing pod: failed to "KillPodSandbox" for "x" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to stop container \\"0b6a\\": failed to kill container \\"0b6a\\": container does not exist: unknown"',
    'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unknown desc = failed to kill container \\"0b6a\\": unknown error after kill: runc did not terminate successfully: exit status 1: container not running: unknown"',
    'error killing pod: failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = Unknown desc = failed to stop container 0b6a: process already finished: unknown"',
  ])('says that the runtime has lost the container: %s', message => {
    const [found] = findings(cause, [
      pod(due(600)),
      node(),
      event('FailedKillPod', message),
    ]);
    expect(found?.what.en).toContain('cannot clear away what is left of it');
    expect(found?.why.en).not.toContain('KILL');
  });

  it('asserts no kill where nobody knows whether the node answers', () => {
    const [found] = findings(cause, [pod(due(600))]);
    expect(found?.what.en).toContain('by the last report “app” still runs');
    expect(found?.why.en).not.toContain('KILL');
    expect(found?.steps[0]?.command).toBe('kubectl get node worker');
    const [sure] = findings(cause, [pod(due(600)), node()]);
    expect(sure?.why.en).toContain('KILL');
  });

  it('names finalizers that stand', () => {
    const [found] = findings(cause, [
      pod(due(600), ['metadata.finalizers', ['runner.example/cleanup']]),
    ]);
    expect(found?.what.en).toContain('finalizer “runner.example/cleanup”');
    expect(found?.steps.at(-1)?.text.en).toContain('“runner.example”');
  });

  const killing = (seconds: number, ...tweaks: Tweak[]) =>
    event(
      'Killing',
      'Stopping container app',
      ['firstTimestamp', ago(seconds)],
      ['lastTimestamp', ago(5)],
      ...tweaks,
    );

  it.each([
    ['a kubelet that was away and began late', due(600), 240, 0],
    ['a time before the pod itself', due(9000), 240, 0],
    ['a kubelet that tries again and again', due(600), 2390, 1],
    ['a kubelet that began at once', due(600), 2395, 1],
  ])('reckons the end from the beginning: %s', (_, late, began, number) => {
    const grace: Tweak = ['metadata.deletionGracePeriodSeconds', 1800];
    const objects = [pod(late, grace), node(), killing(began)];
    expect(findings(cause, objects)).toHaveLength(number);
  });

  it('does not take a restart for the end', () => {
    const restart = killing(240, [
      'message',
      'Container app failed liveness probe, will be restarted',
    ]);
    const grace: Tweak = ['metadata.deletionGracePeriodSeconds', 1800];
    const objects = [pod(due(600), grace), node(), restart];
    expect(findings(cause, objects)).toHaveLength(1);
  });

  it.each([
    ['in its grace period', [pod(due(-20)), node()]],
    ['only just past it', [pod(due(20)), node()]],
    ['not deleted', [pod(), node()]],
    [
      'whose containers have ended',
      [
        pod(due(600), [
          'status.containerStatuses.0.state',
          { terminated: { exitCode: 137 } },
        ]),
      ],
    ],
    [
      'on a silent node',
      [pod(due(600)), node(['status.conditions.0.status', 'Unknown'])],
    ],
    [
      'on a node that is gone',
      [pod(due(600)), node(['metadata.name', 'other'])],
    ],
  ])('leaves a pod alone that is %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
