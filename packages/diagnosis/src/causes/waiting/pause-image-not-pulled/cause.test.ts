import { event, findings, waitingPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const said = (message: string, ...tweaks: Tweak[]) => [
  waitingPod('ContainerCreating', undefined, ...tweaks),
  event('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`, [
    'count',
    3,
  ]),
];
const network = (message: string) =>
  `rpc error: code = Unknown desc = failed to setup network for sandbox "a": ${message}`;
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, said(message, ...tweaks))[0];

describe('pause-image-not-pulled', () => {
  it.each([
    [
      'failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": dial tcp 34.96.108.209:443: i/o timeout',
      'registry.k8s.io/pause:3.9',
      'cannot reach',
    ],
    [
      'failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled',
      'k8s.gcr.io/pause:3.1',
      'cannot reach',
    ],
    [
      'creating pod sandbox with name "k8s_web": initializing source docker://registry.internal:5000/pause:3.9: reading manifest 3.9: manifest unknown',
      'registry.internal:5000/pause:3.9',
      'does not have it',
    ],
    [
      'failed to get sandbox image "r.io/team/base:1": failed to pull image: pull access denied, repository does not exist or may require authorization',
      'r.io/team/base:1',
      'refuses the node',
    ],
    [
      'failed to get sandbox image "k8s.gcr.io/pause-amd64:3.1": no match for platform in manifest',
      'pause-amd64:3.1',
      'processor',
    ],
    [
      'failed to get sandbox image "r.io/pause:3.9": failed to unpack image on snapshotter overlayfs: missing parent',
      'r.io/pause:3.9',
      'unpacked',
    ],
  ])('names the image and the answer: %s', (message, image, words) => {
    const one = found(message);
    expect(one?.what.en).toContain(image);
    expect(one?.why.en).toContain(words);
  });

  it('tells an image that lies damaged on the node', () => {
    const one = found(
      'failed to create containerd container: error unpacking image: failed to extract layer sha256:961e: content digest sha256:019d: not found',
    );
    expect(one?.why.en).toContain('unpacked');
  });

  it('is not misled by the name of the image', () => {
    const one = found(
      'failed to get sandbox image "timeout.io/denied/pause:3.9": 404 Not Found',
    );
    expect(one?.why.en).toContain('does not have it');
  });

  it.each([
    'failed to create containerd task: exec: "/pause": stat /pause: no such file or directory',
    network('plugin type="bridge" failed (add): boom'),
  ])('leaves other faults alone: %s', message => {
    expect(found(message)).toBeUndefined();
  });
});
