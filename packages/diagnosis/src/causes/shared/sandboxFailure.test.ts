import type { Tweak } from '../../testing';
import { ago, event, node, pod, snapshot, waitingPod } from '../../testing';
import { sandboxFailure } from './sandboxFailure';

const NO_ADDRESS =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "a": plugin type="bridge" failed (add): no IP addresses available in range set: 10.0.0.1-10.0.0.254';
const failed = (message: string, ...tweaks: Tweak[]) =>
  event('FailedCreatePodSandBox', message, ...tweaks);
const seen = (from: number, to: number, count = 1): Tweak[] => [
  ['count', count],
  ['firstTimestamp', ago(from)],
  ['lastTimestamp', ago(to)],
  ['metadata.name', `web-1.${from}.${to}`],
];
const creating = (...tweaks: Tweak[]) =>
  waitingPod('ContainerCreating', undefined, ...tweaks);

function failureOf(...objects: unknown[]) {
  const { subject, facts, now } = snapshot(objects);
  if (facts.pod.status !== 'ok') throw new Error('no pod');
  const { events, nodes, scheduledPods, namespacePods } = facts;
  return sandboxFailure({
    pod: facts.pod.value,
    events,
    nodes,
    scheduledPods,
    namespacePods,
    subject,
    now: Date.parse(now),
  });
}

describe('a sandbox that cannot be made', () => {
  it('counts tries of folded and unfolded events, and since when', () => {
    const failure = failureOf(
      creating(),
      failed(NO_ADDRESS, ...seen(600, 600)),
      failed(
        `(combined from similar events): ${NO_ADDRESS}`,
        ...seen(590, 5, 40),
      ),
    );
    expect(failure?.problem).toBe('cni-no-addresses');
    expect(failure?.data).toMatchObject({ times: 41, lasts: 600 });
  });

  it('counts the time of a first try that was given up after minutes', () => {
    const since = (seconds: number) =>
      failureOf(
        creating(['status.startTime', ago(seconds)]),
        failed(
          'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
          ...seen(40, 40),
        ),
        failed(
          'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox name "a": reserved for "b"',
          ...seen(39, 39),
        ),
      )?.data.lasts;
    expect(since(245)).toBe(245);
    // What was before is not known to be of the sandbox.
    expect(since(1800)).toBe(40);
  });

  it.each([
    [
      'FailedSync',
      'error syncing pod: failed to "CreatePodSandbox" for "web-1" with CreatePodSandboxError: "context deadline exceeded"',
      'sandbox-timeout',
    ],
    [
      'FailedKillPod',
      'error killing pod: failed to "KillPodSandbox" for "1f" with KillPodSandboxError: "rpc error: code = Unknown desc = networkPlugin cni failed to teardown pod \\"web-1_shop\\" network: error getting ClusterInformation: connection is unauthorized: Unauthorized"',
      'cni-unauthorized',
    ],
    [
      'FailedPodSandBoxStatus',
      'Unable to get pod sandbox status: rpc error: code = Unavailable desc = connection error',
      'sandbox-timeout',
    ],
    [
      'NetworkNotReady',
      'network is not ready: runtime network not ready',
      'cni-not-installed',
    ],
    [
      'FailedPrepareDynamicResources',
      'Failed to prepare dynamic resources: no space left on device',
      'dra-not-prepared',
    ],
  ])('is also told by %s', (reason, message, problem) => {
    expect(failureOf(creating(), event(reason, message))?.problem).toBe(
      problem,
    );
  });

  it('goes by what says why rather than by a newer symptom, unless that is old', () => {
    const reserved = failed(
      'failed to reserve sandbox name "a": name "a" is reserved for "b"',
      ...seen(100, 3, 9),
    );
    const soon = failureOf(
      creating(),
      failed(NO_ADDRESS, ...seen(300, 300)),
      reserved,
    );
    expect(soon?.problem).toBe('cni-no-addresses');
    const late = failureOf(
      creating(),
      failed(NO_ADDRESS, ...seen(2900, 2900)),
      reserved,
    );
    expect(late?.problem).toBe('sandbox-timeout');
  });

  it('is current again when it fails after the containers ended', () => {
    const ended = pod(
      [
        'status.containerStatuses.0.state',
        {
          terminated: {
            exitCode: 255,
            reason: 'Unknown',
            startedAt: ago(2000),
            finishedAt: ago(400),
          },
        },
      ],
      ['status.containerStatuses.0.ready', false],
      ['status.conditions.3.status', 'False'],
    );
    expect(failureOf(ended, failed(NO_ADDRESS))?.problem).toBe(
      'cni-no-addresses',
    );
    const before = failed(NO_ADDRESS, ...seen(900, 600));
    expect(failureOf(ended, before)).toBeUndefined();
  });
});

describe('is no fault', () => {
  it.each<[string, Tweak]>([
    ['runs', ['state', { running: { startedAt: ago(5) } }]],
    ['waits for an image', ['state', { waiting: { reason: 'ErrImagePull' } }]],
    [
      'lacks its settings',
      ['state', { waiting: { reason: 'CreateContainerConfigError' } }],
    ],
  ])('of a pod whose container %s', (_, [path, value]) => {
    const other = creating([`status.containerStatuses.0.${path}`, value]);
    expect(failureOf(other, failed(NO_ADDRESS))).toBeUndefined();
  });

  it.each<[string, Tweak]>([
    ['is being deleted', ['metadata.deletionTimestamp', ago(5)]],
    ['has failed', ['status.phase', 'Failed']],
    [
      'has a sandbox',
      [
        'status.conditions.0',
        { type: 'PodReadyToStartContainers', status: 'True' },
      ],
    ],
    [
      'had a network before 1.28',
      ['status.conditions.0', { type: 'PodHasNetwork', status: 'True' }],
    ],
    ['has no node', ['spec.nodeName', undefined]],
  ])('of a pod that %s', (_, tweak) => {
    expect(failureOf(creating(tweak), failed(NO_ADDRESS))).toBeUndefined();
  });

  it('once an image is pulled or a container made', () => {
    const pulling = event('Pulling', 'Pulling image "web"', ...seen(20, 20));
    expect(failureOf(creating(), failed(NO_ADDRESS), pulling)).toBeUndefined();
  });

  it('at the first try of a new pod, unless it is the pod’s own', () => {
    const young = creating(['status.startTime', ago(20)]);
    expect(failureOf(young, failed(NO_ADDRESS))).toBeUndefined();
    const own = failed(
      'failed to get sandbox runtime: no runtime for "kata" is configured',
    );
    expect(failureOf(young, own)?.problem).toBe('runtime-class-broken');
    const again = failed(NO_ADDRESS, ...seen(18, 4, 2));
    expect(failureOf(young, again)?.problem).toBe('cni-no-addresses');
  });

  it('on a node that has only just joined', () => {
    const joins = node(['metadata.creationTimestamp', ago(90)]);
    const network = event('NetworkNotReady', 'network is not ready', [
      'count',
      17,
    ]);
    const early = creating(['status.startTime', ago(80)]);
    expect(failureOf(early, joins, network)).toBeUndefined();
    expect(failureOf(creating(), node(), network)?.problem).toBe(
      'cni-not-installed',
    );
  });

  it('without any such event', () => {
    expect(
      failureOf(creating(), event('Scheduled', 'assigned')),
    ).toBeUndefined();
  });
});
