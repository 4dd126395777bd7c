import { ok } from '../../facts/fact';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';
import type { Tweak } from '../../testing';
import {
  ago,
  ALL_STORAGE,
  event,
  mountingPod,
  NOW,
  pod,
  snapshot,
} from '../../testing';
import { volumeFailures } from './volumeFailure';

/** What is told of a pod with these reports. */
function failures(objects: readonly object[]) {
  const { facts } = snapshot(objects, ALL_STORAGE);
  if (facts.pod.status !== 'ok') throw new Error('no pod');
  return volumeFailures(
    {
      pod: facts.pod.value,
      events: facts.events as Fact<FactValues['events']>, // asked for
      claims: ok([]),
      now: Date.parse(NOW),
    },
    'driver-missing',
    'mount-failed',
    'attach-failed',
    'attach-silent',
    'attached-elsewhere',
    'filesystem-broken',
    'summary',
  );
}
const problems = (objects: readonly object[]) =>
  failures(objects).map(({ problem }) => problem);
const words = (objects: readonly object[]) =>
  failures(objects).map(({ why }) => why);

const at = (seconds: number): Tweak[] => [
  ['metadata.name', `web-1.${seconds}`],
  ['firstTimestamp', ago(seconds)],
  ['lastTimestamp', ago(seconds)],
];
const SUMMARY =
  'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[storage kube-api-access-x]: timed out waiting for the condition';
const OLD_SUMMARY =
  'Unable to mount volumes for pod "web-1_shop(pod-uid-1)": timeout expired waiting for volumes to attach or mount for pod "shop"/"web-1". list of unmounted volumes=[storage]. list of unattached volumes=[storage default-token-x]';
const BROKEN =
  'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: Structure needs cleaning';
const BUSY =
  'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Aborted desc = an operation with the given Volume ID vol-1 already exists';
const DRIVER =
  'MountVolume.SetUp failed for volume "pv-1" : driver name x not found in the list of registered CSI drivers';

describe('volumeFailures', () => {
  it.each([SUMMARY, OLD_SUMMARY])('knows a summary: %s', message => {
    expect(problems([mountingPod(), event('FailedMount', message)])).toEqual([
      'summary',
    ]);
  });

  it('puts what is specific before a summary and before an echo', () => {
    const reports = [
      event('FailedMount', SUMMARY, ...at(10)),
      event('FailedMount', BUSY, ...at(20)),
      event('FailedMount', BROKEN, ...at(90)),
    ];
    expect(problems([mountingPod(), ...reports])).toEqual([
      'filesystem-broken',
    ]);
  });

  const mount = (said: string) =>
    `MountVolume.SetUp failed for volume "pv-1" : rpc error: code = ${said}`;
  const attach = (said: string) =>
    `AttachVolume.Attach failed for volume "pv-1" : ${said}`;
  const FRONTEND = mount(
    'InvalidArgument desc = There is no block device frontend for volume pv-1',
  );
  it.each([
    ['FailedMount', mount('Internal desc = exit status 1'), FRONTEND],
    ['FailedMount', mount('Unknown desc = '), FRONTEND],
    ['FailedMount', mount('Unavailable desc = transport is closing'), FRONTEND],
    [
      'FailedMount',
      mount('FailedPrecondition desc = volume pv-1 is not staged'),
      FRONTEND,
    ],
    [
      'FailedMount',
      mount("InvalidArgument desc = Volume pv-1 hasn't been attached yet"),
      attach('rpc error: code = Internal desc = node has no free slot'),
    ],
    [
      'FailedMount',
      'MountVolume.WaitForAttach failed for volume "pv-1" : timed out waiting for external-attacher of x CSI driver to attach volume v',
      attach('rpc error: code = Internal desc = node has no free slot'),
    ],
    [
      'FailedAttachVolume',
      attach(
        'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      ),
      attach('rpc error: code = Internal desc = node has no free slot'),
    ],
    [
      'FailedAttachVolume',
      attach(
        'timed out waiting for external-attacher of x CSI driver to attach volume v',
      ),
      'Multi-Attach error for volume "pv-1" Volume is already used by pod(s) a',
    ],
  ])('puts a driver’s own words before %s %s', (reason, vague, telling) => {
    const of = telling.startsWith('Mount')
      ? 'FailedMount'
      : 'FailedAttachVolume';
    const reports = [
      event(
        reason,
        vague,
        ...at(20),
        ['firstTimestamp', ago(7000)],
        ['count', 40],
      ),
      event(of, telling, ...at(7100)),
    ];
    expect(words([mountingPod(), ...reports])).toEqual([telling]);
  });

  it.each([
    [
      'is as telling',
      mount(
        'Internal desc = mount failed: exit status 32\nOutput: mount: odd option',
      ),
    ],
    ['is the same', FRONTEND],
  ])('keeps the newest word that %s', (_, newest) => {
    const reports = [
      event('FailedMount', newest, ...at(20)),
      event(
        'FailedMount',
        mount('Internal desc = cannot find disk'),
        ...at(90),
      ),
    ];
    expect(words([mountingPod(), ...reports])).toEqual([newest]);
  });

  it('forgets what lies long before the newest word', () => {
    const reports = [
      event('FailedMount', BUSY, ...at(20)),
      event('FailedMount', BROKEN, ...at(2000)),
    ];
    expect(problems([mountingPod(), ...reports])).toEqual(['mount-failed']);
  });

  it('forgets what a later step or attachment has overtaken', () => {
    const failed = event('FailedMount', BROKEN, ...at(90));
    const pulling = event('Pulling', 'Pulling image "x"', ...at(60));
    expect(problems([mountingPod(), failed, pulling])).toEqual([]);
    const multi = event(
      'FailedAttachVolume',
      'Multi-Attach error for volume "pv-1" Volume is already used by pod(s) a',
      ...at(90),
    );
    const attached = event(
      'SuccessfulAttachVolume',
      'AttachVolume.Attach succeeded for volume "pv-1" ',
      ...at(60),
    );
    expect(problems([mountingPod(), multi])).toEqual(['attached-elsewhere']);
    expect(problems([mountingPod(), multi, attached])).toEqual([]);
  });

  it('forgets a volume that a newer summary no longer lists', () => {
    const waiting = mountingPod([
      'spec.volumes',
      [
        { name: 'keys', csi: { driver: 'x' } },
        { name: 'storage', persistentVolumeClaim: { claimName: 'data' } },
      ],
    ]);
    const driver = (seconds: number) =>
      event(
        'FailedMount',
        'MountVolume.SetUp failed for volume "keys" : driver name x not found in the list of registered CSI drivers',
        ...at(seconds),
      );
    const summary = event('FailedMount', SUMMARY, ...at(60));
    expect(problems([waiting, driver(400), summary])).toEqual(['summary']);
    expect(problems([waiting, driver(20), summary])).toEqual([
      'driver-missing',
    ]);
    const both = event(
      'FailedMount',
      SUMMARY.replace('=[storage]', '=[storage keys]'),
      ...at(60),
    );
    expect(problems([waiting, driver(400), both])).toEqual(['driver-missing']);
    const processed = event(
      'FailedMount',
      SUMMARY.replace(': timed', ', failed to process volumes=[keys]: timed'),
      ...at(60),
    );
    expect(problems([waiting, driver(400), processed])).toEqual([
      'driver-missing',
    ]);
  });

  it('keeps a cause while summaries still list its volume', () => {
    const old = BROKEN.replace('pv-1', 'storage');
    const summary = event('FailedMount', SUMMARY, ...at(10));
    expect(
      problems([
        mountingPod(),
        event('FailedMount', old, ...at(1800)),
        summary,
      ]),
    ).toEqual(['filesystem-broken']);
    expect(
      problems([
        mountingPod(),
        event('FailedMount', old, ...at(7200)),
        summary,
      ]),
    ).toEqual(['summary']);
  });

  it.each(["'pv-1'", '“pv-1”', '‘pv-1’'])('knows the name in %s', name => {
    const quoted = BROKEN.replace('"pv-1"', name);
    const { facts } = snapshot(
      [mountingPod(), event('FailedMount', quoted)],
      ALL_STORAGE,
    );
    if (facts.pod.status !== 'ok') throw new Error('no pod');
    const [found] = volumeFailures(
      {
        pod: facts.pod.value,
        events: facts.events as Fact<FactValues['events']>, // asked for
        now: Date.parse(NOW),
      },
      'filesystem-broken',
    );
    expect(found?.volume).toBe('pv-1');
  });

  it('leaves a single report of a new pod alone', () => {
    const young = mountingPod(['status.startTime', ago(20)]);
    const once = event('FailedMount', DRIVER, ...at(19));
    expect(problems([young, once])).toEqual([]);
    expect(
      problems([young, event('FailedMount', DRIVER, ['count', 4])]),
    ).toEqual(['driver-missing']);
    expect(problems([mountingPod(), once])).toEqual(['driver-missing']);
  });

  it('reads through a prefix, and leaves a running pod alone', () => {
    const combined = `(combined from similar events): ${BROKEN}`;
    const report = event('FailedMount', combined);
    expect(problems([mountingPod(), report])).toEqual(['filesystem-broken']);
    expect(problems([pod(), report])).toEqual([]);
  });
});
