import { ConfigReader } from '@backstage/config';
import { readPodHealthConfig } from './config';

const image = `registry.example.com/debug@sha256:${'a'.repeat(64)}`;

/** A portal in which a shell can be guarded. */
const safe = {
  app: { baseUrl: 'https://portal.example.com/path' },
  permission: { enabled: true },
  auth: { providers: { github: {} } },
  podHealth: { debug: { enabled: true, image } },
};

function read(overrides: object = {}, debug: object = {}) {
  return readPodHealthConfig(
    new ConfigReader({
      ...safe,
      podHealth: { debug: { ...safe.podHealth.debug, ...debug } },
      ...overrides,
    }),
  );
}

describe('debug', () => {
  it('is off when nothing is set', () => {
    const { debug, logs, watch } = readPodHealthConfig(new ConfigReader({}));
    expect(debug).toMatchObject({ enabled: false, allowTarget: false });
    expect(debug.refusedBecause).toBeUndefined();
    expect(logs.requireConsent).toBe(true);
    expect(watch.maxNamespaces).toBe(200);
  });

  it.each([0, -1, 1.5, 10_001])(
    'refuses %p as the limit of watched namespaces',
    maxNamespaces => {
      const podHealth = { watch: { maxNamespaces } };
      expect(() =>
        readPodHealthConfig(new ConfigReader({ podHealth })),
      ).toThrow(
        'podHealth.watch.maxNamespaces must be a whole number from 1 to 10000',
      );
    },
  );

  it('is on in a portal that can guard it', () => {
    expect(read().debug).toMatchObject({
      enabled: true,
      image,
      allowedImages: [image],
      maxDurationMs: 3_600_000,
      idleMs: 600_000,
      reauthorizeMs: 60_000,
      deniedNamespaces: ['kube-system', 'kube-public', 'kube-node-lease'],
    });
  });

  it.each([
    ['permission absent', { permission: {} }, 'permissions-off'],
    ['permission off', { permission: { enabled: false } }, 'permissions-off'],
    [
      'no default auth policy',
      { backend: { auth: { dangerouslyDisableDefaultAuthPolicy: true } } },
      'debug-disabled',
    ],
    ['guest only', { auth: { providers: { guest: {} } } }, 'debug-disabled'],
  ])('stays off with a sentence: %s', (_what, overrides, code) => {
    const { debug } = read(overrides);
    expect(debug.enabled).toBe(false);
    expect(debug.refusedBecause?.code).toBe(code);
    expect(debug.refusedBecause?.sentence).toMatch(/Debug stays disabled\.$/);
  });

  it.each([
    [
      'guest beside another provider',
      { auth: { providers: { guest: {}, github: {} } } },
    ],
    ['providers brought by modules alone', { auth: {} }],
  ])('is on: %s', (_what, overrides) => {
    expect(read(overrides).debug.enabled).toBe(true);
  });

  it('knows the guests', () => {
    const { debug } = read({
      auth: {
        providers: { guest: { userEntityRef: 'user:default/x' }, github: {} },
      },
    });
    expect(debug.guests).toEqual(['user:development/guest', 'user:default/x']);
  });
});

describe('settings that can never be right stop the start', () => {
  it.each([
    ['no image', { image: undefined }, /image must be set/],
    ['an image by tag', { image: 'busybox:latest' }, /named by digest/],
    ['a cut digest', { image: 'busybox@sha256:abc' }, /named by digest/],
    [
      'an image of elsewhere',
      { allowedImages: ['mirror.example.com/'] },
      /begins with none/,
    ],
    ['an empty prefix', { allowedImages: [''] }, /allowedImages/],
    ['no life', { maxDuration: { minutes: 0 } }, /maxDuration must be/],
    ['too long a life', { maxDuration: { hours: 9 } }, /maxDuration must be/],
    [
      'a blind permission',
      { reauthorize: { hours: 1 } },
      /reauthorize must be/,
    ],
  ])('%s', (_what, debug, sentence) => {
    expect(() => read({}, debug)).toThrow(sentence);
  });

  it('accepts a tag when told so', () => {
    const { debug } = read({}, { image: 'busybox:1.36', allowTags: true });
    expect(debug).toMatchObject({ enabled: true, image: 'busybox:1.36' });
  });
});

it('allows exact origins only', () => {
  const { debug } = read({
    backend: {
      cors: {
        origin: [
          'https://other.example.com:8443/x',
          '*',
          'https://*.example.com',
          '/re/',
          'data:text/plain,x',
        ],
      },
    },
  });
  expect(debug.allowedOrigins).toEqual([
    'https://portal.example.com',
    'https://other.example.com:8443',
  ]);
});

it('cannot be changed afterwards', () => {
  const config = read();
  expect(() => Object.assign(config.debug, { enabled: false })).toThrow(
    TypeError,
  );
  expect(() => Object.assign(config.logs, { requireConsent: false })).toThrow(
    TypeError,
  );
});

it('ends a shell by idleness no later than by its length', () => {
  expect(read({}, { maxDuration: { minutes: 5 } }).debug.idleMs).toBe(300_000);
});
