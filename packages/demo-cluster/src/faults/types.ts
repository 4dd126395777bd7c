/** Which requests a fault is for. Absent fields match all. */
export interface FaultMatch {
  /** get, list, watch, create, patch, delete; `log` and `attach` for those subresources. */
  readonly verb?: string;
  /** A part of the path and query, or a pattern. */
  readonly path?: string | RegExp;
  readonly user?: string;
}

/** What goes wrong. Byte counts are of the answer's body; of frames for an attach. */
export type FaultAction =
  /** Cuts the connection: RST, or FIN in the middle of the body. */
  | {
      readonly kind: 'drop';
      readonly afterBytes?: number;
      readonly by?: 'rst' | 'fin';
    }
  /** Goes silent after so many bytes, with the connection open. */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** Accepts the request and never answers. */
  | { readonly kind: 'blackhole' }
  /** A watch or list version that is too old: as a 410 answer, or as an ERROR event in a watch of code 200. */
  | { readonly kind: 'gone'; readonly as: 'status' | 'event' }
  /** A watch gets a bookmark at once. */
  | { readonly kind: 'bookmark' }
  | {
      readonly kind: 'redirect';
      readonly location: string;
      readonly code?: 301 | 302 | 307 | 308;
    }
  /** Answers with a Status of this code. 401 for `401After`, 429 with `retryAfterSeconds`. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly reason?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** A body of exactly these bytes, code 200; on a watch, in the place of events. */
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array | string;
      readonly contentType?: string;
    }
  /** A log of this many bytes, in numbered lines of 100; made as it is read, never held. */
  | { readonly kind: 'bigLog'; readonly bytes: number }
  /** A log of one line of this many bytes, without a newline. */
  | { readonly kind: 'longLine'; readonly bytes: number }
  /** An attach accepts, sends these frames as they are (strings as text frames), and goes on as usual. */
  | {
      readonly kind: 'frames';
      readonly frames: readonly (Uint8Array | string)[];
    }
  /** An upgrade is answered with this code and a Status. */
  | {
      readonly kind: 'refuseUpgrade';
      readonly code: number;
      readonly message?: string;
    };

/** One scripted fault. */
export interface FaultScript {
  readonly on: FaultMatch;
  readonly do: FaultAction;
  /** Lets this many matching requests pass first (`401After(n)`). Default 0. */
  readonly skip?: number;
  /** Then hits this many. Default: all. */
  readonly times?: number;
}

/** A fault in force. */
export interface FaultHandle {
  /** How many requests it has hit. */
  readonly hits: number;
  /** Takes it away. */
  remove(): void;
}
