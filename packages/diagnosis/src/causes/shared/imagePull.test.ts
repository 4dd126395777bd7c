import type { Json, Tweak } from '../../testing';
import { ago, event, pod, snapshot, waitingPod } from '../../testing';
import type { PullProblem } from './imagePull';
import { pullFailures } from './imagePull';

const IMAGE = 'registry.example/web:1.0';
const NOT_FOUND = `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = ${IMAGE}: not found`;
const BACK_OFF = `Back-off pulling image "${IMAGE}"`;
const field = (container = 'app'): Tweak => [
  'involvedObject.fieldPath',
  `spec.containers{${container}}`,
];
const at = (seconds: number): Tweak => ['lastTimestamp', ago(seconds)];
const named = (name: string): Tweak => ['metadata.name', name];
const failed = (message = NOT_FOUND, ...tweaks: Tweak[]) =>
  event('Failed', message, field(), ...tweaks);

function failures(problem: PullProblem, objects: readonly Json[]) {
  const { facts } = snapshot(objects);
  if (facts.pod.status !== 'ok') throw new Error('no pod');
  return pullFailures(facts.pod.value, facts.events, problem);
}

describe('pullFailures', () => {
  it('takes the newest event that says why', () => {
    const objects = [
      waitingPod('ImagePullBackOff', BACK_OFF),
      failed(),
      failed(
        `(combined from similar events): Failed to pull image "${IMAGE}": 429 Too Many Requests`,
        named('b'),
        at(20),
      ),
      failed('Error: ErrImagePull', named('c'), at(10)),
    ];
    expect(failures('not-found', objects)).toEqual([]);
    expect(failures('rate-limited', objects)).toHaveLength(1);
  });

  it('tells a name that no registry can be found for from an image that cannot be read', () => {
    const ambiguous = `Failed to inspect image "": rpc error: code = Unknown desc = short name mode is enforcing, but image name ${IMAGE} returns ambiguous list`;
    const unclear = waitingPod('ImageInspectError', ambiguous);
    expect(failures('name-ambiguous', [unclear])).toHaveLength(1);
    expect(failures('service-failed', [unclear])).toEqual([]);
    const broken = waitingPod(
      'ImageInspectError',
      'Failed to inspect image "": rpc error: code = Unknown desc = layer not known: not found',
    );
    expect(failures('service-failed', [broken])).toHaveLength(1);
  });

  it('goes by the events where the status is behind', () => {
    const creating = waitingPod('ContainerCreating');
    expect(failures('not-found', [creating, failed()])).toHaveLength(1);
    const bare = pod(['status', { phase: 'Pending', conditions: [] }]);
    expect(failures('not-found', [bare, failed()])).toHaveLength(1);
    const backOff = event('BackOff', BACK_OFF, field(), at(5), named('b'));
    expect(failures('not-found', [creating, failed(), backOff])).toHaveLength(
      1,
    );
  });

  it.each([
    ['another try goes on', `Pulling image "${IMAGE}"`],
    [
      'it is there now',
      `Successfully pulled image "${IMAGE}" in 2s (2s including waiting)`,
    ],
    ['it was loaded', `Container image "${IMAGE}" already present on machine`],
  ])('lets a failure pass when %s', (_, message) => {
    const later = event('Pulled', message, field(), at(10));
    const creating = waitingPod('ContainerCreating');
    expect(failures('not-found', [creating, failed(), later])).toEqual([]);
  });

  it('keeps to the container the event is about', () => {
    const other = failed(NOT_FOUND, field('other'));
    const objects = [waitingPod('ContainerCreating'), other];
    expect(failures('not-found', objects)).toEqual([]);
  });

  it('knows the image of a volume', () => {
    const model = 'registry.example/model:7';
    const tweaks: Tweak[] = [
      ['spec.volumes', [{ name: 'm', image: { reference: model } }]],
      ['spec.containers.0.volumeMounts', [{ name: 'm', mountPath: '/m' }]],
    ];
    const text = `Failed to pull image "${model}": ${model}: not found`;
    const inStatus = waitingPod('ErrImagePull', text.slice(0), ...tweaks);
    const inEvents = waitingPod(
      'ImagePullBackOff',
      `Back-off pulling image "${model}"`,
      ...tweaks,
    );
    expect(failures('not-found', [inStatus])[0]).toMatchObject({
      image: model,
      isVolume: true,
    });
    const [told] = failures('not-found', [inEvents, event('Failed', text)]);
    expect(told).toMatchObject({ image: model, isVolume: true });
  });

  it('looks behind the brake of the kubelet', () => {
    const text = `${BACK_OFF}: ErrImagePull: pull QPS exceeded`;
    const braked = waitingPod('ImagePullBackOff', text);
    expect(failures('throttled', [braked])).toHaveLength(1);
    expect(failures('not-found', [braked, failed()])).toHaveLength(1);
  });

  it('reads an error that stands in the reason itself', () => {
    const reason = 'illegal base64 data at input byte 4';
    expect(failures('secret-malformed', [waitingPod(reason)])).toHaveLength(1);
    const intent = `Failed to record image pull intent for container image "${IMAGE}": disk`;
    expect(failures('service-failed', [waitingPod(intent)])).toHaveLength(1);
    expect(failures('unexplained', [waitingPod('some other error')])).toEqual(
      [],
    );
  });

  it('tells by the secrets why access was refused', () => {
    const refused = `failed to resolve reference "${IMAGE}": 401 Unauthorized: 401 Unauthorized`;
    const secrets: Tweak = ['spec.imagePullSecrets', [{ name: 'login' }]];
    const lost = event(
      'FailedToRetrieveImagePullSecret',
      'Unable to retrieve some image pull secrets (login); attempting to pull the image may not succeed.',
    );
    const waits = waitingPod('ErrImagePull', refused, secrets);
    const none = waitingPod('ErrImagePull', refused);
    expect(failures('private', [none])).toHaveLength(1);
    expect(failures('secret-refused', [waits])).toHaveLength(1);
    expect(failures('secret-missing', [waits, lost])).toHaveLength(1);
    const since = failed(NOT_FOUND, at(1));
    const stale = { ...lost, lastTimestamp: ago(1200) };
    expect(failures('secret-refused', [waits, stale, since])).toHaveLength(1);
    const mute = waitingPod('ImagePullBackOff', BACK_OFF, secrets);
    expect(failures('secret-missing', [mute, lost])).toHaveLength(1);
  });

  it.each([
    ['on its way out', ['metadata.deletionTimestamp', ago(10)]],
    ['done', ['status.phase', 'Succeeded']],
  ] satisfies [string, Tweak][])('is silent on a pod %s', (_, change) => {
    const gone = waitingPod('ErrImagePull', NOT_FOUND, change);
    expect(failures('not-found', [gone])).toEqual([]);
  });

  it('is silent once the container runs', () => {
    expect(failures('not-found', [pod(), failed()])).toEqual([]);
  });
});
