import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../time/clock';
import { pause } from '../../time/clock';
import { requestError } from '../errors';
import type { RequestScope } from '../requestScope';

/** TLS settings of one cluster, as Node's `tls.connect` takes them. */
export interface TlsMaterial {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly servername?: string;
  /** Only ever `false`: the cluster's certificate is not checked. Debug is refused there. */
  readonly rejectUnauthorized?: false;
}

/** What a request to a cluster carries to be known there. */
export interface ClusterCredential {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsMaterial;
}

/** Where a cluster's credential comes from: a kubeconfig with its plugins, a token file, a fixed token. */
export interface CredentialSource {
  /** `renew`: the cluster refused the last one; caches must be passed by. Rejects when there is none to be had. */
  load(renew: boolean): Promise<ClusterCredential>;
}

/** A bearer token, fixed or asked for each time, for a cluster whose authority is known. */
export function tokenCredentials(options: {
  readonly token?: string | (() => string | Promise<string>);
  readonly tls?: TlsMaterial;
}): CredentialSource {
  return {
    async load() {
      const token =
        typeof options.token === 'function'
          ? await options.token()
          : options.token;
      return {
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        tls: options.tls ?? {},
      };
    },
  };
}

/** A credential is asked for again after this long: rotated token files and expiring plugins' tokens are picked up. */
const FRESH_MS = 30_000;
/** A renewal that brought the same credential is not tried again for this long. */
const FRUITLESS_MS = 30_000;
/** Credential plugins may wait for a person or a network; nobody else waits longer than this for them. */
const LOAD_DEADLINE_MS = 15_000;

/** Keeps one cluster's credential. However many calls need one at the same moment, the source is asked once (R4). */
export class CredentialHolder {
  readonly #source: CredentialSource;
  readonly #clock: Clock;
  #current?: { readonly credential: ClusterCredential; readonly at: number };
  #loading?: Promise<ClusterCredential>;
  #fruitlessUntil = -Infinity;

  constructor(source: CredentialSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** The credential to use now. Throws `cluster-unauthorized` when none can be had. */
  async get(scope: RequestScope): Promise<ClusterCredential> {
    const current = this.#current;
    if (current && this.#clock.monotonic() - current.at < FRESH_MS) {
      return current.credential;
    }
    return this.#load(scope, false);
  }

  /**
   * The credential to use after the cluster refused one. `undefined`: there is no other, so trying again is in vain.
   * Throws `cluster-unauthorized` when the source fails.
   */
  async renew(
    scope: RequestScope,
    refused: ClusterCredential,
  ): Promise<ClusterCredential | undefined> {
    if (this.#current && this.#current.credential !== refused) {
      return this.#current.credential;
    }
    if (this.#clock.monotonic() < this.#fruitlessUntil) {
      return undefined;
    }
    const renewed = await this.#load(scope, true);
    return renewed === refused ? undefined : renewed;
  }

  #load(scope: RequestScope, renew: boolean): Promise<ClusterCredential> {
    this.#loading ??= this.#ask(scope, renew).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #ask(scope: RequestScope, renew: boolean): Promise<ClusterCredential> {
    const loaded = await this.#inTime(scope, this.#source.load(renew));
    const before = this.#current?.credential;
    const same = before !== undefined && isDeepStrictEqual(before, loaded);
    const credential = same ? before : loaded;
    const at = this.#clock.monotonic();
    this.#current = { credential, at };
    this.#fruitlessUntil = renew && same ? at + FRUITLESS_MS : -Infinity;
    return credential;
  }

  async #inTime(
    scope: RequestScope,
    loading: Promise<ClusterCredential>,
  ): Promise<ClusterCredential> {
    const over = new AbortController();
    try {
      return await Promise.race([
        loading,
        pause(this.#clock, LOAD_DEADLINE_MS, over.signal).then(() => {
          throw new Error('over');
        }),
      ]);
    } catch {
      // The reason stays out: a credential plugin's output can hold the credential.
      throw requestError(
        'cluster-unauthorized',
        scope,
        'the credential for this cluster could not be obtained',
      );
    } finally {
      over.abort();
      loading.catch(() => {}); // a plugin that fails after its deadline has nobody to report to
    }
  }
}
