import type { Tweak } from '../../../testing';
import {
  ago,
  containerStatus,
  diagnosisBy,
  event,
  findings,
  job,
  owner,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const CONFIG = 'CreateContainerConfigError';
const VOLUME: Tweak = [
  'spec.volumes',
  [{ name: 'keys', secret: { secretName: 'database' } }],
];
const mount = (why: string) =>
  event('FailedMount', `MountVolume.SetUp failed for volume "keys" : ${why}`);
const mounting = (...tweaks: Tweak[]) =>
  waitingPod('ContainerCreating', undefined, VOLUME, ...tweaks);

describe('secret-missing', () => {
  it.each(['secret "database" not found', 'secrets "database" not found'])(
    'knows the words: %s',
    message => {
      const [found] = findings(cause, [waitingPod(CONFIG, message)]);
      expect(found?.container).toBe('app');
      expect(found?.what.en).toContain('the secret “database”');
    },
  );

  it('names a key that is missing, and shows how to list keys', () => {
    const message = "couldn't find key password in Secret shop/database";
    const [found] = findings(cause, [waitingPod(CONFIG, message)]);
    expect(found?.what.en).toContain(
      'the key “password” of the secret “database”',
    );
    expect(found?.what.en).toContain('has no such key');
    expect(found?.why.en).not.toContain('another namespace');
    expect(found?.steps[0]?.command).toBe(
      'kubectl -n shop describe secret database',
    );
  });

  it.each([
    ['the whole', 'secret "database" not found', 'the secret “database”'],
    [
      'a key',
      'references non-existent secret key: ca.crt',
      'the key “ca.crt” of the secret “database”',
    ],
    [
      'several at once',
      '[secret "database" not found, configmap "settings" not found]',
      'the secret “database”',
    ],
  ])('reads the events for a volume: %s', (_, why, said) => {
    const [found] = findings(cause, [mounting(), mount(why)]);
    expect(found?.container).toBeUndefined();
    expect(found?.what.en).toContain(said);
    expect(found?.what.en).toContain('as volume “keys”');
  });

  it('takes the kubelet’s word where the pod was given without its volumes', () => {
    const waits = waitingPod('ContainerCreating', undefined, [
      'spec.volumes',
      undefined,
    ]);
    const said = mount('secret "database" not found');
    const [found] = findings(cause, [waits, said]);
    expect(found?.what.en).toContain('the secret “database”');
  });

  it('does not guess which of several secrets lacks a key', () => {
    const projected: Tweak = [
      'spec.volumes',
      [
        {
          name: 'keys',
          projected: {
            sources: [{ secret: { name: 'a' } }, { secret: { name: 'b' } }],
          },
        },
      ],
    ];
    const waits = waitingPod('ContainerCreating', undefined, projected);
    const said = mount('references non-existent secret key: ca.crt');
    expect(findings(cause, [waits, said])[0]?.what.en).toContain(
      'one of the secrets of volume “keys”',
    );
  });

  it('is unchecked without events only when a secret is mounted', () => {
    const missing = { events: 'expired' } as const;
    expect(
      diagnosisBy(cause, [mounting()], { missing }).unchecked,
    ).toHaveLength(1);
    const plain = waitingPod('ContainerCreating');
    expect(diagnosisBy(cause, [plain], { missing }).unchecked).toEqual([]);
  });

  it('leaves an event alone once a container has begun', () => {
    const begun = mounting(
      ['spec.initContainers', [{ name: 'migrate' }]],
      [
        'status.initContainerStatuses',
        [containerStatus(['name', 'migrate'], ['ready', false])],
      ],
    );
    const said = mount('secret "database" not found');
    expect(findings(cause, [begun, said])).toEqual([]);
  });

  it.each([
    ['a config map', waitingPod(CONFIG, 'configmap "database" not found')],
    ['one for pulling', waitingPod('ErrImagePull', 'secret "x" not found')],
    ['a pod that leaves', mounting(['metadata.deletionTimestamp', ago(5)])],
  ])('leaves %s alone', (_, pod) => {
    const said = event('FailedMount', 'configmap "database" not found');
    expect(findings(cause, [pod, said])).toEqual([]);
  });

  it('says that a Helm hook runs before what comes with it', () => {
    const [found] = findings(cause, [
      waitingPod(CONFIG, 'secret "database" not found', [
        'metadata.ownerReferences',
        [owner('batch/v1', 'Job', 'web')],
      ]),
      job(['metadata.annotations', { 'helm.sh/hook': 'pre-install' }]),
    ]);
    expect(found?.why.en).toMatch(/^The job “web” is a Helm hook/);
    expect(found?.steps[0]?.text.en).toMatch(/^Make the secret “database” a/);
  });
});
