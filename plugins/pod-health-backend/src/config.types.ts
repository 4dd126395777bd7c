/** The plugin's settings under `podHealth`, read once, checked and frozen by config.ts. Durations are milliseconds. */
export interface PodHealthConfig {
  readonly logs: {
    /** Whether logs too need the namespace's consent. On by default. */
    readonly requireConsent: boolean;
  };
  readonly watch: {
    /** How many namespaces of one cluster are watched at once. */
    readonly maxNamespaces: number;
  };
  readonly debug: DebugConfig;
}

/** Settings of the debug shell. Off unless `podHealth.debug.enabled` is true. */
export interface DebugConfig {
  readonly enabled: boolean;
  /** Why it cannot be enabled here, as a code and a sentence for the operator; absent when all is well. */
  readonly refusedBecause?: {
    readonly code: 'permissions-off' | 'debug-disabled';
    readonly sentence: string;
  };
  /** Image of the debug container, by digest, or by tag when `allowTags` is set for a demo cluster. */
  readonly image: string;
  /** Prefixes an image must begin with. */
  readonly allowedImages: readonly string[];
  readonly maxDurationMs: number;
  readonly idleMs: number;
  readonly reauthorizeMs: number;
  readonly graceAfterDetachMs: number;
  readonly startTimeoutMs: number;
  /** Whether a target's processes may be shared at all. */
  readonly allowTarget: boolean;
  /** Namespaces where debug is never allowed, whatever they consent to. */
  readonly deniedNamespaces: readonly string[];
  /** Users everybody can become without a name (the guest provider's): never allowed to debug. */
  readonly guests?: readonly string[];
  /** Origins a terminal may be opened from: app.baseUrl and backend.cors.origin. */
  readonly allowedOrigins: readonly string[];
}
