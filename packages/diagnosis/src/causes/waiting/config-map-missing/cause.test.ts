import { diagnose } from '../../../diagnose';
import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  configMap,
  event,
  findings,
  job,
  owner,
  snapshot,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const CONFIG = 'CreateContainerConfigError';
const VOLUME: Tweak = [
  'spec.volumes',
  [{ name: 'conf', configMap: { name: 'settings' } }],
];
const mount = (why: string) =>
  event('FailedMount', `MountVolume.SetUp failed for volume "conf" : ${why}`);
const mounting = (...tweaks: Tweak[]) =>
  waitingPod('ContainerCreating', undefined, VOLUME, ...tweaks);

describe('config-map-missing', () => {
  it.each([
    'configmap "settings" not found',
    'configmaps "settings" not found',
  ])('knows the words: %s', message => {
    const [found] = findings(cause, [waitingPod(CONFIG, message)]);
    expect(found?.container).toBe('app');
    expect(found?.what.en).toContain('the config map “settings”');
  });

  it('names a key that is missing, and the nearest', () => {
    const [found] = findings(cause, [
      waitingPod(
        CONFIG,
        "couldn't find key LOGLEVEL in ConfigMap shop/settings",
      ),
      configMap('settings', 'LOG_LEVEL', 'PORT'),
    ]);
    expect(found?.what.en).toContain(
      'the key “LOGLEVEL” of the config map “settings”',
    );
    expect(found?.what.en).toContain('has no such key');
    expect(found?.what.en).not.toContain('does not exist');
    expect(found?.why.en).not.toContain('another namespace');
    expect(found?.why.en).toContain('Did you mean “LOG_LEVEL”?');
  });

  it('names the nearest config map', () => {
    const [found] = findings(cause, [
      waitingPod(CONFIG, 'configmap "setings" not found'),
      configMap('settings'),
    ]);
    expect(found?.why.en).toContain('Did you mean “settings”?');
  });

  it('lists one that has come meanwhile as evidence against', () => {
    const [found] = findings(cause, [
      waitingPod(CONFIG, 'configmap "settings" not found'),
      configMap('settings'),
    ]);
    expect(found?.contradictions).toEqual([
      { from: 'configMaps', at: '0.name', value: 'settings' },
    ]);
    expect(found?.why.en).toContain('It is there now');
  });

  it.each<[string, number, number | undefined, boolean]>([
    // Its age and when the kubelet last missed it, in seconds: whether it counts as missing.
    ['came a moment ago', 60, undefined, true],
    ['has long been there', 1800, undefined, false],
    ['came after the kubelet last looked', 400, 390, true],
    ['was there long before the kubelet last looked', 1800, 48, false],
  ])('one that %s', (_, age, seen, isMissing) => {
    const old = {
      ...configMap('settings'),
      metadata: {
        name: 'settings',
        namespace: 'shop',
        creationTimestamp: ago(age),
      },
    };
    const objects =
      seen === undefined
        ? [waitingPod(CONFIG, 'configmap "settings" not found')]
        : [
            mounting(),
            event(
              'FailedMount',
              'MountVolume.SetUp failed for volume "conf" : configmap "settings" not found',
              ['lastTimestamp', ago(seen)],
            ),
          ];
    expect(findings(cause, [...objects, old])).toHaveLength(isMissing ? 1 : 0);
    const roots = diagnose(snapshot([...objects, old])).found;
    expect(roots.map(one => one.cause)).toEqual([
      isMissing ? 'config-map-missing' : 'config-not-synced',
    ]);
  });

  it('reads the events for a volume', () => {
    const [whole] = findings(cause, [
      mounting(),
      mount('configmap "settings" not found'),
    ]);
    expect(whole?.what.en).toContain('The pod cannot start');
    const [key] = findings(cause, [
      mounting(),
      mount('configmap references non-existent config key: app.yaml'),
    ]);
    expect(key?.what.en).toContain(
      'key “app.yaml” of the config map “settings”',
    );
  });

  it('goes by the names in the namespace when the events are gone', () => {
    const missing = { events: 'expired' } as const;
    const objects = [mounting(), configMap('other')];
    const [found] = findings(cause, objects, { missing });
    expect(found?.quotes[0]?.at).toBe('spec.volumes.0.configMap.name');
    const there = [mounting(), configMap('settings')];
    expect(findings(cause, there, { missing })).toEqual([]);
  });

  it.each([
    ['a secret', waitingPod(CONFIG, 'secret "settings" not found')],
    [
      'a key of a secret',
      waitingPod(CONFIG, "couldn't find key A in Secret shop/settings"),
    ],
    ['an optional one', mounting(['spec.volumes.0.configMap.optional', true])],
  ])('leaves %s alone', (_, pod) => {
    const missing = { events: 'expired' } as const;
    expect(findings(cause, [pod, configMap('other')], { missing })).toEqual([]);
  });

  describe('of a hook that a deployment tool runs', () => {
    const OF_JOB: Tweak = [
      'metadata.ownerReferences',
      [owner('batch/v1', 'Job', 'web')],
    ];
    const hook = (annotation: string, phases: string) =>
      job(['metadata.annotations', { [annotation]: phases }]);
    const judge = (message: string, ...objects: JsonObject[]) =>
      findings(cause, [waitingPod(CONFIG, message, OF_JOB), ...objects])[0];
    const WHOLE = 'configmap "settings" not found';

    it.each([
      ['helm.sh/hook', 'pre-install', 'The job “web” is a Helm hook'],
      ['helm.sh/hook', 'post-install,pre-upgrade', 'is a Helm hook'],
      ['argocd.argoproj.io/hook', 'PreSync', 'is a hook of Argo CD'],
    ])('before the rest: %s: %s', (annotation, phases, words) => {
      const found = judge(WHOLE, hook(annotation, phases));
      expect(found?.why.en).toContain(words);
      expect(found?.why.en).toContain('each waits for the other');
      expect(found?.steps[0]?.text.en).toMatch(
        /^Make the config map “settings” a /,
      );
      expect(found?.quotes.at(-1)?.value).toBe(phases);
    });

    it('names the key that the earlier release has not', () => {
      const message = "couldn't find key PORT in ConfigMap shop/settings";
      const found = judge(message, hook('helm.sh/hook', 'pre-upgrade'));
      expect(found?.why.en).toContain('If the key “PORT” comes from the same');
    });

    it('knows a pod that is the hook itself', () => {
      const own: Tweak = [
        'metadata.annotations',
        { 'helm.sh/hook': 'pre-install' },
      ];
      const [found] = findings(cause, [waitingPod(CONFIG, WHOLE, own)]);
      expect(found?.why.en).toMatch(/^The pod is a Helm hook/);
    });

    it.each([
      ['after the rest', hook('helm.sh/hook', 'post-install,post-upgrade')],
      ['with the rest', hook('argocd.argoproj.io/hook', 'Sync')],
      ['by another tool', hook('example.org/hook', 'pre-install')],
      ['not at all', job()],
    ])('says nothing of one that runs %s', (_, made) => {
      const found = judge(WHOLE, made);
      expect(found?.why.en).not.toContain('each waits');
      expect(found?.steps[0]?.text.en).toMatch(/^Look/);
    });

    it('says nothing of it for what has come, or what Kubernetes brings', () => {
      const made = hook('helm.sh/hook', 'pre-install');
      expect(judge(WHOLE, made, configMap('settings'))?.why.en).not.toContain(
        'Helm',
      );
      const root = judge('configmap "kube-root-ca.crt" not found', made);
      expect(root?.why.en).not.toContain('Helm');
    });
  });
});
