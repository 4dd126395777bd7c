import {
  diagnosisBy,
  event,
  findings,
  node,
  waitingPod,
} from '../../../testing';
import cause from './cause';

const IMAGE = 'registry.example/web:1.0';
const WORDINGS: [string, string][] = [
  [
    'containerd',
    `rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`,
  ],
  [
    'containerd, backing off, since 1.32',
    `Back-off pulling image "${IMAGE}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": ${IMAGE}: not found`,
  ],
  [
    'CRI-O',
    'rpc error: code = Unknown desc = reading manifest 1.0 in registry.example/web: manifest unknown: manifest unknown',
  ],
  [
    'CRI-O, no such name',
    'reading manifest 1.0 in registry.example/web: name unknown: repository not found',
  ],
  [
    'dockershim',
    `rpc error: code = Unknown desc = Error response from daemon: manifest for ${IMAGE} not found: manifest unknown: manifest unknown`,
  ],
  [
    'a bare status',
    'unexpected status from HEAD request to https://registry.example/v2/web/manifests/1.0: 404 Not Found',
  ],
];

describe('image-not-found', () => {
  it.each(WORDINGS)('knows the words of %s', (_, message) => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toHaveLength(
      1,
    );
  });

  it('reads the events when the status only says that it backs off', () => {
    const pod = waitingPod(
      'ImagePullBackOff',
      `Back-off pulling image "${IMAGE}"`,
    );
    const events = [
      event('Failed', `Failed to pull image "${IMAGE}": ${WORDINGS[0]?.[1]}`),
      event('Failed', 'Error: ErrImagePull', ['metadata.name', 'web-1.b']),
    ];
    const [found] = findings(cause, [pod, ...events]);
    expect(found?.quotes[0]?.from).toBe('events');
    const without = diagnosisBy(cause, [pod]);
    expect(without.found).toEqual([]);
    expect(without.unchecked).toMatchObject([{ fact: 'events' }]);
  });

  it.each([
    [
      'another version',
      ['registry.example/web:1.1', 'registry.example/web:2.0'],
      'web:1.1',
    ],
    [
      'the name',
      ['registry.example/webb:1.0', 'registry.example/db:1.0'],
      'webb:1.0',
    ],
  ])('names the nearest image: %s', (_, images, near) => {
    const held = node([
      'status.images',
      images.map(name => ({ names: [name] })),
    ]);
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', WORDINGS[0]?.[1]),
      held,
    ]);
    expect(found?.what.en).toContain(near);
  });

  it('lists a node that still holds the image as evidence against', () => {
    const held = node(['status.images', [{ names: [IMAGE] }]]);
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', WORDINGS[0]?.[1]),
      held,
    ]);
    expect(found?.contradictions).toHaveLength(1);
    expect(found?.why.en).toContain('deleted since');
    expect(found?.what.en).not.toContain('nearest');
  });

  it('names none from another registry', () => {
    const held = node([
      'status.images',
      [{ names: ['other.example/web:1.1', 'nginx:1.0'] }],
    ]);
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', WORDINGS[0]?.[1]),
      held,
    ]);
    expect(found?.what.en).not.toContain('nearest');
  });

  it.each([
    [
      'private',
      'pull access denied, repository does not exist or may require authorization',
    ],
    ['the network', 'dial tcp: lookup registry.example: no such host'],
    ['another platform', 'no match for platform in manifest: not found'],
    ['the rate', 'toomanyrequests'],
  ])('leaves %s to others', (_, message) => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });

  it('knows that a name without a registry is looked for on Docker Hub', () => {
    const denied =
      'pull access denied for webb, repository does not exist or may require authorization';
    const pod = (name: string) =>
      waitingPod('ErrImagePull', denied, ['spec.containers.0.image', name]);
    const [found] = findings(cause, [pod('webb:1.0')]);
    expect(found?.why.en).toContain('keeps no private images');
    expect(found?.why.en).toContain('your own computer');
    expect(findings(cause, [pod('team/webb:1.0')])).toEqual([]);
  });

  it('is not misled by the image’s own name', () => {
    const name = 'registry.example/not-found/404:denied';
    const message = `failed to resolve reference "${name}": 500 Internal Server Error`;
    const pod = waitingPod('ErrImagePull', message, [
      'spec.containers.0.image',
      name,
    ]);
    expect(findings(cause, [pod])).toEqual([]);
  });
});
