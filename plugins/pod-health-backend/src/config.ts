import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { DebugConfig, PodHealthConfig } from './config.types';

/** An image named by what it holds, so that nobody can change it afterwards. */
const DIGEST = /@sha256:[0-9a-f]{64}$/;
const MINUTE = 60_000;
/** Some 5 watches each, every one a connection: what one replica holds with ease. */
const DEFAULT_NAMESPACES = 200;
const MOST_NAMESPACES = 10_000;
/** The guest provider's user unless it is told another. */
const DEFAULT_GUEST = 'user:development/guest';
/** Where a shell beside a pod would be a shell in the cluster's own machinery. */
const DEFAULT_DENIED = ['kube-system', 'kube-public', 'kube-node-lease'];

type Refusal = NonNullable<DebugConfig['refusedBecause']>;

/**
 * Reads `podHealth.*` (config.d.ts) once, and what else decides whether a shell would be safe. Throws on a setting that can
 * never be right (an image by tag, a limit of zero), so that the backend does not start with it. When debug is asked for but
 * this portal cannot guard it, it is left disabled and `debug.refusedBecause` says why; diagnosis and logs are not affected.
 */
export function readPodHealthConfig(root: Config): PodHealthConfig {
  const config = root.getOptionalConfig('podHealth');
  const debug = config?.getOptionalConfig('debug');
  const asked = debug?.getOptionalBoolean('enabled') ?? false;
  const refusedBecause = asked ? refusalOf(root) : undefined;
  return deepFreeze({
    logs: {
      requireConsent: config?.getOptionalBoolean('logs.requireConsent') ?? true,
    },
    watch: { maxNamespaces: readMaxNamespaces(config) },
    debug: {
      enabled: asked && !refusedBecause,
      ...(refusedBecause && { refusedBecause }),
      ...readImage(debug, asked),
      ...readLimits(debug),
      allowTarget: debug?.getOptionalBoolean('allowTarget') ?? false,
      deniedNamespaces:
        debug?.getOptionalStringArray('deniedNamespaces') ?? DEFAULT_DENIED,
      guests: [
        DEFAULT_GUEST,
        root.getOptionalString('auth.providers.guest.userEntityRef') ??
          DEFAULT_GUEST,
      ],
      allowedOrigins: originsOf(root),
    },
  });
}

function readMaxNamespaces(config: Config | undefined): number {
  const most =
    config?.getOptionalNumber('watch.maxNamespaces') ?? DEFAULT_NAMESPACES;
  if (!Number.isInteger(most) || most < 1 || most > MOST_NAMESPACES) {
    throw new Error(
      `podHealth.watch.maxNamespaces must be a whole number from 1 to ${MOST_NAMESPACES}; it is ${most}`,
    );
  }
  return most;
}

/** Why this portal cannot guard a shell, if so. Each reason is a way in which everybody would be allowed everything. */
function refusalOf(root: Config): Refusal | undefined {
  if (root.getOptionalBoolean('permission.enabled') !== true) {
    return {
      code: 'permissions-off',
      sentence:
        'podHealth.debug.enabled is true, but permission.enabled is not: everybody would be allowed to open a shell. Debug stays disabled.',
    };
  }
  if (
    root.getOptionalBoolean(
      'backend.auth.dangerouslyDisableDefaultAuthPolicy',
    ) === true
  ) {
    return {
      code: 'debug-disabled',
      sentence:
        'podHealth.debug.enabled is true, but backend.auth.dangerouslyDisableDefaultAuthPolicy is too: callers would not have to sign in. Debug stays disabled.',
    };
  }
  const providers = root.getOptionalConfig('auth.providers')?.keys() ?? [];
  if (providers.length > 0 && providers.every(name => name === 'guest')) {
    return {
      code: 'debug-disabled',
      sentence:
        'podHealth.debug.enabled is true, but guest is the only sign-in provider: no shell could be traced to a person. Debug stays disabled.',
    };
  }
  return undefined;
}

function readImage(
  debug: Config | undefined,
  asked: boolean,
): Pick<DebugConfig, 'image' | 'allowedImages'> {
  const image = debug?.getOptionalString('image') ?? '';
  const allowedImages = debug?.getOptionalStringArray('allowedImages') ?? [
    image,
  ];
  if (!asked) {
    return { image, allowedImages };
  }
  if (image === '') {
    throw new Error('podHealth.debug.image must be set to enable debug');
  }
  if (!DIGEST.test(image) && debug?.getOptionalBoolean('allowTags') !== true) {
    throw new Error(
      `podHealth.debug.image must be named by digest (…@sha256:…), because what a tag names can be changed; it is ${image}. For a demo cluster set podHealth.debug.allowTags`,
    );
  }
  if (!allowedImages.some(prefix => image.startsWith(prefix))) {
    throw new Error(
      `podHealth.debug.image ${image} begins with none of podHealth.debug.allowedImages`,
    );
  }
  return { image, allowedImages };
}

function readLimits(debug: Config | undefined) {
  const maxDurationMs = duration(debug, 'maxDuration', 60 * MINUTE, 480);
  return {
    maxDurationMs,
    idleMs: Math.min(duration(debug, 'idle', 10 * MINUTE, 120), maxDurationMs),
    reauthorizeMs: duration(debug, 'reauthorize', MINUTE, 5),
    graceAfterDetachMs: duration(debug, 'graceAfterDetach', MINUTE / 2, 5),
    startTimeoutMs: duration(debug, 'startTimeout', MINUTE, 10),
  };
}

function duration(
  debug: Config | undefined,
  key: string,
  byDefault: number,
  maxMinutes: number,
): number {
  if (!debug?.has(key)) {
    return byDefault;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(debug, { key }));
  if (!(ms >= 1000 && ms <= maxMinutes * MINUTE)) {
    throw new Error(
      `podHealth.debug.${key} must be from 1 second to ${maxMinutes} minutes`,
    );
  }
  return ms;
}

/** Exact origins only: a pattern, `*` or anything that is not a URL opens nothing. */
function originsOf(root: Config): string[] {
  const cors = root.getOptional('backend.cors.origin');
  const candidates = [
    root.getOptionalString('app.baseUrl'),
    ...(Array.isArray(cors) ? cors : [cors]),
  ];
  const origins = candidates.flatMap(candidate =>
    typeof candidate === 'string' && URL.canParse(candidate)
      ? [new URL(candidate).origin]
      : [],
  );
  return [...new Set(origins.filter(isExact))];
}

function isExact(origin: string): boolean {
  return origin !== 'null' && !origin.includes('*');
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) {
      deepFreeze(inner);
    }
  }
  return Object.freeze(value);
}
